"""`./run bench preview`: how soon somebody sees an office file that was just handed in.

The whole program with the demo's people, and its clerk in Chromium, who hands letters of two pages in, one after the
other, all of them different. Timed is the way from the click to the first page on the screen: quarantine, check, layout
by LibreOffice, image. Beside it, from the moment at which the document is there, which is what the reader waits for.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import docx
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import tell
from tests.load.viewer import ARGUMENTS, CHROMIUM, SEEN, choose, middle, seconds, send, signed_in
from tests.server import Server

#: Seconds, the slowest letter after the first.
GOALS = {"preview_s_max": 3.0}


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON and returns 0 when the goal is reached."""
    parser = argparse.ArgumentParser(prog="preview", description=__doc__)
    parser.add_argument("--letters", type=int, default=10, help="how many after the first")
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.test")
    import django

    django.setup()
    server = Server(scale=360, papers=False)
    try:
        server.start()
        with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            reached = measure(browser, server, Path(folder), options.letters)
            browser.close()
    finally:
        server.stop()
    return 0 if reached else 1


def measure(browser: Browser, server: Server, folder: Path, letters: int) -> bool:
    """Hand the letters in and print the line; True when the goal is reached."""
    page = signed_in(browser, server)
    whole, laid_out = [], []
    for number in range(letters + 1):
        file = folder / f"thu-{number}.docx"
        file.write_bytes(letter(number))
        choose(page, file)
        begun = time.perf_counter()
        send(page)
        laid_out.append(seconds(partial(seen, page)))
        whole.append(time.perf_counter() - begun)
    ours = {
        "preview_s_first": round(laid_out[0], 3),
        "preview_s_p50": middle(laid_out[1:]),
        "preview_s_max": round(max(laid_out[1:]), 3),
        "from_the_click_s_p50": middle(whole[1:]),
        "from_the_click_s_max": round(max(whole[1:]), 3),
    }
    return tell("preview", work={"letters": letters, "pages": 2}, ours=ours, goals=GOALS)


def seen(page: Page) -> None:
    """See the first page."""
    page.wait_for_function(SEEN, arg=1)


def letter(number: int) -> bytes:
    """A letter of two pages."""
    document, out = docx.Document(), io.BytesIO()
    for line in range(45):
        document.add_paragraph(f"Thư {number}, đoạn {line + 1}: tiến độ cấp nước sạch nông thôn của các xã.")
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

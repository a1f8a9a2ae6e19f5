"""`./run bench viewer`: how soon somebody reads a scan of 300 pages.

The whole program with the demo's people, a scan of 300 pages (images, more than 20 MB) handed in by its clerk through
the page, and Chromium before it. Timed are the way from the click in the list to the first page on the screen, and from
typing a number around 150 to that page, which nobody has asked for before. Each round is a new window with an empty
cache.
"""

import argparse
import io
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from plenum.cli.demo.fonts import PARTS, REGULAR, STYLES, joined_font
from plenum.cli.vendor import copies
from tests.bench import tell
from tests.server import Server

PAGES = 300
FAR = 150
#: The last page that the server draws ahead.
AHEAD = 30
#: A page scanned with 150 dots an inch.
SHEET = (1240, 1754)
#: Seconds from the click to the first page, the slowest round.
GOALS = {"first_page_s_max": 1.0}
CHROMIUM = os.environ.get("PLENUM_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
#: Milliseconds that reading and preparing the pages may take.
PATIENCE = 1_800_000
#: The page of a document that waits to be registered.
ARRIVED = re.compile(r"/documents/register/\d+/$")

#: True when the page with this number can be seen: drawn, or its image is there.
SEEN = """number => {
  const page = document.querySelector(`.pl-viewer [data-page="${number}"]`);
  if (!page) return false;
  const image = page.querySelector("img"), place = page.getBoundingClientRect();
  const there = page.querySelector("canvas") || (image.complete && image.naturalWidth > 0);
  return Boolean(there) && place.top < innerHeight && place.bottom > 0;
}"""


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON and returns 0 when the goal is reached."""
    parser = argparse.ArgumentParser(prog="viewer", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.test")
    import django

    django.setup()
    server = Server(scale=360, papers=False)
    try:
        server.start()
        with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            scan = Path(folder) / "bao-cao-quet.pdf"
            scan.write_bytes(scanned_pdf(PAGES))
            reached = measure(browser, server, scan, options.rounds)
            browser.close()
    finally:
        server.stop()
    return 0 if reached else 1


def measure(browser: Browser, server: Server, scan: Path, rounds: int) -> bool:
    """Hand the scan in, read it so many times, and print the line; True when the goal is reached."""
    cookies = scan.with_suffix(".json")
    address = hand_in(browser, server, scan, cookies)
    first, far = [], []
    for number in range(rounds):
        context = browser.new_context(base_url=server.address, storage_state=cookies, locale="vi")
        page = context.new_page()
        page.goto("/documents/register/")
        link = page.locator(f"a[href='{address}']").first
        first.append(seconds(partial(opened, page, link)))
        box = page.locator("[data-viewer-page]")
        box.fill(str(FAR + number))
        far.append(seconds(partial(leafed, page, box, FAR + number)))
        context.close()
    ours = {
        "first_page_s_p50": middle(first),
        "first_page_s_max": round(max(first), 3),
        "page_150_s_p50": middle(far),
        "page_150_s_max": round(max(far), 3),
    }
    return tell("viewer", work={"pages": PAGES, "bytes": scan.stat().st_size, "rounds": rounds}, ours=ours, goals=GOALS)


def opened(page: Page, link: Locator) -> None:
    """Click, and see the first page."""
    link.click()
    page.wait_for_function(SEEN, arg=1)


def leafed(page: Page, box: Locator, number: int) -> None:
    """Send the typed number off, and see that page."""
    box.press("Enter")
    page.wait_for_function(SEEN, arg=number)


def hand_in(browser: Browser, server: Server, scan: Path, cookies: Path) -> str:
    """Sign the clerk in, hand the scan in, wait until its pages are there; the path of its page."""
    page = signed_in(browser, server)
    page.context.storage_state(path=cookies)
    choose(page, scan)
    send(page)
    page.wait_for_selector(f".pl-viewer [data-page='{PAGES}']", state="attached")
    path = page.url.removeprefix(server.address)
    page.context.close()
    deadline = time.monotonic() + PATIENCE / 1000
    while not list(server.data.glob(f"derived/*/*/*/{AHEAD}-800.webp")):
        if time.monotonic() > deadline:
            raise AssertionError("the first pages were not drawn ahead")
        time.sleep(0.5)
    return path


def signed_in(browser: Browser, server: Server) -> Page:
    """A window of the demo's clerk."""
    from plenum.cli.demo.province import PASSWORD

    page = browser.new_context(base_url=server.address, locale="vi").new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("vanthu")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def choose(page: Page, file: Path) -> None:
    """Fill the form in which a file is handed in."""
    page.goto("/documents/register/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("input[name=declared]").check()


def send(page: Page) -> None:
    """Hand it in, and wait through its check until the page of the document is there."""
    page.locator("form:has(input[type=file]) button.btn-primary").click()
    page.wait_for_url(ARRIVED)


def scanned_pdf(pages: int) -> bytes:
    """A PDF whose pages are images of print on speckled paper, no two alike."""
    tinos = joined_font([copies() / f"fonts/tinos-{part}-{STYLES[REGULAR]}.woff" for part in PARTS])
    font, speckles = ImageFont.truetype(tinos, 30), Image.effect_noise(SHEET, 3).point(lambda value: value + 115)
    sheets = (scanned(number, font, speckles) for number in range(1, pages + 1))
    out = io.BytesIO()
    next(sheets).save(out, "PDF", save_all=True, append_images=sheets, resolution=150, quality=20)
    return out.getvalue()


def scanned(number: int, font: ImageFont.FreeTypeFont, speckles: Image.Image) -> Image.Image:
    """One page of print."""
    sheet = speckles.copy()
    drawing = ImageDraw.Draw(sheet)
    for line in range(30):
        words = f"Trang {number}, dòng {line + 1}: tiến độ cấp nước sạch nông thôn của các xã"
        drawing.text((120, 120 + line * 50), words, font=font, fill=20)
    return sheet


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def middle(values: Sequence[float]) -> float:
    """The median, rounded."""
    return round(statistics.median(values), 3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

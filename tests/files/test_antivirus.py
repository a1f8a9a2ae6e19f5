"""The antivirus of the machine, with a signature of the tests' own."""

import io
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, PngImagePlugin
from pytest_django.fixtures import Settings

from plenum.files.antivirus import why_antivirus_is_silent
from plenum.files.errors import SENTENCES, sentence
from tests.bad_papers import changed_pdf
from tests.files.judging import judged
from tests.office_papers import sheet
from tests.papers import party_document_docx, party_document_pdf, state_letter_docx

pytestmark = pytest.mark.feature("S5")

#: The string by which every antivirus is tried: put together here, so that no scanner stumbles over this file.
EICAR = "".join([r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-", "ANTIVIRUS-TEST-", "FILE!$H+H*"])


@pytest.fixture(scope="module")
def socket_of_clamd() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:
        folder = Path(name)
        (folder / "own.ndb").write_text(f"Plenum.Test:0:*:{EICAR.encode().hex()}\n")
        place = folder / "clamd.ctl"
        (folder / "clamd.conf").write_text(
            f"LocalSocket {place}\nDatabaseDirectory {folder}\nForeground yes\nStreamMaxLength 6M\n"
        )
        process = subprocess.Popen(
            ["clamd", f"--config-file={folder / 'clamd.conf'}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"},
        )
        deadline = time.monotonic() + 60
        while not place.exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield place
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture
def asked(settings: Settings, socket_of_clamd: Path) -> None:
    settings.CLAMD = str(socket_of_clamd)


def pdf(*, packed: bool) -> bytes:
    def add(file: pikepdf.Pdf) -> None:
        file.pages[0].contents_add(b"% " + EICAR.encode() + b"\n")

    return changed_pdf(add, compress_streams=packed)


def picture() -> bytes:
    out, said = io.BytesIO(), PngImagePlugin.PngInfo()
    said.add_text("Comment", EICAR)
    Image.new("RGB", (40, 10), "white").save(out, "PNG", pnginfo=said)
    return out.getvalue()


WRAPPED = {
    "thường.pdf": lambda: pdf(packed=False),
    "nén.pdf": lambda: pdf(packed=True),
    "công văn.docx": lambda: state_letter_docx(paragraphs=[EICAR]),
    "bảng.xlsx": lambda: sheet(EICAR),
    "ảnh.png": picture,
}


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("name", WRAPPED)
def test_what_the_antivirus_finds_is_refused_in_whatever_it_is_wrapped(name: str) -> None:
    verdict = judged(WRAPPED[name](), name)
    assert (verdict.accepted, verdict.code) == (False, "virus")
    assert "Plenum.Test" in sentence(verdict.code, verdict.facts)


@pytest.mark.usefixtures("asked")
def test_a_clean_file_enters() -> None:
    assert [judged(party_document_pdf(), "a.pdf").code, judged(party_document_docx(), "a.docx").code] == ["", ""]
    assert why_antivirus_is_silent() == ""


@pytest.mark.usefixtures("asked")
def test_a_file_that_the_antivirus_does_not_take_is_refused_for_its_size() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (1500, 1600, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "PNG")
    assert (len(out.getvalue()) > 6 * 1024 * 1024, judged(out.getvalue(), "a.png").code) == (
        True,
        "antivirus_too_small",
    )


def test_without_an_answer_the_file_is_refused_for_now(settings: Settings, tmp_path: Path) -> None:
    settings.CLAMD = str(tmp_path / "nobody.ctl")
    verdict = judged(party_document_pdf(), "a.pdf")
    assert (verdict.accepted, verdict.code, verdict.code in SENTENCES) == (False, "antivirus_silent", True)
    assert why_antivirus_is_silent() != ""


def test_without_a_configured_antivirus_nobody_is_asked(settings: Settings) -> None:
    settings.CLAMD = ""
    assert (judged(pdf(packed=False), "a.pdf").accepted, why_antivirus_is_silent()) == (True, "")

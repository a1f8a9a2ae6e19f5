"""The jobs that are done inside."""

import os
import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from plenum.files.gate.marks import marks_in
from plenum.files.gate.pdf import read_pdf
from plenum.files.gate.pipeline import judge_bytes
from plenum.files.gate.sights import look_through, sights_of
from plenum.files.gate.types import PDF, Candidate
from plenum.files.gate.verdict import refused_for
from plenum.files.sandbox.render import render_pages
from plenum.files.sandbox.watermark import mark_image, mark_pdf


@dataclass(frozen=True, slots=True)
class Answer:
    """A plain value, and parts that are only bytes."""

    value: Any
    parts: tuple[bytes, ...] = ()


def judge(content: BinaryIO, *, name: str) -> Answer:
    """The verdict on a file."""
    return Answer(judge_bytes(name, content.read()).as_json())


def look(content: BinaryIO, *, media_type: str, numbers: list[int], reads: bool) -> Answer:
    """Look at pages or pictures as images: for each its marks and, where the file has no text of its own, its text."""
    try:
        sights = [asdict(sight) for sight in look_through(content.read(), media_type, numbers, reads=reads)]
    except Exception as error:  # fails closed, as the pipeline does
        return Answer({"refused": refused_for(error).code})
    return Answer({"refused": "", "sights": sights})


def outline(content: BinaryIO) -> Answer:
    """The sizes and texts of the pages of a PDF that was made here, the secrecy marks that only show now in its text,
    and the pages with something drawn or pictured, on which a frame may show."""
    data = content.read()
    made = read_pdf(Candidate("view.pdf", data, PDF))
    marks = [asdict(mark) for mark in marks_in(made.lines)]
    texts = [text.replace("\0", "") for text in made.texts]
    drawn, _read = sights_of(data, PDF, len(texts))
    return Answer({"sizes": made.page_sizes, "texts": texts, "marks": marks, "drawn": drawn})


def render(content: BinaryIO, *, media_type: str, pages: list[int], widths: list[int]) -> Answer:
    """Page images: for each page one image a width, in the order asked for."""
    return Answer(None, tuple(render_pages(content.read(), media_type, pages, widths)))


def watermark_image(content: BinaryIO, *, words: str) -> Answer:
    """A page image with the words over it."""
    return Answer(None, (mark_image(content.read(), words),))


def watermark_pdf(content: BinaryIO, *, media_type: str, words: str) -> Answer:
    """All pages as a PDF with the words over each."""
    return Answer(None, (mark_pdf(content.read(), media_type, words),))


def probe(content: BinaryIO, *, port: int, secret: str, canary: str) -> Answer:
    """Try to get out; the value names every way that was open."""
    return Answer([way for way, try_it in WAYS_OUT.items() if _succeeds(try_it, port, secret, canary)])


def _succeeds(try_it: Callable[[int, str, str], bool], port: int, secret: str, canary: str) -> bool:
    try:
        return try_it(port, secret, canary)
    except (OSError, ValueError):
        return False


def _reach_network(port: int, secret: str, canary: str) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def _reach_services(port: int, secret: str, canary: str) -> bool:
    """A service of this machine, as the database is: it listens beside the secret."""
    with socket.socket(socket.AF_UNIX) as way:
        way.connect(f"{secret}.sock")
        return True


def _see_interfaces(port: int, secret: str, canary: str) -> bool:
    return any(name != "lo" for _number, name in socket.if_nameindex())


def _read_files(port: int, secret: str, canary: str) -> bool:
    return any(_is_open(path) for path in (secret, "/etc/passwd", "/etc/hosts", "/proc/1/environ", "/var"))


def _is_open(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except OSError:
        return False
    return True


def _write_files(port: int, secret: str, canary: str) -> bool:
    with open("/tmp/probe", "wb", buffering=0) as file:  # noqa: S108 # writing anywhere is the question
        return bool(file.write(b"x"))


def _read_environment(port: int, secret: str, canary: str) -> bool:
    return any(canary in value for value in os.environ.values())


def _see_processes(port: int, secret: str, canary: str) -> bool:
    return os.getppid() > 1


WAYS_OUT: dict[str, Callable[[int, str, str], bool]] = {
    "network": _reach_network,
    "unix": _reach_services,
    "interfaces": _see_interfaces,
    "files": _read_files,
    "writing": _write_files,
    "environment": _read_environment,
    "processes": _see_processes,
}
JOBS: dict[str, Callable[..., Answer]] = {
    "judge": judge,
    "outline": outline,
    "render": render,
    "look": look,
    "watermark_image": watermark_image,
    "watermark_pdf": watermark_pdf,
    "probe": probe,
}

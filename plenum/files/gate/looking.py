"""Secrecy marks on the image of a page, by their letters and by their shape, and the text of what was scanned."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from plenum.files.gate.content import Line
from plenum.files.gate.ink import Picture, ink_of, red_of
from plenum.files.gate.marks import level_alone, marks_in
from plenum.files.gate.ocr import FIRST, LINE, SPARSE, Word, reader
from plenum.files.gate.sight import READABLE, Reading, Turn, read_picture
from plenum.files.gate.stamps import CLOSE, Frame, frames_in
from plenum.files.gate.verdict import Mark

MILLIMETRES = 25.4
#: The upper part of the first page that is its head: title, body, number, place, date, type.
HEAD = 0.36
#: A gap between two words that is wider than so many heights of a letter parts what stands beside each other.
GAP = 1.6
#: Ặ is how a poor scan of Ậ is read; in red ink or in a frame it makes no other word.
MISREAD = str.maketrans("Ặặ", "Ậậ")

Place = tuple[float, float, float, float, str, float]


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen on one page. ``words`` are (x, y, width, height, word, confidence) in parts of the page."""

    text: str = ""
    confidence: float = 0.0
    words: tuple[Place, ...] = ()
    marks: tuple[Mark, ...] = ()


def look_at(picture: Picture, width: float, *, page: int, reads: bool = True) -> Look:
    """Look at an RGB picture of a page that is ``width`` millimetres wide.

    Without ``reads`` only frames are looked for: on a page whose letters are known from the file. Raises `OSError`
    when letters are to be read and can't be on this machine.
    """
    dots = picture.shape[1] / width
    frames = frames_in(picture, dots)
    marks = [Mark(frame.level, "box", page, "shape") for frame in frames if frame.is_double and frame.level]
    if not reads:
        return Look(marks=_once(marks))
    dpi = round(dots * MILLIMETRES)
    reading = read_picture(picture, dpi)
    written = list(_lines(reading, page))
    framed = [Line(_inside(picture, frame, dots), "box", page) for frame in frames]
    red = [Line(text.translate(MISREAD), "box", page) for text in _red_lines(reading.straight, dpi)]
    marks += [Mark(mark.mark, mark.place, mark.page, "ocr") for mark in marks_in([*written, *framed, *red])]
    return Look(
        text="\n".join(line.text for line in written),
        confidence=round(reading.confidence, 1),
        words=tuple(_places(reading, picture)),
        marks=_once(marks),
    )


def _once(marks: list[Mark]) -> tuple[Mark, ...]:
    """What was seen by its letters says more than its shape: a mark of the same level is told once."""
    seen: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.how != "ocr"):
        seen.setdefault(mark.mark, mark)
    return tuple(seen.values())


def _lines(reading: Reading, page: int) -> Iterator[Line]:
    height = reading.straight.shape[0]
    for words in _by_line(reading.words):
        top = min(word.y for word in words)
        place = "head" if page == 1 and top < HEAD * height else "body"
        yield Line(_spaced(words), place, page)


def _by_line(words: list[Word]) -> list[list[Word]]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def _spaced(words: list[Word]) -> str:
    """The words of a line; where a wide gap parts them, so it does in the text."""
    text = words[0].text
    for before, word in itertools.pairwise(words):
        gap = word.x - before.x - before.width
        text += ("   " if gap > GAP * max(word.height, before.height) else " ") + word.text
    return text


def _inside(picture: Picture, frame: Frame, dots: float) -> str:
    """What is written inside a frame, read in the one of two directions that is surer."""
    patch = _cut_out(picture, frame, dots)
    found = [_line_of(patch), _line_of(np.ascontiguousarray(np.rot90(patch, 2)))]
    text = max(found, key=lambda read: read[1])[0]
    return text.translate(MISREAD) if level_alone(text.translate(MISREAD)) else text


def _cut_out(picture: Picture, frame: Frame, dots: float) -> Picture:
    """The frame without its lines, upright, in a size that Tesseract likes."""
    close = CLOSE * 1.4
    inset = min(1.7, 0.2 * frame.height)
    width, height = (side - 2 * inset for side in (frame.width, frame.height))
    first, second, third, fourth = (np.array(corner) for corner in frame.corners)
    if np.linalg.norm(second - first) < np.linalg.norm(third - second):
        first, second, third, fourth = second, third, fourth, first
    along = (second - first) / max(float(np.linalg.norm(second - first)), 1e-6)
    across = (fourth - first) / max(float(np.linalg.norm(fourth - first)), 1e-6)
    start = first + (along + across) * inset * dots
    corners = np.array([start, start + along * width * dots, start + across * height * dots], dtype=np.float32)
    wanted = np.array([[0, 0], [width * close, 0], [0, height * close]], dtype=np.float32)
    size = (max(int(width * close), 8), max(int(height * close), 8))
    turn = cv2.getAffineTransform(corners, wanted)
    patch: Picture = cv2.warpAffine(picture, turn, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return cv2.copyMakeBorder(patch, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def _line_of(patch: Picture) -> tuple[str, float]:
    words = reader(FIRST).words(np.ascontiguousarray(ink_of(patch)), dpi=350, mode=LINE)
    return " ".join(word.text for word in words), sum(word.confidence * len(word.text) for word in words)


def _red_lines(straight: Picture, dpi: int) -> Iterator[str]:
    """Lines of red ink alone: a mark without a frame, or with a black text or a seal over it."""
    red = red_of(straight)
    if red is not None:
        words = reader(FIRST).words(np.ascontiguousarray(red), dpi=dpi, mode=SPARSE)
        for line in _by_line([word for word in words if word.confidence >= READABLE]):
            yield _spaced(line)


def _places(reading: Reading, picture: Picture) -> Iterator[Place]:
    back: Turn = np.linalg.inv(reading.turn)
    height, width = picture.shape[:2]
    for word in reading.words:
        corners = np.array(
            [
                [word.x, word.y, 1],
                [word.x + word.width, word.y, 1],
                [word.x, word.y + word.height, 1],
                [word.x + word.width, word.y + word.height, 1],
            ],
            dtype=np.float64,
        )
        places = (back @ corners.T)[:2]
        left, top = (max(0.0, float(side)) for side in places.min(axis=1))
        right, bottom = (float(side) for side in places.max(axis=1))
        yield (
            round(left / width, 4),
            round(top / height, 4),
            round((right - left) / width, 4),
            round((bottom - top) / height, 4),
            word.text,
            round(word.confidence, 1),
        )

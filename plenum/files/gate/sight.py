"""A page's image made readable: turned the right way round, straightened, ink dark on white."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from plenum.files.gate.ink import Mask, Picture, darkest_of, ink_of
from plenum.files.gate.ocr import ALL, FIRST, PAGE, Word, reader

#: Three by three, for points as columns (x, y, 1).
Turn = NDArray[Any]
#: How far a sheet may lie askew, in degrees, and the steps in which that is tried.
SKEW, STEP = 10.0, 1.0
#: Less than this is left as it is: Tesseract bears it.
STRAIGHT = 0.4
#: The height of the small picture on which the skew is found.
SMALL = 600
#: Words of which Tesseract is less sure are taken for scratches.
READABLE = 25.0
#: A page that was read worse than this is tried in the other directions and with all models.
WELL_READ = 68.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a picture: the words in dots of the picture as it was straightened."""

    words: list[Word]
    #: From dots of the given picture to dots of the straightened one.
    turn: Turn
    straight: Picture
    #: The ink of the straightened picture.
    ink: Mask

    @property
    def confidence(self) -> float:
        """How sure the reading is, 0 to 100, longer words counting more; 0 when nothing was read."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0


def read_picture(picture: Picture, dpi: int) -> Reading:
    """Read the letters of an RGB picture, whichever way it was laid on the glass."""
    best = _read_turned(picture, 0, dpi, FIRST)
    if best.confidence >= WELL_READ and _says_much(best):
        return best
    if _has_ink(picture):
        others = (1, 3) if _lies_sideways(picture) else (2,)
        best = max((best, *(_read_turned(picture, quarters, dpi, FIRST) for quarters in others)), key=_worth)
        if best.words and best.confidence < WELL_READ:
            again = replace(best, words=_words(best.ink, dpi, ALL))
            best = max(best, again, key=lambda reading: reading.confidence)
    return best


def _read_turned(picture: Picture, quarters: int, dpi: int, languages: str) -> Reading:
    turned = np.ascontiguousarray(np.rot90(picture, -quarters))
    ink = ink_of(turned)
    straight, turn = _straightened(turned, skew_of(ink))
    if straight is not turned:
        ink = ink_of(straight)
    return Reading(_words(ink, dpi, languages), turn @ _quarter_turn(picture, quarters), straight, ink)


def _words(ink: Mask, dpi: int, languages: str) -> list[Word]:
    found = reader(languages).words(np.ascontiguousarray(ink), dpi=dpi, mode=PAGE)
    return [word for word in found if word.confidence >= READABLE]


def _worth(reading: Reading) -> float:
    """How much was read, and how surely: upside down, little is."""
    return sum(word.confidence - 40 for word in reading.words if len(word.text) > 1)


def _says_much(reading: Reading) -> bool:
    return sum(len(word.text) > 1 for word in reading.words) >= 8


def _lies_sideways(picture: Picture) -> bool:
    """True when ink and paper alternate more from side to side than from top to bottom, as lines of text do."""
    small = _small(ink_of(picture))
    return max(_contrast(np.ascontiguousarray(np.rot90(small)), angle) for angle in (-2.0, 0.0, 2.0)) > max(
        _contrast(small, angle) for angle in (-2.0, 0.0, 2.0)
    )


def _has_ink(picture: Picture) -> bool:
    return bool(darkest_of(picture).min() < 200)


def skew_of(ink: Mask) -> float:
    """How many degrees the lines of a page rise to the right: where its rows alternate most between ink and paper."""
    small = _small(ink)
    angles = np.arange(-SKEW, SKEW + STEP, STEP)
    best = max(angles, key=lambda angle: _contrast(small, angle))
    fine = np.arange(best - STEP, best + STEP, STEP / 5)
    return float(max(fine, key=lambda angle: _contrast(small, angle)))


def _small(ink: Mask) -> Mask:
    """The ink, white on black, in a size that is quickly turned."""
    factor = SMALL / max(ink.shape)
    small = cv2.resize(255 - ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.where(small > 40, small, 0).astype(np.uint8)


def _contrast(small: Mask, angle: float) -> float:
    height, width = small.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1)
    rows = cv2.warpAffine(small, turn, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _straightened(picture: Picture, angle: float) -> tuple[Picture, Turn]:
    if abs(angle) < STRAIGHT:
        return picture, np.eye(3)
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    straight: Picture = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return straight, np.vstack([turn, [0, 0, 1]])


def _quarter_turn(picture: Picture, quarters: int) -> Turn:
    """From dots of the picture to dots of the one turned clockwise by so many quarters."""
    height, width = picture.shape[:2]
    turns: Iterable[list[list[float]]] = (
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0, -1, height - 1], [1, 0, 0], [0, 0, 1]],
        [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
        [[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]],
    )
    return np.array(list(turns)[quarters], dtype=np.float64)

"""Secrecy marks by their shape: a frame of two lines, whatever is left of the letters in it.

The law draws the marks as frames of 40 × 8, 30 × 8 and 20 × 8 mm with two borders about a millimetre apart, in red. A
copy makes them grey. Urgency stands in a frame of one border, a seal is round: neither has two parallel lines on all of
its sides. A cell of a table that is ruled twice has; but its lines go on past its corners, where those of a frame end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from plenum.files.gate.ink import Mask, Picture, darkest_of, ink_of, red_ink_of, redness_of

#: Width to height of the frames.
SHAPES = {"MẬT": 20 / 8, "TỐI MẬT": 30 / 8, "TUYỆT MẬT": 40 / 8}
#: How far a frame may be from its shape: frames are cut by hand, scans are stretched.
TOLERANCE = 0.16
#: Sizes that are looked at, in millimetres; a copy may be made smaller or larger.
HEIGHT = (5.2, 11.5)
WIDTH = (13.0, 52.0)
#: Pieces of lines, and how far apart and beside each other they may be to be one, in millimetres.
PIECE, BREAK, OFF_LINE = 2.2, 4.0, 0.35
MOST_PIECES, MOST_LINES = 1_500, 60
#: Dots for a millimetre in which a frame is looked at closely.
CLOSE = 10
#: Around a frame that much is looked at, in millimetres: its own lines, and where those of a table would go on.
AROUND = 1.6
BEYOND = 5.0
#: A side of a frame is drawn along so much of its length; between letters that only stand in a row there is paper.
DRAWN = 0.8
#: With so many of its eight ends going on a box is a cell of a table, if some of them go on across as well: a part of a
#: frame that is cut off by letters over it goes on along its long sides only.
ENDS = 3
#: From line to line of a double border, as parts of the height of the frame.
GAP = (0.055, 0.2)
#: How dark a line is beside the darkest one of the frame, and how much lighter the gap between two lines.
DARK = 0.64
LIGHT = 0.82
#: A patch that is that dark all over, beside its lines, is a photograph and no frame on paper.
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on a page; ``corners`` in dots of the picture, clockwise."""

    corners: tuple[tuple[float, float], ...]
    width: float
    height: float
    #: True for two lines around, False for one.
    is_double: bool

    @property
    def level(self) -> str | None:
        """The mark that has this shape."""
        shape = self.width / self.height
        nearest = min(SHAPES, key=lambda mark: abs(SHAPES[mark] - shape))
        return nearest if abs(SHAPES[nearest] - shape) <= TOLERANCE * SHAPES[nearest] else None


def frames_in(picture: Picture, dots: float) -> list[Frame]:
    """The frames of the size of a mark in an RGB picture with ``dots`` to a millimetre, double ones first."""
    found: list[Frame] = []
    grey = ink_of(picture)
    darkness = 255 - grey
    boxes = [box for mask in masks_of(picture, dots) for box in _around_ink(mask, dots)]
    for box in (*boxes, *_between_lines(grey, dots)):
        frame = _examined(darkness, box, dots)
        if frame is not None:
            found.append(frame)
    return _each_once(found)


def masks_of(picture: Picture, dots: float) -> Iterator[Mask]:
    """Where there is ink: red ink alone, when there is any, then all ink near it, then ink of every colour.

    Pictures are often kept with coarse colours: redness runs into the gap of a double line that the ink leaves free.
    """
    redness = redness_of(picture)
    coloured = red_ink_of(redness)
    darkest = cv2.GaussianBlur(darkest_of(picture), (0, 0), 0.08 * dots)
    block = int(4 * dots) | 1
    ink = cv2.adaptiveThreshold(darkest, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 14)
    if cv2.countNonZero(coloured) > 20 * dots:
        yield coloured
        near = cv2.dilate((redness > 25).astype(np.uint8), np.ones((3, 3), np.uint8))
        yield cv2.bitwise_and(ink, ink, mask=near)
    yield ink


#: Both ends: x, y, x, y.
Line = NDArray[Any]
#: Centre, size and the angle in degrees, as OpenCV has it.
Box = tuple[Sequence[float], Sequence[float], float]


def _around_ink(mask: Mask, dots: float) -> Iterator[Box]:
    """Rotated boxes of about the right size around connected ink."""
    contours, _tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if len(contour) < 4:
            continue
        _x, _y, width, height = cv2.boundingRect(contour)
        if max(width, height) < WIDTH[0] * dots * 0.8 or min(width, height) < HEIGHT[0] * dots * 0.8:
            continue
        box = _lying(cv2.minAreaRect(contour))
        if _is_sized(box, dots):
            yield box


def _between_lines(grey: Mask, dots: float) -> Iterator[Box]:
    """Boxes between two long parallel lines of the same length: a seal that lies over a side glues the ink together."""
    lines = _long_lines(grey, dots)
    for one, other in combinations(lines, 2):
        box = _box_between(one, other, dots)
        if box is not None:
            yield box


def _long_lines(grey: Mask, dots: float) -> list[Line]:
    """The drawn lines of a length that a mark may have, longest first, put together where something lies over them."""
    found: Any = cv2.createLineSegmentDetector().detect(grey)[0]
    if found is None:
        return []
    pieces = [line for line in found.reshape(-1, 4) if _length(line) >= PIECE * dots]
    pieces = sorted(pieces, key=_length, reverse=True)[:MOST_PIECES]
    lines: list[Line] = []
    while pieces and len(lines) < MOST_LINES:
        line, pieces = _joined(pieces[0], pieces[1:], dots)
        if WIDTH[0] * 0.8 * dots <= _length(line) <= WIDTH[1] * dots:
            lines.append(line)
    return lines


def _joined(line: Line, others: list[Line], dots: float) -> tuple[Line, list[Line]]:
    """The line with the pieces that lie on it, as far as the gaps are small; and what is left of the others."""
    along = (line[2:] - line[:2]) / _length(line)
    across = np.array([-along[1], along[0]])
    near = np.array(others).reshape(-1, 2, 2) - line[:2]
    on_line = (np.abs(near @ across) < OFF_LINE * dots).all(axis=1)
    spans = sorted(
        (float(ends.min()), float(ends.max()), index) for index, ends in enumerate(near @ along) if on_line[index]
    )
    low, high, used = 0.0, _length(line), set()
    for start, end, index in [*spans, *reversed(spans)]:
        if start <= high + BREAK * dots and end >= low - BREAK * dots:
            low, high = min(low, start), max(high, end)
            used.add(index)
    whole = np.concatenate([line[:2] + along * low, line[:2] + along * high])
    return whole, [piece for index, piece in enumerate(others) if index not in used]


def _length(line: Line) -> float:
    return hypot(float(line[2] - line[0]), float(line[3] - line[1]))


def _box_between(one: Line, other: Line, dots: float) -> Box | None:
    length = max(_length(one), _length(other))
    if min(_length(one), _length(other)) < 0.6 * length:
        return None
    along = (one[2:] - one[:2]) / _length(one)
    across = np.array([-along[1], along[0]], dtype=np.float32)
    theirs = (other[2:] - other[:2]) / _length(other)
    if abs(float(along @ theirs)) < 0.998:
        return None
    away = [float((point - one[:2]) @ across) for point in (other[:2], other[2:])]
    if not HEIGHT[0] * dots <= abs(sum(away) / 2) <= HEIGHT[1] * dots:
        return None
    places = [float((point - one[:2]) @ along) for point in (one[:2], one[2:], other[:2], other[2:])]
    low, high = min(places), max(places)
    box = _lying(
        cv2.minAreaRect(
            np.array(
                [
                    one[:2] + along * low,
                    one[:2] + along * high,
                    one[:2] + along * low + across * away[0],
                    one[:2] + along * high + across * away[1],
                ],
                dtype=np.float32,
            )
        )
    )
    return box if _is_sized(box, dots) else None


def _lying(box: Box) -> Box:
    """The same box with its longer side as the width."""
    centre, (width, height), angle = box
    return box if width >= height else (centre, (height, width), angle + 90)


def _is_sized(box: Box, dots: float) -> bool:
    width, height = box[1][0] / dots, box[1][1] / dots
    return HEIGHT[0] <= height <= HEIGHT[1] and WIDTH[0] <= width <= WIDTH[1]


def _examined(darkness: Mask, box: Box, dots: float) -> Frame | None:
    """Look closely at the four sides of a box; None when they are not lines."""
    (x, y), (wide, high), angle = box
    width, height = wide / dots, high / dots
    patch = _upright(darkness, box, dots, AROUND)
    profiles = list(_profiles(patch))
    darkest = max(float(profile.max()) for profile in profiles)
    if darkest < 20 or float(patch.mean()) > EVEN * darkest:
        return None
    sides = [_lines_along(profile / darkest, height) for profile in profiles]
    if sum(side > 0 for side in sides) < 3:
        return None
    doubles, long_doubles = sum(side > 1 for side in sides), sum(side > 1 for side in sides[:2])
    is_double = doubles >= 3 or (long_doubles == 2 and all(sides))
    if is_double and sum(_sides_drawn(patch, darkest)) < 3:
        return None
    if is_double and _is_cell(_upright(darkness, box, dots, BEYOND), darkest):
        return None
    corners = tuple((float(px), float(py)) for px, py in cv2.boxPoints(((x, y), (wide, high), angle)))
    return Frame(corners, width, height, is_double)


def _sides_drawn(patch: Mask, darkest: float) -> Iterator[bool]:
    """Whether each of the four sides is a line along its length; `AROUND` millimetres are around."""
    edge, reach = round(AROUND * CLOSE), round(0.5 * AROUND * CLOSE)
    for quarters in range(4):
        side = np.rot90(patch, quarters)[edge - reach : edge + reach, edge:-edge]
        yield float((side.max(axis=0) >= 0.45 * darkest).mean()) >= DRAWN


def _is_cell(patch: Mask, darkest: float) -> bool:
    """True when the four sides go on past the corners as lines, as in a table; `BEYOND` millimetres are around."""
    along, across = (_ends_beyond(np.rot90(patch, quarters), darkest) for quarters in (0, 1))
    return min(along, across) > 0 and along + across >= ENDS


def _ends_beyond(patch: Mask, darkest: float) -> int:
    """How many of the four ends of the upper and the lower side go on."""
    edge, clear = round(BEYOND * CLOSE), round(AROUND * CLOSE)
    ends = 0
    for side in (patch[edge - clear : edge + clear], patch[-edge - clear : -edge + clear]):
        # A line that is a little askew stays in reach of its row.
        thick = cv2.dilate(np.ascontiguousarray(side), np.ones((3, 1), np.uint8))
        for beyond in (thick[:, : edge - clear], thick[:, clear - edge :]):
            ends += float(np.quantile(beyond, 0.1, axis=1).max()) >= DARK * darkest
    return ends


def _upright(darkness: Mask, box: Box, dots: float, around: float) -> Mask:
    """The box turned upright, with so many millimetres around it, `CLOSE` dots to a millimetre."""
    (x, y), (wide, high), angle = box
    width, height = (round((side / dots + 2 * around) * CLOSE) for side in (wide, high))
    turn = cv2.getRotationMatrix2D((x, y), angle, CLOSE / dots)
    turn[:, 2] += np.array([width / 2 - x, height / 2 - y])
    patch: Mask = cv2.warpAffine(darkness, turn, (width, height), flags=cv2.INTER_LINEAR)
    return patch


def _profiles(patch: Mask) -> Iterator[NDArray[np.float64]]:
    """How dark each side is, row by row from outside inwards: top, bottom, left, right."""
    edge, deep = int(AROUND * CLOSE), int((AROUND + 2.4) * CLOSE)
    rows = patch[:, edge + 8 : -edge - 8]
    columns = patch[edge + 8 : -edge - 8, :]
    yield rows[:deep].mean(axis=1)
    yield rows[::-1][:deep].mean(axis=1)
    yield columns[:, :deep].mean(axis=0)
    yield columns[:, ::-1][:, :deep].mean(axis=0)


def _lines_along(dark: NDArray[np.float64], height: float) -> int:
    """Two when two lines with a gap between them run along a side, one for one line, 0 for none."""
    peaks = [
        index
        for index in range(1, len(dark) - 1)
        if dark[index] >= DARK and dark[index] >= dark[index - 1] and dark[index] > dark[index + 1]
    ]
    for one, other in combinations(peaks, 2):
        apart = (other - one) / CLOSE
        lightest = float(dark[one : other + 1].min())
        if GAP[0] * height <= apart <= GAP[1] * height and lightest <= LIGHT * min(dark[one], dark[other]):
            return 2
    return min(len(peaks), 1)


def _each_once(frames: list[Frame]) -> list[Frame]:
    """Of the frames that lie over each other the best: double before single, with a mark's shape, of the law's size."""
    kept: list[Frame] = []
    for frame in sorted(frames, key=_unlikeness):
        if not any(_overlap(frame, known) for known in kept):
            kept.append(frame)
    return kept


def _unlikeness(frame: Frame) -> tuple[bool, bool, float]:
    level = frame.level
    wanted = SHAPES[level] * 8 if level else frame.width
    return (not frame.is_double, level is None, abs(frame.height - 8) + abs(frame.width - wanted))


def _overlap(one: Frame, other: Frame) -> bool:
    """True when the centre of one of them is inside the other."""
    return any(
        cv2.pointPolygonTest(np.array(frame.corners, dtype=np.float32), _centre(inside), False) >= 0
        for frame, inside in ((one, other), (other, one))
    )


def _centre(frame: Frame) -> tuple[float, float]:
    x, y = np.mean(np.array(frame.corners), axis=0)
    return float(x), float(y)

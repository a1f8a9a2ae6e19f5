"""Ink apart from paper, whatever colour either has."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

#: Rows, columns and (red, green, blue), a byte each.
Picture = NDArray[Any]
#: Rows and columns, a byte each.
Mask = NDArray[Any]

#: How much redder than the other colours red ink is.
RED = 45

cv2.setNumThreads(1)


def darkest_of(picture: Picture) -> Mask:
    """The darkest of the three colours of each dot: ink of any colour is dark in one of them."""
    red, green, blue = cv2.split(picture)
    return cv2.min(cv2.min(red, green), blue)


def redness_of(picture: Picture) -> Mask:
    """How much redder than green or blue each dot is."""
    red, green, blue = cv2.split(picture)
    return cv2.subtract(red, cv2.max(green, blue))


def ink_of(picture: Picture) -> Mask:
    """Grey, with ink of every colour dark and the paper even and white, however faint or yellow it was."""
    darkest = darkest_of(picture)
    paper = cv2.medianBlur(cv2.dilate(cv2.resize(darkest, None, fx=0.25, fy=0.25), np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (darkest.shape[1], darkest.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = 255 - cv2.subtract(paper, darkest)
    lowest = float(np.percentile(even, 0.5))
    if lowest > 235:
        return np.asarray(even, dtype=np.uint8)
    return np.asarray(np.clip((even.astype(np.float32) - lowest) * 255 / (250 - lowest), 0, 255), dtype=np.uint8)


def red_ink_of(redness: Mask) -> Mask:
    """Where the ink is red: 255, elsewhere 0."""
    return cv2.threshold(redness, RED, 255, cv2.THRESH_BINARY)[1]


def red_of(picture: Picture) -> Mask | None:
    """Grey, with nothing but red ink on it; None when there is hardly any."""
    redness = redness_of(picture)
    if cv2.countNonZero(red_ink_of(redness)) < picture.shape[0] * picture.shape[1] // 20_000:
        return None
    return 255 - cv2.add(redness, redness)

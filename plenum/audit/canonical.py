"""Canonical JSON (RFC 8785): one value, one sequence of bytes, so that its SHA-256 means something.

Only what survives a round trip through ``jsonb`` unchanged is let in: text, whole numbers within ±(2⁵³ − 1),
true, false, null, lists and objects. Fractions are refused: write an amount as a whole number of its smallest unit.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JSON: TypeAlias = "str | int | bool | Sequence[JSON] | Mapping[str, JSON] | None"

#: The largest whole number that every reader of JSON reads exactly (RFC 7493).
LARGEST = 2**53 - 1

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False)


def canonical(value: JSON) -> bytes:
    """The canonical bytes of ``value``; raises `TypeError` for what is no plain JSON and `ValueError` for a number
    out of range or half a character."""
    return _encoder.encode(_ordered(value)).encode()


def _ordered(value: JSON) -> object:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise ValueError(f"{value} is beyond the whole numbers that JSON carries exactly.")
        return value
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_ordered(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical JSON form here: write it as text or a whole number.")


def _utf16(key: str) -> bytes:
    """RFC 8785 § 3.2.3 orders keys by UTF-16 code units, which is not Python's order beyond U+FFFF."""
    if not isinstance(key, str):
        raise TypeError(f"A key must be text, not {type(key).__name__}.")
    return key.encode("utf-16-be")

"""Everybody who is signed in may search; what they find is decided hit by hit."""

from tests.permissions.matrix import Expect, Row

ROWS = [
    Row("home:search", get=Expect(others=200)),
    Row("home:suggest", get=Expect(others=200)),
]

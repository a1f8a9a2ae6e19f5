"""Everybody has a desk; what lies on it is a document's matter."""

from plenum.documents.enums import State
from tests.permissions.matrix import Expect, Row
from tests.permissions.rows.documents import SEEN, at

ROWS = [
    Row("home:desk", get=Expect(others=200)),
    Row("home:panel", kwargs=at(State.IN_WORK), get=SEEN),
]

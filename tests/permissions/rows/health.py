"""The machine in front asks without signing in, and learns nothing."""

from tests.permissions.matrix import Expect, Row

ROWS = [
    Row("healthz", get=Expect(others=200, anonymous=200)),
    Row("readyz", get=Expect(others=200, anonymous=200)),
]

"""Language and colours are everybody's; the gallery is there only while developing."""

from tests.permissions.matrix import Expect, Row

ROWS = [
    Row("favicon", get=Expect(others=302, anonymous=302)),
    Row("layout:language", post=Expect(others=302, anonymous=302)),
    Row("layout:theme", post=Expect(others=302, anonymous=302)),
    Row("layout:gallery", get=Expect(others=404, anonymous=404)),
]

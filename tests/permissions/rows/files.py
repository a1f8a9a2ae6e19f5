"""What concerns files whoever brought them: incidents, the state of the store, the text that was read."""

from tests.permissions.matrix import Row

ROWS: list[Row] = []

"""What every test may use."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of `tests.cast`, in the database."""
    return make_cast()

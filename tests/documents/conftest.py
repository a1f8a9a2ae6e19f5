import pytest

from tests.cast import Cast
from tests.documents.made import load_types


@pytest.fixture
def cast(cast: Cast) -> Cast:
    load_types()
    return cast

"""A conference in each of its states."""

import pytest

from plenum.conferences.models import Conference
from tests.cast import Cast
from tests.conferences.making import a_draft, a_released, a_running


@pytest.fixture
def draft(cast: Cast) -> Conference:
    return a_draft(cast)


@pytest.fixture
def released(cast: Cast) -> Conference:
    return a_released(cast)


@pytest.fixture
def running(cast: Cast) -> Conference:
    return a_running(cast)

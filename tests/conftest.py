"""What every test may use."""

import shutil

import pytest
from django.conf import settings

from tests.cast import Cast, make_cast
from tests.cluster import RunCluster

run_cluster = RunCluster()


def pytest_configure(config: pytest.Config) -> None:
    settings.DATA.mkdir(mode=0o700, exist_ok=True)
    if not config.option.collectonly:
        run_cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    run_cluster.stop()
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of `tests.cast`, in the database."""
    return make_cast()

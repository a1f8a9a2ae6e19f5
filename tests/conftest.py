"""What every test may use."""

import os
import random
import shutil
from collections.abc import Iterator, Sequence

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.cast import Cast, make_cast
from tests.cluster import RunCluster

run_cluster = RunCluster()


def pytest_configure(config: pytest.Config) -> None:
    # Chosen once: the workers of a run must find the same tests.
    os.environ.setdefault("PLENUM_CRASH_SEED", str(random.SystemRandom().randrange(10**9)))
    settings.DATA.mkdir(mode=0o700, exist_ok=True)
    if not config.option.collectonly:
        run_cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    run_cluster.stop()
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def the_record_may_be_emptied_between_tests() -> Iterator[None]:
    """A test of real transactions ends by emptying every table, which the record of acts refuses to everybody."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_as_replica(self: DatabaseOperations, sql_list: Sequence[str]) -> None:
        flush(self, ["SET session_replication_role = replica", *sql_list, "SET session_replication_role = DEFAULT"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_as_replica)
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of `tests.cast`, in the database."""
    return make_cast()

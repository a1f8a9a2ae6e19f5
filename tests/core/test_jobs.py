"""Jobs: in whose transaction they are put, and who takes them."""

import asyncio

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from plenum.core.jobs import job, put
from plenum.core.queues import QUICK, SLOW
from plenum.core.tasks import begin_stalled_anew
from tests.jobs import CHECK

QUEUED = "SELECT task_name, queue_name, priority, status FROM procrastinate_jobs"


@pytest.fixture
def empty() -> None:
    """The tables of jobs belong to procrastinate: nobody empties them between tests."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")


def queued() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(QUEUED)
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("in_worker", [False, True], ids=["in a request", "in a worker"])
def test_a_job_is_put_in_the_transaction_that_causes_it(in_worker: bool) -> None:
    def cause(commits: bool) -> None:
        with transaction.atomic():
            put(CHECK, submission_id=7)
            transaction.set_rollback(not commits)

    if in_worker:
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            cause(False)
            assert queued() == []
            cause(True)
    else:
        cause(False)
        assert queued() == []
        cause(True)
    assert queued() == [(CHECK, "files", 10, "todo")]


def test_a_queue_that_no_worker_takes_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        job(queue="nowhere")


def test_every_job_is_in_a_queue_that_a_worker_takes() -> None:
    queues = {task.queue for name, task in app.tasks.items() if name.startswith("plenum.")}
    assert queues == {*QUICK, *SLOW}


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty")
def test_what_a_killed_worker_held_is_begun_anew_and_what_a_living_one_holds_is_not() -> None:
    with connection.cursor() as cursor:
        for silence in ("16 seconds", "14 seconds"):
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id",
                [silence],
            )
            (worker,) = cursor.fetchone()
            put(CHECK, submission_id=worker)
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE status = 'todo'", [worker]
            )

    async def begin() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            async with app.open_async():
                await begin_stalled_anew(0)

    asyncio.run(begin())
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs ORDER BY id")
        assert [row[0] for row in cursor.fetchall()] == ["todo", "doing"]

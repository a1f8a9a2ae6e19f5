"""How the parts are, against real tables."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plenum.core import health
from plenum.core.health import Finding


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_everything_is_well_with_a_worker_that_was_just_heard_of() -> None:
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '3 seconds')")
    looked = [health.database(), health.migrations(), health.worker(), health.failed_jobs()]
    assert [finding.well for finding in looked] == [True, True, True, True]
    assert looked[2] == Finding("worker", True, "heard of 3 s ago")


@pytest.mark.django_db
def test_no_worker_is_bad() -> None:
    assert health.worker() == Finding("worker", False, "none runs")


@pytest.mark.django_db
def test_a_silent_worker_is_bad() -> None:
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '61 seconds')")
    assert health.worker() == Finding("worker", False, "heard of 61 s ago")


@pytest.mark.django_db
def test_a_job_that_was_given_up_is_bad() -> None:
    run("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('files', 'x', 'failed')")
    assert health.failed_jobs() == Finding("jobs", False, "1 failed")


@pytest.mark.django_db
def test_a_missing_migration_is_bad_and_named() -> None:
    run("DELETE FROM django_migrations WHERE app = 'axes' AND name LIKE '0010%'")
    assert health.migrations() == Finding("migrations", False, "1 are missing: axes.0010_accessattemptexpiration")


@pytest.mark.django_db
def test_a_role_that_may_change_the_record_is_bad() -> None:
    assert health.record_is_closed().well is False  # the tests connect as the owner of everything


@pytest.mark.django_db
def test_ready_when_the_database_answers(client: Client) -> None:
    assert (client.get("/readyz").status_code, client.get("/healthz").status_code) == (200, 200)


def test_alive_but_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    assert (client.get("/readyz").status_code, client.get("/healthz").status_code) == (503, 200)


@pytest.mark.django_db
def test_the_question_costs_one_round_trip(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert health.database_answers()

"""A database that somebody else runs: used when it fits, refused in one sentence when it does not."""

import os
import socket
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from plenum.core.postgres.grants import grant_to
from plenum.core.postgres.outside import check_url
from plenum.core.trouble import Trouble


def sentence(url: str) -> str:
    with pytest.raises(Trouble) as refused:
        check_url(url)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_database_of_the_run_fits() -> None:
    check_url(os.environ["DATABASE_URL"])


@pytest.mark.parametrize("url", ["postgresql://host:notaport/name", "postgresql://h/n?nosuchoption=1"])
def test_what_is_no_address_is_refused(url: str) -> None:
    assert sentence(url).startswith("DATABASE_URL cannot be read: ")


@pytest.mark.parametrize("url", ["mysql://user@localhost/plenum", "sqlite:///plenum.db", "dbname=plenum", "nonsense"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    assert sentence(url) == (
        "DATABASE_URL must begin with postgresql:// — Plenum keeps its data in PostgreSQL and nothing else."
    )


def test_a_server_that_does_not_answer_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert sentence(f"postgresql://nobody@127.0.0.1:{port}/plenum").startswith(
            "The database of DATABASE_URL does not answer: "
        )


def test_a_database_that_does_not_exist_is_refused() -> None:
    url = os.environ["DATABASE_URL"].replace("postgresql:///", "postgresql:///no_such_database_", 1)
    assert "does not exist" in sentence(url)


def test_an_old_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plenum.core.postgres.outside.OLDEST", 99)
    assert sentence(os.environ["DATABASE_URL"]).endswith("Plenum needs 99 or newer.")


@pytest.fixture
def pages_role(transactional_db: None) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection to the tests' database in the role of the pages, with the rights that a migration gives it."""
    params = connection.get_connection_params()
    url = psycopg.conninfo.make_conninfo(
        **{key: value for key, value in params.items() if key in {"dbname", "host", "port", "user", "password"}}
    )
    role = sql.Identifier(f"pages_of_{params['dbname']}")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE ROLE {}").format(role))
        try:
            grant_to(role._obj[0], url)
            with psycopg.connect(url) as pages:
                pages.execute(sql.SQL("SET ROLE {}").format(role))
                pages.commit()
                yield pages
        finally:
            owner.execute(sql.SQL("DROP OWNED BY {}").format(role))
            owner.execute(sql.SQL("DROP ROLE {}").format(role))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET act = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "DELETE FROM django_migrations",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_pages_may_not_touch_the_record(pages_role: psycopg.Connection[tuple[object, ...]], statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        pages_role.execute(statement.encode())
    pages_role.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM audit_event",
        "UPDATE audit_head SET seq = seq + 1",
        "UPDATE directory_person SET language = language",
        "SELECT nextval('directory_person_id_seq')",
        "LISTEN anything",
    ],
)
def test_the_pages_may_do_their_work(pages_role: psycopg.Connection[tuple[object, ...]], statement: str) -> None:
    pages_role.execute(statement.encode())
    pages_role.rollback()

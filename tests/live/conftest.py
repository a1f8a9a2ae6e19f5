"""A room, somebody in it, and a real web process that carries it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from plenum.directory.models import Person
from tests.live.process import Answer, Web
from tests.live.room import TABLES, allow

Listen = Callable[..., Answer]


@pytest.fixture(scope="session")
def rooms(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(TABLES)
    connection.close()


@pytest.fixture(scope="session")
def web(rooms: None) -> Iterator[Web]:
    """The web process that most tests share; each test has a room of its own."""
    process = Web()
    process.start()
    yield process
    process.stop()


@pytest.fixture
def room(transactional_db: None, rooms: None) -> str:
    return f"room:{uuid4().hex}"


@pytest.fixture
def lan(transactional_db: None) -> Person:
    return Person.objects.create_user("lan", "Trần Thị Lan", "mật khẩu")


def sign_in(person: Person) -> str:
    """A session of the person; returns its key."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    assert session.session_key
    return session.session_key


@pytest.fixture
def session(lan: Person, room: str) -> str:
    """Lan, who may hear what everyone hears in the room."""
    allow(room, ["everyone"], person_id=lan.pk)
    return sign_in(lan)


@pytest.fixture
def listen(web: Web, session: str) -> Iterator[Listen]:
    """Open a stream of the shared process as Lan; all are closed afterwards."""
    with ExitStack() as stack:

        def open_stream(
            path: str, *, as_session: str | None = session, headers: Mapping[str, str] | None = None
        ) -> Answer:
            answer = web.get(f"/live/{path}", session=as_session, headers=headers)
            stack.callback(answer.close)
            return answer

        yield open_stream

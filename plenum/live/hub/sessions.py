"""Who is signed in, asked of the database with plain SQL and for many at once."""

import asyncio
from collections.abc import Collection, Iterable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare
from psycopg.sql import SQL, Composed, Identifier

from plenum.live.hub.store import Store

_SESSIONS = "SELECT session_key, session_data FROM django_session WHERE session_key = ANY(%s) AND expire_date > now()"


class Sessions:
    """From session keys to people.

    Everybody who comes while a question is under way goes into the next one, so that a storm of arrivals is a few
    queries and a single arrival is two, both by primary key. Nothing is remembered between questions.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, list[asyncio.Future[int | None]]] = {}
        self._task: asyncio.Task[None] | None = None

    async def person_of(self, key: str) -> int | None:
        """The id of the person who is signed in under a session key, or None."""
        future: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(future)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._answer())
        return await future

    async def people_of(self, keys: Collection[str]) -> dict[str, int]:
        """The people signed in under some of ``keys``: active, the session not expired, the password unchanged."""
        stored = await self._store.rows(_SESSIONS, list(keys))
        claims = {key: claim for key, data in stored if (claim := _claim(data))}
        if not claims:
            return {}
        wanted = list({person_id for person_id, _hash in claims.values()})
        passwords = dict(await self._store.rows(_active_people(), wanted))
        hashes = {person_id: _session_hashes(password) for person_id, password in passwords.items()}
        return {
            key: person_id
            for key, (person_id, claimed) in claims.items()
            if any(constant_time_compare(claimed, known) for known in hashes.get(person_id, ()))
        }

    async def _answer(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, {}
            try:
                people = await self.people_of(waiting)
            except Exception as error:
                for future in _unanswered(waiting.values()):
                    future.set_exception(error)
            else:
                for key, futures in waiting.items():
                    for future in _unanswered([futures]):
                        future.set_result(people.get(key))


def _unanswered(groups: Iterable[list[asyncio.Future[int | None]]]) -> Iterable[asyncio.Future[int | None]]:
    return (future for futures in groups for future in futures if not future.done())


def _active_people() -> Composed:
    table = get_user_model()._meta.db_table
    return SQL("SELECT id, password FROM {} WHERE id = ANY(%s) AND is_active").format(Identifier(table))


def _claim(data: str) -> tuple[int, str] | None:
    session = SessionStore().decode(data)
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    return int(session[SESSION_KEY]), str(session.get(HASH_SESSION_KEY, ""))


def _session_hashes(password: str) -> list[str]:
    person: AbstractBaseUser = get_user_model()(password=password)
    return [person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()]

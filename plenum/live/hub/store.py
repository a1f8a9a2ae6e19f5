"""The hub's own way to the database: a small pool of asynchronous connections, and one that only listens."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from typing import Any, LiteralString

from django.db import connections
from psycopg import AsyncConnection, Error
from psycopg.conninfo import make_conninfo
from psycopg.sql import Composed
from psycopg_pool import AsyncConnectionPool

from plenum.live.names import EVENTS, REVOCATIONS

logger = logging.getLogger(__name__)

#: Options of Django's that libpq does not know.
_DJANGO_ONLY = {"pool", "assume_role", "isolation_level", "server_side_binding", "service", "passfile"}
#: A connection whose other end has vanished is given up after 25 seconds.
_ALIVE = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3"}
#: Seconds before the first try to listen again, and the most.
_PATIENCE = (0.05, 2.0)


def conninfo() -> str:
    """What libpq needs to reach the database of the settings."""
    of = connections["default"].settings_dict
    named = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    options = {key: value for key, value in of["OPTIONS"].items() if key not in _DJANGO_ONLY}
    given = {key: str(of[name]) for key, name in named.items() if of[name]}
    return make_conninfo("", **{**options, **given, **_ALIVE, "application_name": "plenum live"})


class Store:
    """Reads rows; ``asked`` counts the queries, so that a test can bound them."""

    def __init__(self) -> None:
        self.asked = 0
        self._pool = AsyncConnectionPool(
            conninfo(), min_size=1, max_size=4, open=False, kwargs={"autocommit": True}, name="live"
        )

    async def open(self) -> None:
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    async def rows(self, sql: LiteralString | Composed, *values: object) -> Sequence[tuple[Any, ...]]:
        """All rows of one query."""
        self.asked += 1
        async with self._pool.connection() as connection:
            cursor = await connection.execute(sql, values)
            return await cursor.fetchall()


class Listener:
    """The one connection of the process that hears notifications; comes back by itself when it is lost.

    ``heard(channel, message)`` is called for each notification and ``returned()`` each time that it listens again:
    what was notified meanwhile is lost, so the owner compares with the tables then.
    """

    def __init__(self, heard: Callable[[str, str], None], returned: Callable[[], None]) -> None:
        self._heard = heard
        self._returned = returned

    async def run(self) -> None:
        """Listen until cancelled."""
        wait = _PATIENCE[0]
        while True:
            with suppress(Error, OSError):
                async for channel, message in self._notifications():
                    wait = _PATIENCE[0]
                    self._heard(channel, message)
            logger.warning("the live hub lost its listening connection and connects again")
            await asyncio.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - spreads load, guards nothing
            wait = min(wait * 2, _PATIENCE[1])

    async def _notifications(self) -> AsyncIterator[tuple[str, str]]:
        connection = await AsyncConnection.connect(conninfo(), autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {EVENTS}")
            await connection.execute(f"LISTEN {REVOCATIONS}")
            self._returned()
            async for notice in connection.notifies():
                yield notice.channel, notice.payload

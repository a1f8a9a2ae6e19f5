"""Reading the outbox: every committed row once, however late its transaction ended."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection

from plenum.search.models import OutboxRow

#: How long a row waits for a machine that was switched off; one that slept longer makes its index anew.
KEPT = timedelta(days=7)

SINCE = """
SELECT DISTINCT kind, object_id FROM search_outbox
WHERE xid >= pg_snapshot_xmin(%(since)s::pg_snapshot)
  AND (NOT pg_visible_in_snapshot(xid, %(since)s::pg_snapshot) OR xid = pg_current_xact_id_if_assigned())
"""
SNAPSHOT = "SELECT pg_current_snapshot()::text, statement_timestamp()"
#: The life of this very database: changes when it is restored from a dump, copied, or promoted from a standby.
LIFE = """
SELECT system_identifier || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())
    || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
FROM pg_control_system()
"""


def present() -> tuple[str, datetime]:
    """A snapshot of which transactions are over, and the database's time: the place to read on from."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        snapshot, at = cursor.fetchone()
    return snapshot, at


def life() -> str:
    """A name for this database's present life; a snapshot of another life says nothing here."""
    with connection.cursor() as cursor:
        cursor.execute(LIFE)
        (name,) = cursor.fetchone()
    return str(name)


def changed_since(snapshot: str) -> Iterator[tuple[str, int]]:
    """What was put into the outbox by transactions that were not over in ``snapshot`` and are now: (kind, id), once.

    Take `present` before this, and read on from there: what commits between the two is given twice, never lost.
    A reader inside a transaction is given what it wrote itself each time: a snapshot does not name its own transaction
    among those that run.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(SINCE, {"since": snapshot})
        while rows := cursor.fetchmany(1000):
            yield from rows


def prune(at: datetime) -> int:
    """Delete rows older than `KEPT`; returns how many."""
    deleted, _by_model = OutboxRow.objects.filter(at__lt=at - KEPT).delete()
    return deleted

"""How the parts below every domain are: asked by the readiness page and by `plenum doctor`."""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from plenum.core.postgres.grants import ENDS, RECORD
from plenum.core.postgres.outside import OLDEST

#: Seconds after which a worker that has not been heard of counts as gone.
SILENCE = 60


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. ``well`` is False for what keeps the program from working properly."""

    part: str
    well: bool
    detail: str


def database_answers() -> bool:
    """True when the database answers a question; one round trip."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def database() -> Finding:
    """The version, and whether it is new enough."""
    version = connection.pg_version // 10000  # type: ignore[attr-defined]
    return Finding("database", version >= OLDEST, f"PostgreSQL {version}")


def migrations() -> Finding:
    """Whether every migration is applied."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in missing[:3])
    return Finding("migrations", not missing, f"{len(missing)} are missing: {names}" if missing else "all applied")


def record_is_closed() -> Finding:
    """Whether the role that the pages use may change what is on record."""
    changing = _value(
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE %s AND ("
        " has_table_privilege(quote_ident(tablename), 'DELETE, TRUNCATE')"
        " OR tablename <> %s AND has_table_privilege(quote_ident(tablename), 'UPDATE'))",
        [RECORD, ENDS],
    )
    words = "closed to the pages" if not changing else f"{changing} tables could be changed by the pages' role"
    return Finding("record", not changing, words)


def worker() -> Finding:
    """Whether a job worker was heard of lately."""
    age = _value("SELECT extract(epoch FROM now() - max(last_heartbeat))::int FROM procrastinate_workers", [])
    if age is None:
        return Finding("worker", False, "none runs")
    return Finding("worker", age < SILENCE, f"heard of {age} s ago")


def failed_jobs() -> Finding:
    """How many jobs were given up; they are kept until somebody has looked."""
    failed = _value("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'", []) or 0
    return Finding("jobs", not failed, f"{failed} failed" if failed else "none failed")


def _value(query: str, values: list[str]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return None if row is None else row[0]

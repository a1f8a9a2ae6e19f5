"""What the pages' role may do: read and write, but never change or remove what was put on record."""

import psycopg
from psycopg import sql

#: Tables by this name are the record: the role adds to them and reads them.
RECORD = r"audit\_%"
#: The ends of the record's chains move on; their trigger lets them do nothing else.
ENDS = "audit_head"

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def grant_to(role: str, url: str) -> None:
    """Give ``role`` its rights on every table of the database at ``url``, whose owner connects.

    Called after each migration; one transaction, so that no moment has more rights than the end. Does nothing when
    the owner is the role itself: one role for all is how an outside database may be set up.
    """
    with psycopg.connect(url) as connection:
        if connection.info.user == role:
            return
        for statement in GRANTS:
            connection.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
        for (table,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE %s", [RECORD]
        ).fetchall():
            kept = "DELETE, TRUNCATE" if table == ENDS else "UPDATE, DELETE, TRUNCATE"
            connection.execute(
                sql.SQL("REVOKE {kept} ON {table} FROM {role}").format(
                    kept=sql.SQL(kept), table=sql.Identifier(table), role=sql.Identifier(role)
                )
            )

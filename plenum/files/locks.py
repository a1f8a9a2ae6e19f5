"""The only lock of this domain: whoever stores or sweeps the bytes of a name has the name to himself."""

from django.db import connection


def hold_bytes(sha256: str) -> None:
    """Until this transaction ends nobody else stores, or sweeps away, bytes of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:16], 16) - (1 << 63)])

"""Telling the index that something changed."""

from django.db import connection

from plenum.search.registry import kind_of

WRITE = "INSERT INTO search_outbox (kind, object_id) SELECT %s, unnest(%s::bigint[])"


def reindex(kind: str, *ids: int) -> None:
    """Have the things ``ids`` of ``kind`` indexed anew once the present transaction is committed, or not at all.

    For what was made, changed, or removed alike, and for a change of who may see it. Visible within a second.
    Raises `ValueError` for a kind that nobody registered and `RuntimeError` outside a transaction.
    """
    if kind_of(kind) is None:
        raise ValueError(f"{kind} is not registered with the search.")
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind} must be put into the outbox in the transaction that changes it.")
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [kind, list(ids)])

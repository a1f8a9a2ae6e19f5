"""Writing down an act: the last thing that every action does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from plenum.audit.canonical import JSON, canonical
from plenum.audit.chain import event_hash
from plenum.audit.models import SYSTEM_CHAIN
from plenum.core.actor import Actor

LOCK_HEAD = "SELECT seq, hash FROM audit_head WHERE chain = %s FOR UPDATE"
START_CHAIN = (
    "INSERT INTO audit_head (chain, seq, hash) VALUES (%s, 0, decode(repeat('00', 32), 'hex'))"
    " ON CONFLICT (chain) DO NOTHING"
)
#: One statement, one journey: the event, and the head that now ends with it.
WRITE = """
WITH written AS (
    INSERT INTO audit_event (
        chain, seq, act, actor_id, actor_name, position_id, position_title, organisation_id,
        on_behalf_of_id, on_behalf_of_name, target_kind, target_id, payload, at, prev, hash
    ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)
    RETURNING chain, seq, hash
)
UPDATE audit_head AS head SET seq = written.seq, hash = written.hash FROM written WHERE head.chain = written.chain
"""


def record(
    act: str,
    *,
    by: Actor,
    at: datetime,
    target: tuple[str, int],
    payload: Mapping[str, JSON] | None = None,
    chain: int | None = None,
) -> None:
    """Write the act ``act`` (``"documents.document.registered"``) of ``by`` on ``target`` (kind, id) into a chain.

    ``chain`` is the id of the body whose record it is; without it the body of the actor's post, or the system's
    own chain. The chain's head stays locked until the transaction ends, so call this last in an action. The
    payload holds what is needed to tell the story later: ids and names as they are now, no content of documents.

    Raises `RuntimeError` outside a transaction, since the act and its record must stand or fall together, and
    `TypeError` when the payload is not plain JSON (see `plenum.audit.canonical`).
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} must be recorded in the transaction that does it.")
    if chain is None:
        chain = SYSTEM_CHAIN if by.organisation_id is None else by.organisation_id
    with connection.cursor() as cursor:
        seq, prev = _lock_head(cursor, chain)
        fields: dict[str, JSON] = {
            "chain": chain,
            "seq": seq + 1,
            "act": act,
            "actor_id": by.person_id,
            "actor_name": by.name,
            "position_id": by.position_id,
            "position_title": by.position_title,
            "organisation_id": by.organisation_id,
            "on_behalf_of_id": by.on_behalf_of_id,
            "on_behalf_of_name": by.on_behalf_of_name,
            "target_kind": target[0],
            "target_id": target[1],
            "payload": _storable(dict(payload or {})),
        }
        digest = event_hash(fields, at=at, prev=prev)
        columns: dict[str, Any] = {**fields, "payload": canonical(fields["payload"]).decode()}
        cursor.execute(WRITE, [*columns.values(), at, prev, digest])


def _lock_head(cursor: CursorWrapper, chain: int) -> tuple[int, bytes]:
    cursor.execute(LOCK_HEAD, [chain])
    head = cursor.fetchone()
    if head is None:
        cursor.execute(START_CHAIN, [chain])
        cursor.execute(LOCK_HEAD, [chain])
        head = cursor.fetchone()
    return head[0], bytes(head[1])


def _storable(value: JSON) -> JSON:
    if isinstance(value, str):
        return _storable_text(value)
    if isinstance(value, Mapping):
        return {_storable_text(key): _storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    return value


def _storable_text(text: str) -> str:
    """What PostgreSQL can't store in text becomes U+FFFD: a strange file name must not keep an act from the record."""
    if not isinstance(text, str) or text.isprintable():
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")

"""What the hash of an event is made of: every column, in canonical JSON, with the hash before it."""

import hashlib
from datetime import UTC, datetime

from plenum.audit.canonical import JSON, canonical

#: Every column of `AuditEvent` but the hash itself; a new column belongs here, under a new version of the form.
FIELDS = (
    "chain",
    "seq",
    "act",
    "actor_id",
    "actor_name",
    "position_id",
    "position_title",
    "organisation_id",
    "on_behalf_of_id",
    "on_behalf_of_name",
    "target_kind",
    "target_id",
    "payload",
)


def event_hash(fields: dict[str, JSON], *, at: datetime, prev: bytes) -> bytes:
    """SHA-256 of an event: ``fields`` (`FIELDS`), the instant in UTC to the microsecond and the hash before it."""
    instant = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return hashlib.sha256(canonical({**fields, "at": instant, "prev": prev.hex()})).digest()

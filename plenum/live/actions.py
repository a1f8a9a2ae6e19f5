"""Writing to the log, and telling the hubs that rights have changed.

Nothing here is an act of a person: it is a part of one, inside that act's transaction.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.db.transaction import TransactionManagementError

from plenum.live.models import Channel, Event
from plenum.live.names import EVENTS, JSON, REVOCATIONS, check_names

#: Bytes of the largest payload; a page that needs more is told to fetch it.
LARGEST = 256 * 1024
#: How long events are kept; the same span as `plenum.live.models.KEPT`.
KEPT = timedelta(days=2)

_PUBLISH = f"""
WITH channel AS (
    INSERT INTO live_channel AS c (name, seq) VALUES (%s, 1)
    ON CONFLICT (name) DO UPDATE SET seq = c.seq + 1
    RETURNING c.name, c.seq
), event AS (
    INSERT INTO live_event (channel, seq, audience, at, kind, payload)
    SELECT name, seq, %s, %s, %s, %s FROM channel
    RETURNING channel, seq
)
SELECT seq, pg_notify('{EVENTS}', channel || ' ' || seq) FROM event
"""  # noqa: S608 - the only thing put in is a name of our own


def publish(channel: str, *, audience: str, kind: str, payload: Mapping[str, JSON], at: datetime) -> int:
    """Tell ``audience`` of ``channel`` that ``kind`` happened; returns the event's number in the channel.

    Takes the channel's row until the transaction ends, so numbers have no gap and come in the order of the commits;
    an act that tells several channels does it in the order of their names, so that two acts can't wait for each
    other. Clients hear of it on commit. Nothing personal belongs into a payload unless ``audience`` is one person's.
    Raises `ValueError` for a name that can't travel or a payload over `LARGEST`, and `TransactionManagementError`
    outside a transaction.
    """
    check_names(channel, audience, kind)
    if not connection.in_atomic_block:
        raise TransactionManagementError("publish() belongs into the transaction of the act")
    text = json.dumps(payload, ensure_ascii=False)
    if len(text) > LARGEST:
        raise ValueError(f"a payload of {len(text)} characters is too large for a stream")
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISH, [channel, audience, at, kind, text])
        seq: int = cursor.fetchone()[0]
    return seq


def forget_told(channel: str) -> None:
    """Give nobody again what ``channel`` was told so far: whoever returns gets the state of the moment instead.

    The sequence skips one number, so that what the hubs remember is forgotten too. Publish the new state after it.
    """
    Event.objects.filter(channel=channel).delete()
    Channel.objects.filter(name=channel).update(seq=F("seq") + 1)


def revoke(channel: str, *, person_id: int | None = None, device: str | None = None) -> None:
    """Rights to ``channel`` changed: on commit the connections of the person or device are asked again.

    Those that may hear nothing any more are closed within a second; those that may hear something else get a fresh
    snapshot. ``device`` is a token or its SHA-256 in hexadecimal. With neither, everybody on the channel is asked.
    """
    _notify({"channel": channel, "person": person_id, "device": _hashed(device)})


def revoke_person(person_id: int) -> None:
    """A session of the person ended, or the person was deactivated: on commit all connections are asked again."""
    _notify({"channel": None, "person": person_id, "device": None})


def forget_events_before(at: datetime) -> int:
    """Delete the events older than `KEPT` at ``at``; the channels keep their numbers. Returns how many."""
    deleted, _by_model = Event.objects.filter(at__lt=at - KEPT).delete()
    return deleted


def _notify(message: Mapping[str, JSON]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [REVOCATIONS, json.dumps(message)])


def _hashed(device: str | None) -> str | None:
    if device is None or re.fullmatch("[0-9a-f]{64}", device):
        return device
    return hashlib.sha256(device.encode()).hexdigest()

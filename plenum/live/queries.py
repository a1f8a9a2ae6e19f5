"""Reading the log: from a page, and for a client that has missed too much."""

from collections.abc import Collection

from django.db import connection, transaction

from plenum.live.models import Channel
from plenum.live.names import JSON
from plenum.live.registry import Snapshot

#: The state of a channel for each audience.
State = dict[str, JSON]


def cursor_of(*channels: str) -> str:
    """Where a page that is made now stands: what goes into ``data-live-cursor``.

    Read it before the state that the page shows; then nothing is missed, and what comes twice changes nothing.
    One query.
    """
    seqs = dict(Channel.objects.filter(name__in=channels).values_list("name", "seq"))
    return ",".join(str(seqs.get(channel, 0)) for channel in channels)


def present_state(channel: str, audiences: Collection[str], language: str, snapshot: Snapshot) -> tuple[int, State]:
    """The number of the channel's last event, and the state for each audience as of exactly that number.

    Both are read in one read-only transaction of one moment; an event and the change it tells of commit together,
    so the state holds every event up to the number and none after it.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        seq = Channel.objects.filter(name=channel).values_list("seq", flat=True).first() or 0
        return seq, {audience: snapshot(channel, audience, language) for audience in sorted(audiences)}

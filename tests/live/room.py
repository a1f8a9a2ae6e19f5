"""A small domain for the tests of the live part: rooms in which a number goes up.

Who may hear what of a room, and its number, are rows of two tables, so that every process sees the same. A device
shows its name as its token.
"""

import json
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from plenum.live.actions import publish
from plenum.live.names import JSON
from plenum.live.registry import Viewer, register

TABLES = """
CREATE TABLE IF NOT EXISTS test_room_right (channel text, person_id bigint, device text, audience text);
CREATE TABLE IF NOT EXISTS test_room_number (channel text, audience text, number int, PRIMARY KEY (channel, audience));
"""
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

#: How often this process rendered, by language, and looked at the state, by audience.
counts: Counter[str] = Counter()


def audiences(channel: str, viewer: Viewer) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audience FROM test_room_right WHERE channel = %s AND (person_id = %s OR device = %s)",
            [channel, viewer.person_id, viewer.device],
        )
        return frozenset(audience for (audience,) in cursor.fetchall())


def snapshot(channel: str, audience: str, language: str) -> JSON:
    counts[f"snapshot {audience}"] += 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM test_room_number WHERE channel = %s AND audience = %s", [channel, audience])
        row = cursor.fetchone()
    return {"number": row[0] if row else 0, "language": language}


def render(kind: str, payload: JSON, language: str) -> JSON:
    counts[f"render {language}"] += 1
    assert isinstance(payload, dict)
    return {**payload, "language": language}


def serve_rooms() -> None:
    register("room", audiences=audiences, snapshot=snapshot, render=render)


def allow(channel: str, audiences: Collection[str], *, person_id: int | None = None, device: str | None = None) -> None:
    """From now on exactly these audiences may be heard."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM test_room_right WHERE channel = %s"
            " AND person_id IS NOT DISTINCT FROM %s AND device IS NOT DISTINCT FROM %s",
            [channel, person_id, device],
        )
        for audience in audiences:
            cursor.execute(
                "INSERT INTO test_room_right VALUES (%s, %s, %s, %s)", [channel, person_id, device, audience]
            )


@transaction.atomic
def count_up(channel: str, audience: str = "everyone", **more: JSON) -> int:
    """The act of this domain: the number of an audience goes up, and the audience is told; returns the event's seq."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO test_room_number AS n VALUES (%s, %s, 1)"
            " ON CONFLICT (channel, audience) DO UPDATE SET number = n.number + 1 RETURNING number",
            [channel, audience],
        )
        number = cursor.fetchone()[0]
    return publish(channel, audience=audience, kind="counted", payload={"number": number, **more}, at=AT)


def after(state: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    """The state after an event, as a page of this domain applies it."""
    return {**state, **event["payload"]}


def as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True)

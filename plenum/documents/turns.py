"""Passing the turn on, as a part of an act."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from plenum.core.actor import Actor
from plenum.documents.enums import Act
from plenum.documents.models import Assignment, Document, Turn


def open_turns(
    document: Document,
    act: Act,
    principals: Iterable[int],
    *,
    at: datetime,
    due_at: datetime | None = None,
    assignment: Assignment | None = None,
) -> None:
    """Let the document wait for each of ``principals`` to do ``act``; one that already waits goes on waiting."""
    Turn.objects.bulk_create(
        (
            Turn(
                document=document,
                assignment=assignment,
                principal_id=principal,
                act=act,
                opened_at=at,
                due_at=due_at,
            )
            for principal in sorted(set(principals))
        ),
        ignore_conflicts=True,
    )


def close_turns(document: Document, which: Q, *, by: Actor, at: datetime) -> int:
    """Close the open turns of the document that ``which`` names; returns how many there were."""
    return Turn.objects.filter(which, document=document, closed_at=None).update(
        closed_at=at, closed_by_id=by.person_id, closed_in_id=by.position_id
    )


#: Everything but what is only to be read.
WORK = ~Q(act=Act.READ)

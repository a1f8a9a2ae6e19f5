"""The list of delegates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.conferences import rules
from plenum.conferences.broadcast import cut_person, tell
from plenum.conferences.enums import Seating
from plenum.conferences.grants import grant_again
from plenum.conferences.locking import expect_open, lock_conference
from plenum.conferences.models import Conference, Delegate
from plenum.conferences.queries.delegates import delegate_of, point_of
from plenum.conferences.roster import NewDelegate
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.core.text import fold, person_sort_key
from plenum.directory.models import Person
from plenum.search.actions import reindex

BATCH = 1000


@transaction.atomic
def add_delegates(*, conference: Conference, rows: Sequence[NewDelegate], by: Actor, at: datetime) -> int:
    """Put people on the list, all of them or none; returns how many.

    A row with an ``email`` of the directory gets that account. Raises `Invalid` naming the person who would be on the
    list twice (``delegate_twice``) or the seat that would be given twice (``seat_taken``). The number of queries does
    not grow with the number of rows, but for the batches.
    """
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    if not rows:
        raise Invalid(_("The list is empty. Write one delegate a line."), code="empty_list", field="text")
    for point_id in {row.point_id for row in rows if row.point_id is not None}:
        point_of(conference, point_id)
    rows = _with_accounts(rows)
    _expect_new_people(conference, rows)
    _expect_free_seats(conference, rows)
    Delegate.objects.bulk_create((_delegate(conference, row) for row in rows), batch_size=BATCH)
    _changed(conference, at=at)
    record(
        "conferences.delegates.added",
        by=by,
        at=at,
        target=("conference", conference.pk),
        payload={"number": len(rows), "first": rows[0].name},
        chain=conference.organisation_id,
    )
    return len(rows)


@transaction.atomic
def remove_delegate(*, conference: Conference, delegate_id: int, by: Actor, at: datetime) -> None:
    """Take somebody off the list; what they have open of the conference closes within a second."""
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    delegate = delegate_of(conference, delegate_id)
    delegate.delete()
    _changed(conference, at=at)
    if delegate.person_id is not None:
        cut_person(conference, delegate.person_id)
    record(
        "conferences.delegate.removed",
        by=by,
        at=at,
        target=("conference", conference.pk),
        payload={"name": delegate.name, "person": delegate.person_id},
        chain=conference.organisation_id,
    )


def _changed(conference: Conference, *, at: datetime) -> None:
    grant_again(conference)
    reindex("conference", conference.pk)
    tell(conference, "counts", at=at)


def _delegate(conference: Conference, row: NewDelegate) -> Delegate:
    return Delegate(
        conference=conference,
        person_id=row.person_id,
        name=row.name,
        post=row.post,
        body=row.body,
        seating=row.seating,
        point_id=row.point_id,
        seat=row.seat if row.seating == Seating.HALL else "",
        group=row.group,
        sort_key=person_sort_key(row.name),
        folded=fold(" ".join((row.name, row.post, row.body, row.seat))),
    )


def _with_accounts(rows: Sequence[NewDelegate]) -> Sequence[NewDelegate]:
    asked = {row.email.lower() for row in rows if row.email}
    if not asked:
        return rows
    known = dict(Person.objects.filter(email__in=asked).values_list("email", "pk"))
    return [replace(row, person_id=known.get(row.email.lower(), row.person_id)) if row.email else row for row in rows]


def _expect_new_people(conference: Conference, rows: Sequence[NewDelegate]) -> None:
    listed = Delegate.objects.filter(conference=conference)
    people = listed.filter(person_id__in=[row.person_id for row in rows if row.person_id is not None])
    names = listed.filter(person=None, name__in={row.name for row in rows if row.person_id is None})
    taken: set[object] = set(people.values_list("person_id", flat=True))
    taken |= set(names.values_list("name", "post", "body"))
    twice = _first_twice(((_identity(row), row.name) for row in rows), taken)
    if twice is not None:
        raise Invalid(
            _("%(name)s would be on the list twice. Nobody was added.") % {"name": twice},
            code="delegate_twice",
            field="text",
        )


def _identity(row: NewDelegate) -> object:
    return row.person_id if row.person_id is not None else (row.name, row.post, row.body)


def _expect_free_seats(conference: Conference, rows: Sequence[NewDelegate]) -> None:
    seats = [row.seat for row in rows if row.seat and row.seating == Seating.HALL]
    listed = Delegate.objects.filter(conference=conference, seat__in=seats)
    twice = _first_twice(((seat, seat) for seat in seats), set(listed.values_list("seat", flat=True)))
    if twice is not None:
        raise Invalid(
            _("Seat %(seat)s would be given twice. Nobody was added.") % {"seat": twice},
            code="seat_taken",
            field="text",
        )


def _first_twice(named: Iterable[tuple[object, str]], taken: set[object]) -> str | None:
    """The name of the first that is taken or comes a second time."""
    seen: Counter[object] = Counter(taken)
    for identity, name in named:
        seen[identity] += 1
        if seen[identity] > 1:
            return name
    return None

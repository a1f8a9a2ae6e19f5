"""Making a conference and bringing it through its stages."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.audit.canonical import JSON
from plenum.conferences import rules, states
from plenum.conferences.broadcast import cut_person, tell
from plenum.conferences.enums import Kind, State
from plenum.conferences.grants import grant_again
from plenum.conferences.locking import expect_open, expect_version, lock_conference
from plenum.conferences.models import AgendaItem, Conference, Paper, Proceeding
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.directory.models import Person
from plenum.directory.queries.delegations import stand_ins_of
from plenum.search.actions import reindex


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a secretary writes on the first page of a conference."""

    kind: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    chair_id: int | None = None


@transaction.atomic
def create_conference(*, organisation_id: int, details: Details, by: Actor, at: datetime) -> Conference:
    """Make a draft that the secretaries of the body and the chair see, and nobody else.

    Raises `Forbidden` for anybody but a secretary of the body, and `Invalid` when it would end before it begins.
    """
    rules.can_create_conference.check(by, organisation_id)
    conference = Conference(organisation_id=organisation_id, created_at=at)
    _fill(conference, details)
    conference.save()
    grant_again(conference)
    reindex("conference", conference.pk)
    _record("created", conference, by=by, at=at, payload={"title": conference.title, "kind": conference.kind})
    return conference


@transaction.atomic
def edit_conference(*, conference: Conference, details: Details, version: int, by: Actor, at: datetime) -> Conference:
    """Change the first page; the secretariat's rights follow the chair.

    Raises `Stale` when somebody changed it since version ``version``, and a `Refusal` when it is closed.
    """
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    expect_version(conference.version, version)
    before = conference.chair_id
    _fill(conference, details)
    conference.version += 1
    conference.save(update_fields=["kind", "title", "place", "starts_at", "ends_at", "chair", "version"])
    grant_again(conference)
    if before is not None and before != conference.chair_id:
        for person_id in {before, *stand_ins_of(before, at)}:
            cut_person(conference, person_id)
    reindex("conference", conference.pk)
    tell(conference, "stage", at=at)
    _record("edited", conference, by=by, at=at, payload={"title": conference.title, "version": conference.version})
    return conference


@transaction.atomic
def release_conference(*, conference: Conference, by: Actor, at: datetime) -> Conference:
    """Open the conference and its papers to the delegates.

    Raises a `Refusal` with code ``no_agenda`` when there is nothing that a delegate could see.
    """
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    state = states.CONFERENCE.next("release_conference", State(conference.state))
    if not AgendaItem.objects.filter(conference=conference, is_internal=False).exists():
        raise Refusal(_("The agenda is empty. Add the first item, then release the conference."), code="no_agenda")
    conference.state = state
    conference.save(update_fields=["state"])
    Paper.objects.filter(conference=conference, released_at=None, withdrawn_at=None).update(released_at=at)
    grant_again(conference)
    reindex("conference", conference.pk)
    tell(conference, "stage", at=at)
    _record("released", conference, by=by, at=at)
    return conference


@transaction.atomic
def open_conference(*, conference: Conference, by: Actor, at: datetime) -> Conference:
    """Begin. Doing it again changes nothing, so that two consoles may press the button at once."""
    conference = lock_conference(conference)
    rules.can_conduct_conference.check(by, conference)
    if conference.state == State.RUNNING:
        return conference
    conference.state = states.CONFERENCE.next("open_conference", State(conference.state))
    conference.opened_at = at
    conference.step += 1
    conference.save(update_fields=["state", "opened_at", "step"])
    tell(conference, "stage", at=at)
    _record("opened", conference, by=by, at=at)
    return conference


@transaction.atomic
def close_conference(*, conference: Conference, step: int, by: Actor, at: datetime) -> Conference:
    """End the item that is on, the countdown and the conference. Doing it again changes nothing.

    Raises `Stale` when the conference moved on since ``step``.
    """
    conference = lock_conference(conference)
    rules.can_conduct_conference.check(by, conference)
    if conference.state == State.CLOSED:
        return conference
    conference.state = states.CONFERENCE.next("close_conference", State(conference.state))
    expect_version(conference.step, step)
    Proceeding.objects.filter(conference=conference, ended_at=None).update(ended_at=at)
    conference.closed_at = at
    conference.step += 1
    conference.current_item = conference.countdown_started_at = conference.countdown_seconds = None
    conference.message = ""
    conference.save()
    tell(conference, "stage", at=at)
    _record("closed", conference, by=by, at=at)
    return conference


def _fill(conference: Conference, details: Details) -> None:
    if details.ends_at <= details.starts_at:
        raise Invalid(_("The conference would end before it begins."), code="ends_first", field="ends_at")
    if not normalise(details.title):
        raise Invalid(_("Give the conference a title."), code="no_title", field="title")
    if details.chair_id is not None and not Person.objects.filter(pk=details.chair_id, is_active=True).exists():
        raise Invalid(_("Choose the chair from the directory."), code="no_such_person", field="chair")
    conference.kind = Kind(details.kind)
    conference.title = normalise(details.title)
    conference.place = normalise(details.place)
    conference.starts_at, conference.ends_at = details.starts_at, details.ends_at
    conference.chair_id = details.chair_id


def _record(
    verb: str, conference: Conference, *, by: Actor, at: datetime, payload: dict[str, JSON] | None = None
) -> None:
    record(
        f"conferences.conference.{verb}",
        by=by,
        at=at,
        target=("conference", conference.pk),
        payload=payload,
        chain=conference.organisation_id,
    )

"""Conducting: what is on now, how long still, and what everybody is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.conferences import rules, states
from plenum.conferences.broadcast import tell
from plenum.conferences.enums import State
from plenum.conferences.locking import expect_open, expect_version, lock_conference
from plenum.conferences.models import Conference, Proceeding
from plenum.conferences.models.conference import LONGEST_COUNTDOWN
from plenum.conferences.queries.agenda import agenda_item
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise

MINUTE = 60
LONGEST_MESSAGE = 200


@transaction.atomic
def move_to_item(*, conference: Conference, item_id: int, step: int, by: Actor, at: datetime) -> Conference:
    """Put an item on: the one before it ends, and so does its countdown.

    Moving to the item that is already on changes nothing, so two consoles may press the same button at once. Raises
    `Stale` when the conference moved elsewhere since ``step``, and `Forgotten` for an item of another conference.
    """
    conference = _lock(conference, by)
    item = agenda_item(conference, item_id)
    states.CONFERENCE.next("move_to_item", State(conference.state))
    if conference.current_item_id == item.pk:
        return conference
    expect_version(conference.step, step)
    Proceeding.objects.filter(conference=conference, ended_at=None).update(ended_at=at)
    Proceeding.objects.create(conference=conference, item=item, started_at=at)
    conference.current_item = item
    conference.step += 1
    _count(conference, None, None)
    conference.save(update_fields=["current_item", "step", "countdown_started_at", "countdown_seconds"])
    tell(conference, "moved", at=at)
    _record("moved", conference, by=by, at=at, payload={"item": item.pk, "title": item.title})
    return conference


@transaction.atomic
def start_countdown(*, conference: Conference, seconds: int, step: int, by: Actor, at: datetime) -> Conference:
    """Count down from ``seconds``, from now; a countdown that runs is replaced.

    Raises `Stale` when the conference moved since ``step``: the time would be given to the wrong item.
    """
    conference = _lock(conference, by)
    states.CONFERENCE.next("start_countdown", State(conference.state))
    expect_version(conference.step, step)
    _expect_length(seconds)
    _count(conference, at, seconds)
    _tell_countdown("countdown_started", conference, by=by, at=at)
    return conference


@transaction.atomic
def add_minute(*, conference: Conference, by: Actor, at: datetime) -> Conference:
    """Give one minute more, counted from the end of the countdown, or from now when it is already over.

    Raises a `Refusal` with code ``no_countdown`` when none runs.
    """
    conference = _lock(conference, by)
    states.CONFERENCE.next("add_minute", State(conference.state))
    started, seconds = conference.countdown_started_at, conference.countdown_seconds
    if started is None or seconds is None:
        raise Refusal(_("No countdown is running. Start one first."), code="no_countdown")
    elapsed = int((at - started).total_seconds())
    length = max(seconds, elapsed) + MINUTE
    _expect_length(length)
    _count(conference, started, length)
    _tell_countdown("minute_added", conference, by=by, at=at)
    return conference


@transaction.atomic
def stop_countdown(*, conference: Conference, by: Actor, at: datetime) -> Conference:
    """End the countdown; without one nothing changes."""
    conference = _lock(conference, by)
    if conference.countdown_started_at is None:
        return conference
    _count(conference, None, None)
    _tell_countdown("countdown_stopped", conference, by=by, at=at)
    return conference


@transaction.atomic
def show_message(*, conference: Conference, text: str, by: Actor, at: datetime) -> Conference:
    """Show a message on every screen and phone until it is cleared; it replaces the one before."""
    conference = _lock(conference, by)
    text = normalise(text)
    if not text:
        raise Invalid(_("Write the message first."), code="no_message", field="text")
    if len(text) > LONGEST_MESSAGE:
        raise Invalid(_("A message has 200 characters at most."), code="long_message", field="text")
    return _set_message("message_shown", conference, text, by=by, at=at)


@transaction.atomic
def clear_message(*, conference: Conference, by: Actor, at: datetime) -> Conference:
    """Take the message away; without one nothing changes."""
    conference = _lock(conference, by)
    return _set_message("message_cleared", conference, "", by=by, at=at) if conference.message else conference


def _lock(conference: Conference, by: Actor) -> Conference:
    conference = lock_conference(conference)
    rules.can_conduct_conference.check(by, conference)
    expect_open(conference)
    return conference


def _count(conference: Conference, started_at: datetime | None, seconds: int | None) -> None:
    conference.countdown_started_at, conference.countdown_seconds = started_at, seconds


def _expect_length(seconds: int) -> None:
    if not 1 <= seconds <= LONGEST_COUNTDOWN:
        raise Invalid(_("A countdown lasts from one second to six hours."), code="bad_countdown", field="minutes")


def _tell_countdown(verb: str, conference: Conference, *, by: Actor, at: datetime) -> None:
    conference.save(update_fields=["countdown_started_at", "countdown_seconds"])
    tell(conference, "countdown", at=at)
    _record(verb, conference, by=by, at=at, payload={"seconds": conference.countdown_seconds})


def _set_message(verb: str, conference: Conference, text: str, *, by: Actor, at: datetime) -> Conference:
    conference.message = text
    conference.save(update_fields=["message"])
    tell(conference, "message", at=at)
    _record(verb, conference, by=by, at=at, payload={"text": text})
    return conference


def _record(verb: str, conference: Conference, *, by: Actor, at: datetime, payload: dict[str, Any]) -> None:
    record(
        f"conferences.conference.{verb}",
        by=by,
        at=at,
        target=("conference", conference.pk),
        payload=payload,
        chain=conference.organisation_id,
    )

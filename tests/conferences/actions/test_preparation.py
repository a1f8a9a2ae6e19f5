from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from plenum.audit.queries.story import events_of
from plenum.conferences.actions.course import move_to_item, start_countdown
from plenum.conferences.actions.delegates import add_delegates
from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.actions.preparation import (
    close_conference,
    create_conference,
    edit_conference,
    open_conference,
    release_conference,
)
from plenum.conferences.enums import State
from plenum.conferences.models import AgendaItem, Conference
from plenum.conferences.queries.conferences import conference_visible_to, conferences_visible_to
from plenum.conferences.roster import NewDelegate
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal, Stale
from tests.cast import MONDAY, Cast
from tests.conferences.making import DETAILS, a_blob, fresh, item

EVERYBODY = ("lan", "minh", "son", "hoa", "nam", "dung", "thu", "an", "vy", "binh", "phuc")


def seen_by(cast: Cast) -> set[str]:
    return {name for name in EVERYBODY if conferences_visible_to(cast.actor(name)).exists()}


@pytest.mark.feature("C1")
def test_a_secretary_of_the_body_makes_a_draft(cast: Cast) -> None:
    made = create_conference(organisation_id=cast.office.pk, details=DETAILS, by=cast.actor("thu"), at=MONDAY)
    assert (made.state, made.title, made.version) == (State.DRAFT, DETAILS.title, 1)
    assert [event.act for event in events_of(("conference", made.pk))] == ["conferences.conference.created"]


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name != "thu"])
def test_nobody_else_makes_one(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        create_conference(organisation_id=cast.office.pk, details=DETAILS, by=cast.actor(name), at=MONDAY)
    assert refusal.value.code == "may_not_create_conference"
    assert not Conference.objects.exists()


def test_a_secretary_makes_none_for_another_body(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        create_conference(organisation_id=cast.industry.pk, details=DETAILS, by=cast.actor("thu"), at=MONDAY)


def test_a_conference_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    details = replace(DETAILS, ends_at=DETAILS.starts_at)
    with pytest.raises(Invalid) as refusal:
        create_conference(organisation_id=cast.office.pk, details=details, by=cast.actor("thu"), at=MONDAY)
    assert (refusal.value.code, refusal.value.field) == ("ends_first", "ends_at")


def test_a_chair_who_is_nobody_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        create_conference(
            organisation_id=cast.office.pk, details=replace(DETAILS, chair_id=999_999), by=cast.actor("thu"), at=MONDAY
        )
    assert refusal.value.code == "no_such_person"


def test_a_draft_is_seen_by_the_secretaries_and_the_chair(cast: Cast, draft: Conference) -> None:
    assert seen_by(cast) == {"thu", "minh"}


def test_a_released_conference_is_seen_by_its_delegates_too(cast: Cast, released: Conference) -> None:
    assert seen_by(cast) == {"thu", "minh", "nam"}


def test_a_conference_that_may_not_be_seen_is_as_one_that_is_not_there(cast: Cast, released: Conference) -> None:
    with pytest.raises(Forgotten) as hidden:
        conference_visible_to(cast.actor("dung"), released.pk)
    with pytest.raises(Forgotten) as missing:
        conference_visible_to(cast.actor("dung"), 999_999)
    assert str(hidden.value) == str(missing.value)


def test_a_new_chair_sees_it_and_the_old_one_no_longer(cast: Cast, draft: Conference) -> None:
    edit_conference(
        conference=draft,
        details=replace(DETAILS, chair_id=cast.son.pk),
        version=draft.version,
        by=cast.actor("thu"),
        at=MONDAY,
    )
    assert seen_by(cast) == {"thu", "son"}


def test_a_page_made_before_the_last_change_is_refused(cast: Cast, draft: Conference) -> None:
    change: dict[str, Any] = {
        "conference": draft,
        "details": DETAILS,
        "version": draft.version,
        "by": cast.actor("thu"),
        "at": MONDAY,
    }
    edit_conference(**change)
    with pytest.raises(Stale):
        edit_conference(**change)
    assert fresh(draft).version == 2


def test_an_empty_agenda_is_not_released(cast: Cast) -> None:
    thu = cast.actor("thu")
    bare = create_conference(organisation_id=cast.office.pk, details=DETAILS, by=thu, at=MONDAY)
    with pytest.raises(Refusal) as refusal:
        release_conference(conference=bare, by=thu, at=MONDAY)
    assert (refusal.value.code, fresh(bare).state) == ("no_agenda", State.DRAFT)


def test_the_papers_are_released_with_the_conference(cast: Cast, draft: Conference) -> None:
    thu = cast.actor("thu")
    paper = attach_paper(conference=draft, item_id=None, title="Báo cáo", blob=a_blob(), by=thu, at=MONDAY)
    assert paper.released_at is None
    release_conference(conference=draft, by=thu, at=MONDAY)
    paper.refresh_from_db()
    assert paper.released_at == MONDAY


def test_whoever_joins_the_list_later_sees_the_conference(cast: Cast, released: Conference) -> None:
    row = NewDelegate(name=cast.phuc.full_name, person_id=cast.phuc.pk)
    add_delegates(conference=released, rows=[row], by=cast.actor("thu"), at=MONDAY)
    assert seen_by(cast) == {"thu", "minh", "nam", "phuc"}


def test_a_draft_is_not_opened(cast: Cast, draft: Conference) -> None:
    with pytest.raises(Refusal) as refusal:
        open_conference(conference=draft, by=cast.actor("minh"), at=MONDAY)
    assert (refusal.value.code, fresh(draft).state) == ("out_of_order", State.DRAFT)


def test_opening_twice_is_opening_once(cast: Cast, released: Conference) -> None:
    open_conference(conference=released, by=cast.actor("minh"), at=MONDAY)
    open_conference(conference=released, by=cast.actor("thu"), at=MONDAY + timedelta(minutes=1))
    now = fresh(released)
    assert (now.state, now.opened_at, now.step) == (State.RUNNING, MONDAY, 1)
    acts = [event.act for event in events_of(("conference", released.pk))]
    assert acts.count("conferences.conference.opened") == 1


def test_a_delegate_opens_nothing(cast: Cast, released: Conference) -> None:
    with pytest.raises(Forbidden):
        open_conference(conference=released, by=cast.actor("nam"), at=MONDAY)


def test_closing_ends_the_item_and_the_countdown(cast: Cast, running: Conference) -> None:
    minh = cast.actor("minh")
    moved = move_to_item(conference=running, item_id=item(running, "Khai mạc").pk, step=1, by=minh, at=MONDAY)
    start_countdown(conference=moved, seconds=60, step=moved.step, by=minh, at=MONDAY)
    later = MONDAY + timedelta(minutes=10)
    close_conference(conference=moved, step=moved.step, by=minh, at=later)
    now = fresh(running)
    assert (now.state, now.current_item_id, now.countdown_seconds, now.closed_at) == (State.CLOSED, None, None, later)
    assert list(now.proceedings.values_list("ended_at", flat=True)) == [later]


def test_a_console_that_is_behind_does_not_close(cast: Cast, running: Conference) -> None:
    with pytest.raises(Stale):
        close_conference(conference=running, step=running.step - 1, by=cast.actor("minh"), at=MONDAY)
    assert fresh(running).state == State.RUNNING


def test_nothing_changes_after_the_close(cast: Cast, running: Conference) -> None:
    thu = cast.actor("thu")
    close_conference(conference=running, step=running.step, by=thu, at=MONDAY)
    with pytest.raises(Refusal) as refusal:
        edit_conference(conference=running, details=DETAILS, version=1, by=thu, at=MONDAY)
    assert refusal.value.code == "closed"


def test_the_database_knows_what_a_conference_is(draft: Conference) -> None:
    # One change that breaks each constraint, by the constraint's name.
    on = AgendaItem.objects.filter(conference=draft).first()
    broken: dict[str, dict[str, Any]] = {
        "conference_ends_after_it_begins": {"ends_at": draft.starts_at},
        "conference_is_on_an_item_only_while_it_runs": {"current_item": on},
        "conference_countdown_has_a_start_and_a_length": {"countdown_seconds": 5},
        "conference_has_the_times_of_its_state": {"state": State.RUNNING},
    }
    seen = {}
    for name, change in broken.items():
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Conference.objects.filter(pk=draft.pk).update(**change)
        seen[name] = name in str(error.value)
    assert seen == dict.fromkeys(broken, True)

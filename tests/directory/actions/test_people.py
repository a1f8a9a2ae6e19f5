from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from plenum.audit.models import AuditEvent
from plenum.core.errors import Forbidden, Invalid, Refusal, Stale
from plenum.directory.actions.delegations import give_delegation
from plenum.directory.actions.people import (
    add_person,
    choose_own_settings,
    deactivate_person,
    edit_person,
    end_sessions_of,
    note_sign_in_link,
    unlock_sign_in,
)
from plenum.directory.enums import ContactsFor, DelegationKind
from plenum.directory.models import Delegation, Person
from plenum.directory.queries.actors import actor_for
from tests.cast import MONDAY, Cast
from tests.directory.people import newcomer


def session_of(person: Person) -> str:
    store = SessionStore()
    store.create()
    UserSession.objects.create(user=person, ip="127.0.0.1", user_agent="-", session_key=store.session_key)
    assert store.session_key is not None
    return store.session_key


def add(cast: Cast, username: str = "xuan", email: str = "xuan@lamgiang.example") -> Person:
    return add_person(
        username=username,
        full_name="  Mai  Thanh Xuân ",
        email=email,
        phone="",
        contacts_for=ContactsFor.EVERYONE,
        by=cast.actor("an"),
        at=MONDAY,
    )


@pytest.mark.feature("O2")
def test_a_new_person_has_an_account_without_password_and_without_rights(cast: Cast) -> None:
    xuan = add(cast, "XUAN")
    assert (xuan.username, xuan.full_name, xuan.has_usable_password()) == ("xuan", "Mai Thanh Xuân", False)
    assert actor_for(xuan, MONDAY).principals == frozenset()


@pytest.mark.parametrize(
    ("username", "email", "field"),
    [("LAN", "x@lamgiang.example", "username"), ("xuan", "Lan@lamgiang.example", "email")],
)
def test_usernames_and_addresses_belong_to_one_person(cast: Cast, username: str, email: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add(cast, username, email)
    assert refusal.value.field == field


def test_a_corrected_name_is_sorted_and_found_anew_and_old_pages_are_refused(cast: Cast) -> None:
    edited = edit_person(
        person_id=cast.nam.pk,
        full_name="Đỗ Văn Ánh",
        phone="0999 1",
        contacts_for=ContactsFor.NOBODY,
        version=1,
        by=cast.actor("an"),
        at=MONDAY,
    )
    assert (edited.folded, edited.version) == ("do van anh nam", 2)
    with pytest.raises(Stale):
        edit_person(
            person_id=cast.nam.pk,
            full_name="-",
            phone="",
            contacts_for=ContactsFor.NOBODY,
            version=1,
            by=cast.actor("an"),
            at=MONDAY,
        )


@pytest.mark.feature("O6", "O7")
def test_a_closed_account_loses_sessions_posts_and_delegations_at_once(cast: Cast) -> None:
    key, other = session_of(cast.son), session_of(cast.lan)
    give_delegation(
        position_id=cast.son.appointments.get().position_id,
        delegate_id=cast.hoa.pk,
        kind=DelegationKind.DELEGATION,
        scope=[],
        reason="Đi công tác",
        valid_from=MONDAY,
        valid_to=MONDAY + timedelta(days=3),
        by=cast.actor("son"),
        at=MONDAY,
    )
    deactivate_person(person_id=cast.son.pk, reason="Nghỉ hưu", version=1, by=cast.actor("an"), at=MONDAY)
    assert list(Session.objects.values_list("session_key", flat=True)) == [other]
    assert key != other
    cast.son.refresh_from_db()
    assert (cast.son.is_active, cast.actor("son").principals) == (False, frozenset())
    assert Delegation.objects.get().revoked_at == MONDAY
    event = AuditEvent.objects.get(act="directory.person.deactivated")
    assert event.payload == {"reason": "Nghỉ hưu", "posts": 1, "delegations": 1, "sessions": 1}
    with pytest.raises(Refusal) as refusal:
        deactivate_person(person_id=cast.son.pk, reason="-", version=2, by=cast.actor("an"), at=MONDAY)
    assert refusal.value.code == "already_closed"


def test_only_administrators_close_accounts(cast: Cast) -> None:
    for name in ("lan", "minh", "son", "hoa", "vy"):
        with pytest.raises(Forbidden):
            deactivate_person(person_id=cast.nam.pk, reason="-", version=1, by=cast.actor(name), at=MONDAY)


@pytest.mark.feature("O6")
def test_one_ends_ones_own_other_sessions_and_administrators_end_anybodys(cast: Cast) -> None:
    here, there = session_of(cast.lan), session_of(cast.lan)
    assert end_sessions_of(person_id=cast.lan.pk, keep=[here], by=cast.actor("lan"), at=MONDAY) == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == [here]
    assert there != here
    with pytest.raises(Forbidden):
        end_sessions_of(person_id=cast.lan.pk, by=cast.actor("hoa"), at=MONDAY)
    assert end_sessions_of(person_id=cast.lan.pk, by=cast.actor("an"), at=MONDAY) == 1


def test_an_administrator_forgives_failed_attempts(cast: Cast) -> None:
    for name in ("lan", "lan@lamgiang.example", "hoa"):
        AccessAttempt.objects.create(username=name, ip_address="10.0.0.1", failures_since_start=9, user_agent="-")
    unlock_sign_in(person_id=cast.lan.pk, by=cast.actor("an"), at=MONDAY)
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["hoa"]


def test_everybody_chooses_their_own_language(cast: Cast) -> None:
    chosen = choose_own_settings(language="ru", by=cast.actor("lan"), at=MONDAY)
    assert (chosen.language, chosen.contacts_for) == ("ru", ContactsFor.OWN_BODY)
    with pytest.raises(Invalid):
        choose_own_settings(language="xx", by=cast.actor("lan"), at=MONDAY)


def test_a_first_sign_in_link_is_only_for_an_account_without_password(cast: Cast) -> None:
    assert note_sign_in_link(person_id=newcomer().pk, by=cast.actor("an"), at=MONDAY)
    with pytest.raises(Forbidden):
        note_sign_in_link(person_id=cast.lan.pk, by=cast.actor("an"), at=MONDAY)

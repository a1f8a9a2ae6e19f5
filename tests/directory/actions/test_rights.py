"""A change of rights waits for a second administrator (F3.c)."""

from datetime import date, timedelta

import pytest

from plenum.audit.models import AuditEvent
from plenum.core.errors import Forbidden, Invalid, Refusal
from plenum.directory.actions.people import deactivate_person, note_sign_in_link
from plenum.directory.actions.positions import end_appointment, withdraw_roles
from plenum.directory.actions.rights import (
    confirm_rights_change,
    propose_rights_change,
    refuse_rights_change,
    withdraw_rights_change,
)
from plenum.directory.enums import RightsChangeKind, RightsChangeState, Role
from plenum.directory.models import Delegation, Person, RightsChange
from plenum.directory.queries.actors import actor_for
from plenum.directory.queries.rights import rights_changes_visible_to, waiting_for
from tests.cast import MONDAY, Cast
from tests.directory.people import REASON, appointment, newcomer, post, second_administrator

pytestmark = pytest.mark.feature("O7")


def test_an_appointment_holds_only_after_another_administrator_confirmed_it(cast: Cast) -> None:
    second, xuan = second_administrator(cast), newcomer()
    change = appointment(xuan, post(cast, Role.LEADER), cast.actor("an"))
    assert actor_for(xuan, MONDAY).roles == frozenset()
    assert (waiting_for(second), waiting_for(cast.actor("an"))) == (1, 0)
    confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    assert actor_for(xuan, MONDAY).roles == {Role.LEADER}
    acts = AuditEvent.objects.filter(target_kind="rights_change").order_by("seq").values_list("act", "actor_id")
    assert list(acts) == [
        ("directory.rights_change.proposed", cast.an.pk),
        ("directory.rights_change.confirmed", second.person_id),
    ]


def test_the_proposer_and_the_one_who_gains_do_not_confirm(cast: Cast) -> None:
    second = second_administrator(cast)
    tam = Person.objects.get(pk=second.person_id)
    own = appointment(newcomer(), post(cast, Role.LEADER), cast.actor("an"))
    gains = appointment(tam, post(cast, Role.CLERK, title="Văn thư"), cast.actor("an"), is_main=False)
    for change, by in ((own, cast.actor("an")), (gains, second)):
        with pytest.raises(Forbidden) as refusal:
            confirm_rights_change(change_id=change.pk, by=by, at=MONDAY)
        assert refusal.value.code == "may_not_decide"
    assert set(RightsChange.objects.values_list("state", flat=True)) == {RightsChangeState.PROPOSED}


def test_who_handed_out_the_first_sign_in_is_no_second_person(cast: Cast) -> None:
    second, puppet = second_administrator(cast), newcomer()
    made = appointment(puppet, post(cast, Role.ADMINISTRATOR), cast.actor("an"))
    confirm_rights_change(change_id=made.pk, by=second, at=MONDAY)
    note_sign_in_link(person_id=puppet.pk, by=cast.actor("an"), at=MONDAY)
    wanted = appointment(newcomer("Lưu Gia Khánh", "khanh"), post(cast, Role.LEADER), cast.actor("an"))
    with pytest.raises(Forbidden) as refusal:
        confirm_rights_change(change_id=wanted.pk, by=actor_for(puppet, MONDAY), at=MONDAY)
    assert refusal.value.code == "may_not_decide"
    assert confirm_rights_change(change_id=wanted.pk, by=second, at=MONDAY).state == RightsChangeState.APPLIED


def test_the_holder_of_a_post_does_not_confirm_more_roles_for_it(cast: Cast) -> None:
    second = second_administrator(cast)
    change = propose_rights_change(
        kind=RightsChangeKind.GRANT_ROLES,
        position_id=second.position_id,
        terms={"roles": [Role.AUDITOR]},
        reason=REASON,
        by=cast.actor("an"),
        at=MONDAY,
    )
    with pytest.raises(Forbidden):
        confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)


def test_others_neither_propose_nor_see_nor_decide(cast: Cast) -> None:
    xuan, place = newcomer(), post(cast, Role.LEADER)
    change = appointment(xuan, place, cast.actor("an"))
    for name in ("lan", "minh", "son", "hoa", "vy", "phuc"):
        by = cast.actor(name)
        assert not rights_changes_visible_to(by).exists()
        with pytest.raises(Forbidden):
            confirm_rights_change(change_id=change.pk, by=by, at=MONDAY)
        with pytest.raises(Forbidden):
            appointment(xuan, place, by)


def test_a_change_is_decided_once(cast: Cast) -> None:
    second = second_administrator(cast)
    change = appointment(newcomer(), post(cast), cast.actor("an"))
    refuse_rights_change(change_id=change.pk, reason="Chưa có quyết định", by=second, at=MONDAY)
    with pytest.raises(Refusal):
        confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    with pytest.raises(Refusal):
        refuse_rights_change(change_id=change.pk, reason="-", by=second, at=MONDAY)
    with pytest.raises(Refusal):
        withdraw_rights_change(change_id=change.pk, reason="-", by=cast.actor("an"), at=MONDAY)
    change.refresh_from_db()
    assert (change.state, change.decision_reason) == (RightsChangeState.REFUSED, "Chưa có quyết định")


def test_a_proposal_is_withdrawn_by_its_proposer_alone_and_with_a_reason(cast: Cast) -> None:
    second = second_administrator(cast)
    change = appointment(newcomer(), post(cast), cast.actor("an"))
    with pytest.raises(Forbidden):
        withdraw_rights_change(change_id=change.pk, reason="Nhầm", by=second, at=MONDAY)
    with pytest.raises(Invalid):
        withdraw_rights_change(change_id=change.pk, reason=" ", by=cast.actor("an"), at=MONDAY)
    withdraw_rights_change(change_id=change.pk, reason="Nhầm", by=cast.actor("an"), at=MONDAY)
    change.refresh_from_db()
    assert change.state == RightsChangeState.WITHDRAWN


def test_the_same_change_waits_once(cast: Cast) -> None:
    xuan, place = newcomer(), post(cast)
    appointment(xuan, place, cast.actor("an"))
    with pytest.raises(Refusal) as refusal:
        appointment(xuan, place, cast.actor("an"))
    assert refusal.value.code == "waits_already"


def test_what_can_not_hold_any_more_is_not_confirmed(cast: Cast) -> None:
    second, xuan = second_administrator(cast), newcomer()
    change = appointment(xuan, post(cast), cast.actor("an"))
    deactivate_person(person_id=xuan.pk, reason="Chuyển công tác", version=1, by=second, at=MONDAY)
    with pytest.raises(Refusal) as refusal:
        confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    change.refresh_from_db()
    assert (refusal.value.code, change.state) == ("closed", RightsChangeState.PROPOSED)


def test_a_new_main_post_makes_the_old_one_a_second_one(cast: Cast) -> None:
    second = second_administrator(cast)
    change = appointment(cast.nam, post(cast, Role.LEADER), cast.actor("an"))
    confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    assert cast.actor("nam").roles == {Role.LEADER}
    assert [a.is_main for a in cast.nam.appointments.order_by("pk")] == [False, True]


def test_more_roles_for_a_post_hold_for_its_holder_after_confirmation(cast: Cast) -> None:
    second = second_administrator(cast)
    place = cast.nam.appointments.get().position
    change = propose_rights_change(
        kind=RightsChangeKind.GRANT_ROLES,
        position_id=place.pk,
        terms={"roles": [Role.ARCHIVIST]},
        reason=REASON,
        by=cast.actor("an"),
        at=MONDAY,
    )
    confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    assert cast.actor("nam").roles == {Role.SPECIALIST, Role.ARCHIVIST}


def test_a_closed_account_opens_again_without_posts(cast: Cast) -> None:
    second = second_administrator(cast)
    deactivate_person(person_id=cast.nam.pk, reason="Đi học", version=1, by=second, at=MONDAY)
    change = propose_rights_change(
        kind=RightsChangeKind.REACTIVATE, person_id=cast.nam.pk, terms={}, reason=REASON, by=cast.actor("an"), at=MONDAY
    )
    confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    cast.nam.refresh_from_db()
    assert (cast.nam.is_active, cast.actor("nam").position_id) == (True, None)


@pytest.mark.feature("O3")
def test_a_substitute_for_an_absent_holder_is_confirmed_by_a_second_administrator(cast: Cast) -> None:
    second = second_administrator(cast)
    terms = {
        "delegator_id": cast.son.pk,
        "scope": ["documents"],
        "valid_from": MONDAY.isoformat(),
        "valid_to": (MONDAY + timedelta(days=7)).isoformat(),
    }
    change = propose_rights_change(
        kind=RightsChangeKind.SUBSTITUTE,
        person_id=cast.hoa.pk,
        position_id=cast.son.appointments.get().position_id,
        terms=terms,
        reason="Ốm đột xuất",
        by=cast.actor("an"),
        at=MONDAY,
    )
    assert not Delegation.objects.exists()
    confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    lent = Delegation.objects.get()
    acting = actor_for(cast.hoa, MONDAY, f"d{lent.pk}", "documents")
    assert (acting.name, acting.on_behalf_of_name) == ("Lê Thị Hoa", "Phạm Hồng Sơn")


@pytest.mark.feature("O6")
def test_a_new_address_and_a_new_sign_in_wait_too_since_they_open_an_account(cast: Cast) -> None:
    second = second_administrator(cast)
    for kind, terms in (
        (RightsChangeKind.CHANGE_EMAIL, {"email": "Nam.Moi@lamgiang.example"}),
        (RightsChangeKind.RENEW_SIGN_IN, {}),
    ):
        change = propose_rights_change(
            kind=kind, person_id=cast.nam.pk, terms=terms, reason=REASON, by=cast.actor("an"), at=MONDAY
        )
        confirm_rights_change(change_id=change.pk, by=second, at=MONDAY)
    cast.nam.refresh_from_db()
    assert (cast.nam.email, cast.nam.has_usable_password()) == ("nam.moi@lamgiang.example", False)


@pytest.mark.parametrize(
    ("kind", "terms", "code"),
    [
        (RightsChangeKind.APPOINT, {}, "incomplete"),
        (RightsChangeKind.APPOINT, {"valid_from": "hôm nay"}, "incomplete"),
        (RightsChangeKind.APPOINT, {"valid_from": "2026-11-23", "valid_to": "2026-11-01"}, "over"),
        (RightsChangeKind.APPOINT, {"valid_from": "2001-01-01"}, "too_early"),
        (RightsChangeKind.GRANT_ROLES, {"roles": ["king"]}, "no_role"),
        (RightsChangeKind.GRANT_ROLES, {"roles": ["specialist"]}, "has_roles"),
        (RightsChangeKind.CHANGE_EMAIL, {"email": "không phải"}, "no_email"),
        (RightsChangeKind.CHANGE_EMAIL, {"email": "LAN@lamgiang.example"}, "email_taken"),
        (RightsChangeKind.REACTIVATE, {}, "already_open"),
    ],
)
def test_terms_that_make_no_sense_are_refused_at_once(
    cast: Cast, kind: RightsChangeKind, terms: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        propose_rights_change(
            kind=kind,
            person_id=cast.nam.pk,
            position_id=cast.nam.appointments.get().position_id,
            terms=terms,
            reason=REASON,
            by=cast.actor("an"),
            at=MONDAY,
        )
    assert (refusal.value.code, RightsChange.objects.count()) == (code, 0)


def test_the_first_administrator_confirms_the_second_one_alone_and_only_once(cast: Cast) -> None:
    an = cast.actor("an")
    place = post(cast, Role.ADMINISTRATOR, title="Quản trị thứ hai")
    ordinary = appointment(newcomer(), post(cast, Role.LEADER), an)
    with pytest.raises(Forbidden):
        confirm_rights_change(change_id=ordinary.pk, by=an, at=MONDAY)
    change = appointment(cast.dung, place, an, is_main=False)
    assert confirm_rights_change(change_id=change.pk, by=an, at=MONDAY).is_bootstrap
    third = appointment(cast.nam, post(cast, Role.ADMINISTRATOR, title="Quản trị thứ ba"), an, is_main=False)
    with pytest.raises(Forbidden):
        confirm_rights_change(change_id=third.pk, by=an, at=MONDAY)


def test_an_administrator_who_removed_the_other_one_can_not_name_a_new_one_alone(cast: Cast) -> None:
    second, an = second_administrator(cast), cast.actor("an")
    deactivate_person(person_id=second.person_id, reason="-", version=1, by=an, at=MONDAY)
    change = appointment(newcomer(), post(cast, Role.ADMINISTRATOR), an)
    with pytest.raises(Forbidden):
        confirm_rights_change(change_id=change.pk, by=an, at=MONDAY)


def test_taking_rights_away_acts_at_once_and_needs_one_administrator(cast: Cast) -> None:
    an = cast.actor("an")
    withdraw_roles(position_id=cast.lan.appointments.get().position_id, roles=[Role.CLERK], version=1, by=an, at=MONDAY)
    end_appointment(appointment_id=cast.hoa.appointments.get().pk, last_day=None, by=an, at=MONDAY)
    end_appointment(appointment_id=cast.nam.appointments.get().pk, last_day=date(2026, 11, 23), by=an, at=MONDAY)
    assert (cast.actor("lan").roles, cast.actor("hoa").position_id) == (frozenset(), None)
    assert cast.actor("nam").roles == {Role.SPECIALIST}
    assert cast.actor("nam", MONDAY + timedelta(days=1)).roles == frozenset()


def test_the_last_administrator_stays(cast: Cast) -> None:
    an, held = cast.actor("an"), cast.an.appointments.get()
    for act in (
        lambda: end_appointment(appointment_id=held.pk, last_day=None, by=an, at=MONDAY),
        lambda: withdraw_roles(position_id=held.position_id, roles=[Role.ADMINISTRATOR], version=1, by=an, at=MONDAY),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "last_administrator"
    with pytest.raises(Forbidden):
        deactivate_person(person_id=cast.an.pk, reason="-", version=1, by=an, at=MONDAY)
    assert cast.actor("an").has_role(Role.ADMINISTRATOR)

from collections.abc import Sequence
from datetime import timedelta

import pytest

from plenum.audit.models import AuditEvent
from plenum.core.actor import Actor
from plenum.core.errors import Forbidden, Refusal
from plenum.directory.actions.delegations import give_delegation, revoke_delegation
from plenum.directory.actions.people import deactivate_person
from plenum.directory.actions.principals import principal_of_clerks, principal_of_position
from plenum.directory.enums import DelegationKind, Role
from plenum.directory.models import Delegation, Person
from plenum.directory.queries.actors import actor_for
from plenum.directory.queries.delegations import delegations_visible_to
from tests.cast import MONDAY, Cast
from tests.directory.people import post

pytestmark = pytest.mark.feature("O3")
WEEK = timedelta(days=7)


def give(
    by: Actor,
    to: Person,
    *,
    position_id: int | None = None,
    scope: Sequence[str] = (),
    lasts: timedelta = WEEK,
) -> Delegation:
    post_id = position_id if position_id is not None else by.position_id
    assert post_id is not None
    return give_delegation(
        position_id=post_id,
        delegate_id=to.pk,
        kind=DelegationKind.DELEGATION,
        scope=scope,
        reason="Đi công tác",
        valid_from=MONDAY,
        valid_to=MONDAY + lasts,
        by=by,
        at=MONDAY,
    )


def test_the_delegate_acts_in_the_post_and_both_names_are_in_the_record(cast: Cast) -> None:
    lent = give(cast.actor("son"), cast.hoa)
    acting = actor_for(cast.hoa, MONDAY, f"d{lent.pk}")
    assert (acting.name, acting.on_behalf_of_name, acting.position_title) == (
        "Lê Thị Hoa",
        "Phạm Hồng Sơn",
        "Chánh Văn phòng",
    )
    assert acting.roles == {Role.CHIEF_OF_OFFICE, Role.LEADER}
    assert cast.actor("hoa").on_behalf_of_id is None
    event = AuditEvent.objects.get(act="directory.delegation.given")
    assert (event.actor_name, event.payload["to"]) == ("Phạm Hồng Sơn", "Lê Thị Hoa")


def test_a_delegation_for_documents_gives_nothing_in_conferences(cast: Cast) -> None:
    mark = principal_of_position(cast.actor("son").position_id or 0)
    lent = give(cast.actor("son"), cast.hoa, scope=["documents"])
    in_domain = {
        domain: actor_for(cast.hoa, MONDAY, f"d{lent.pk}", domain) for domain in ("documents", "conferences", None)
    }
    assert {domain: mark in actor.principals for domain, actor in in_domain.items()} == {
        "documents": True,
        "conferences": False,
        None: False,
    }
    assert {domain: actor.has_role(Role.LEADER) for domain, actor in in_domain.items()} == {
        "documents": True,
        "conferences": False,
        None: False,
    }
    assert in_domain["conferences"].roles == {Role.HEAD_OF_UNIT}


def test_what_was_delegated_is_not_delegated_again(cast: Cast) -> None:
    lent = give(cast.actor("son"), cast.hoa)
    acting = actor_for(cast.hoa, MONDAY, f"d{lent.pk}")
    for by in (acting, cast.actor("hoa")):
        with pytest.raises(Forbidden) as refusal:
            give(by, cast.nam, position_id=lent.position_id)
        assert refusal.value.code == "may_not_delegate"
    assert Delegation.objects.count() == 1


def test_administration_and_audit_are_done_in_ones_own_name(cast: Cast) -> None:
    for name in ("an", "vy"):
        with pytest.raises(Forbidden):
            give(cast.actor(name), cast.nam)
    place = cast.son.appointments.get().position
    place.roles = [Role.LEADER, Role.ADMINISTRATOR]
    place.save()
    lent = give(cast.actor("son"), cast.hoa)
    assert actor_for(cast.hoa, MONDAY, f"d{lent.pk}").roles == {Role.LEADER}


def test_a_delegated_clerks_post_makes_one_of_the_clerks(cast: Cast) -> None:
    clerks = principal_of_clerks(cast.office.pk)
    assert clerks not in cast.actor("nam").principals
    give(cast.actor("lan"), cast.nam)
    assert clerks in cast.actor("nam").principals


@pytest.mark.parametrize(
    ("to", "scope", "lasts", "code"),
    [
        ("son", (), WEEK, "oneself"),
        ("hoa", ("everything",), WEEK, "no_scope"),
        ("hoa", (), -WEEK, "over"),
        ("hoa", (), timedelta(days=400), "too_long"),
    ],
)
def test_a_delegation_that_makes_no_sense_is_refused(
    cast: Cast, to: str, scope: Sequence[str], lasts: timedelta, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        give(cast.actor("son"), getattr(cast, to), scope=scope, lasts=lasts)
    assert (refusal.value.code, Delegation.objects.count()) == (code, 0)


def test_the_same_delegation_is_given_once_and_again_after_it_was_revoked(cast: Cast) -> None:
    first = give(cast.actor("son"), cast.hoa)
    with pytest.raises(Refusal) as refusal:
        give(cast.actor("son"), cast.hoa)
    assert refusal.value.code == "given_before"
    revoke_delegation(delegation_id=first.pk, by=cast.actor("son"), at=MONDAY)
    assert give(cast.actor("son"), cast.hoa).pk != first.pk


def test_a_revoked_delegation_gives_nothing_from_that_moment(cast: Cast) -> None:
    lent = give(cast.actor("son"), cast.hoa)
    later = MONDAY + timedelta(minutes=1)
    revoke_delegation(delegation_id=lent.pk, by=cast.actor("hoa"), at=later)
    assert actor_for(cast.hoa, later, f"d{lent.pk}").on_behalf_of_id is None
    with pytest.raises(Refusal) as refusal:
        revoke_delegation(delegation_id=lent.pk, by=cast.actor("son"), at=later)
    assert refusal.value.code == "already_ended"


def test_the_two_concerned_and_administrators_see_and_end_it_and_nobody_else(cast: Cast) -> None:
    lent = give(cast.actor("son"), cast.hoa)
    seen = {name for name in ("son", "hoa", "an", "lan", "minh", "phuc") if delegations_visible_to(cast.actor(name))}
    assert seen == {"son", "hoa", "an"}
    for name in ("lan", "minh", "phuc"):
        with pytest.raises(Forbidden):
            revoke_delegation(delegation_id=lent.pk, by=cast.actor(name), at=MONDAY)


def test_a_delegation_ends_with_the_post_or_the_account_of_the_delegator(cast: Cast) -> None:
    lent = give(cast.actor("son"), cast.hoa)
    deactivate_person(person_id=cast.son.pk, reason="-", version=1, by=cast.actor("an"), at=MONDAY)
    assert actor_for(cast.hoa, MONDAY, f"d{lent.pk}").roles == {Role.HEAD_OF_UNIT}


def test_who_holds_no_post_of_their_own_acts_for_another_only_by_choosing_it(cast: Cast) -> None:
    guest = Person.objects.create_user("khach", "Cao Thị Khách")
    lent = give(cast.actor("son"), guest)
    assert (actor_for(guest, MONDAY).roles, actor_for(guest, MONDAY).on_behalf_of_id) == (frozenset(), None)
    assert actor_for(guest, MONDAY, f"d{lent.pk}").on_behalf_of_id == cast.son.pk


def test_nobody_delegates_a_vacant_post(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        give(cast.actor("son"), cast.hoa, position_id=post(cast, Role.LEADER).pk)

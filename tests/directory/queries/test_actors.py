"""Who goes on with an act that somebody began earlier."""

from datetime import timedelta

import pytest

from plenum.core.actor import Actor
from plenum.core.errors import Forbidden
from plenum.directory.actions.delegations import revoke_delegation
from plenum.directory.models import Appointment, Person
from plenum.directory.queries.actors import actor_again, actor_for
from tests.cast import MONDAY, Cast
from tests.directory.actions.test_delegations import give

LATER = MONDAY + timedelta(hours=3)


def again(begun: Actor) -> Actor:
    return actor_again(
        person_id=begun.person_id or 0,
        position_id=begun.position_id,
        delegation_id=begun.delegation_id,
        at=LATER,
        domain="documents",
    )


@pytest.mark.feature("O2", "O3")
def test_what_was_begun_is_carried_out_in_the_same_post_with_the_rights_of_now(cast: Cast) -> None:
    begun = cast.actor("lan")
    assert again(begun) == actor_for(cast.lan, LATER, domain="documents")
    Appointment.objects.filter(person=cast.lan).delete()
    with pytest.raises(Forbidden):
        again(begun)


@pytest.mark.feature("O3")
def test_what_was_begun_on_behalf_ends_with_the_delegation(cast: Cast) -> None:
    lent = give(cast.actor("son"), cast.hoa)
    begun = actor_for(cast.hoa, MONDAY, f"d{lent.pk}")
    assert (again(begun).delegation_id, again(begun).on_behalf_of_name) == (lent.pk, "Phạm Hồng Sơn")
    revoke_delegation(delegation_id=lent.pk, by=cast.actor("son"), at=MONDAY + timedelta(hours=1))
    with pytest.raises(Forbidden):
        again(begun)


def test_a_person_who_was_deactivated_carries_nothing_out(cast: Cast) -> None:
    begun = cast.actor("lan")
    Person.objects.filter(pk=cast.lan.pk).update(is_active=False)
    with pytest.raises(Forbidden):
        again(begun)

"""What always holds, whoever writes: the constraints of the directory's tables."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from plenum.directory.enums import RightsChangeKind, RightsChangeState, Role
from plenum.directory.models import (
    Appointment,
    Delegation,
    FormerName,
    Organisation,
    Person,
    Position,
    Recipient,
    RecipientGroup,
    RightsChange,
    Succession,
    Unit,
)
from tests.cast import FOUNDED, MONDAY, Cast, unit

DAY = timedelta(days=1)


def end_before_it_begins(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.office.pk).update(valid_to=FOUNDED - DAY)


def own_parent(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.office.pk).update(parent_id=cast.office.pk)


def below_itself(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.committee.pk).update(parent_id=cast.office.pk)


def unit_below_itself(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.archive.pk).update(parent_id=cast.general.pk)
    Unit.objects.filter(pk=cast.general.pk).update(parent_id=cast.archive.pk)


def unit_below_another_body(cast: Cast) -> None:
    other = unit(cast.industry, "Phòng Quản lý thương mại", "QLTM")
    Unit.objects.filter(pk=cast.general.pk).update(parent_id=other.pk)


def post_in_another_body(cast: Cast) -> None:
    Position.objects.create(organisation=cast.industry, unit=cast.general, title="Thư ký", valid_from=FOUNDED)


def two_main_posts(cast: Cast) -> None:
    post = Position.objects.create(organisation=cast.office, title="Thư ký", valid_from=FOUNDED)
    Appointment.objects.create(person=cast.lan, position=post, valid_from=date(2030, 1, 1))


def one_post_twice(cast: Cast) -> None:
    held = cast.lan.appointments.get()
    Appointment.objects.create(person=cast.lan, position=held.position, is_main=False, valid_from=MONDAY.date())


def capital_letters(cast: Cast) -> None:
    Person.objects.create(username="Lan2", full_name="Trần Lan")


def same_email(cast: Cast) -> None:
    Person.objects.create(username="lan2", full_name="Trần Lan", email=cast.lan.email.upper())


def delegation_to_oneself(cast: Cast) -> None:
    Delegation.objects.create(
        position=cast.son.appointments.get().position,
        delegator=cast.son,
        delegate=cast.son,
        reason="-",
        valid_from=MONDAY,
        valid_to=MONDAY + DAY,
    )


def delegation_twice(cast: Cast) -> None:
    for begin in (MONDAY, MONDAY + DAY / 2):
        Delegation.objects.create(
            position=cast.son.appointments.get().position,
            delegator=cast.son,
            delegate=cast.hoa,
            reason="-",
            valid_from=begin,
            valid_to=begin + DAY,
        )


def former_names_overlap(cast: Cast) -> None:
    for first in (FOUNDED, FOUNDED + DAY):
        FormerName.objects.create(
            organisation=cast.office, name="Văn phòng", valid_from=first, valid_to=first + 10 * DAY
        )


def former_name_of_nothing(cast: Cast) -> None:
    FormerName.objects.create(name="Văn phòng", valid_from=FOUNDED, valid_to=FOUNDED)


def own_successor(cast: Cast) -> None:
    Succession.objects.create(predecessor=cast.office, successor=cast.office, kind="merger", on=FOUNDED)


def group_of_nobody(cast: Cast) -> None:
    RecipientGroup.objects.create(name="Các sở")


def recipient_of_two_kinds(cast: Cast) -> None:
    group = RecipientGroup.objects.create(name="Các sở", owner=cast.lan)
    Recipient.objects.create(group=group, organisation=cast.industry, person=cast.phuc)


def recipient_twice(cast: Cast) -> None:
    group = RecipientGroup.objects.create(name="Các sở", owner=cast.lan)
    Recipient.objects.create(group=group, organisation=cast.industry)
    Recipient.objects.create(group=group, organisation=cast.industry)


def change(cast: Cast, **fields: object) -> RightsChange:
    return RightsChange.objects.create(
        kind=RightsChangeKind.REACTIVATE,
        reason="-",
        proposed_by=cast.an,
        proposed_at=MONDAY,
        **{"person": cast.dung, **fields},
    )


def confirmed_by_the_proposer(cast: Cast) -> None:
    change(cast, state=RightsChangeState.APPLIED, decided_by=cast.an, decided_at=MONDAY)


def refused_by_the_proposer(cast: Cast) -> None:
    change(cast, state=RightsChangeState.REFUSED, decided_by=cast.an, decided_at=MONDAY)


def confirmed_by_who_gains(cast: Cast) -> None:
    change(cast, state=RightsChangeState.APPLIED, decided_by=cast.dung, decided_at=MONDAY)


def decided_by_nobody(cast: Cast) -> None:
    change(cast, state=RightsChangeState.APPLIED)


def waits_twice(cast: Cast) -> None:
    change(cast)
    change(cast)


def two_bootstraps(cast: Cast) -> None:
    for person in (cast.dung, cast.nam):
        change(
            cast,
            person=person,
            state=RightsChangeState.APPLIED,
            decided_by=cast.an,
            decided_at=MONDAY,
            is_bootstrap=True,
        )


@pytest.mark.feature("O1", "O2", "O3", "O4", "O7")
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        (end_before_it_begins, "organisation_ends_after_it_begins"),
        (own_parent, "organisation_is_not_below_itself"),
        (below_itself, "organisation_is_not_below_itself"),
        (unit_below_itself, "unit_is_not_below_itself"),
        (unit_below_another_body, "unit_is_below_a_unit_of_its_body"),
        (post_in_another_body, "position_is_in_a_unit_of_its_body"),
        (two_main_posts, "person_has_one_main_post_at_a_time"),
        (one_post_twice, "appointment_is_held_once_at_a_time"),
        (capital_letters, "person_signs_in_with_small_letters"),
        (same_email, "person_has_an_email_of_their_own"),
        (delegation_to_oneself, "delegation_is_to_somebody_else"),
        (delegation_twice, "delegation_of_a_post_to_a_person_is_given_once"),
        (former_names_overlap, "organisation_has_one_name_on_a_day"),
        (former_name_of_nothing, "former_name_is_of_one_body_or_unit"),
        (own_successor, "succession_is_to_another_body"),
        (group_of_nobody, "recipient_group_is_shared_or_personal"),
        (recipient_of_two_kinds, "recipient_is_one_body_unit_or_person"),
        (recipient_twice, "recipient_is_in_a_group_once"),
        (confirmed_by_the_proposer, "rights_change_is_decided_by_another_person"),
        (refused_by_the_proposer, "rights_change_is_decided_by_another_person"),
        (confirmed_by_who_gains, "rights_change_is_not_confirmed_by_who_gains"),
        (decided_by_nobody, "rights_change_is_decided_by_somebody_at_a_time"),
        (waits_twice, "rights_change_waits_once"),
        (two_bootstraps, "rights_change_without_a_second_person_once"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_refuses_what_must_never_hold(cast: Cast, wrong: Callable[[Cast], None], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        wrong(cast)


def test_a_post_that_was_ended_may_be_given_again_the_same_day(cast: Cast) -> None:
    held = cast.lan.appointments.get()
    held.ended_at = MONDAY
    held.save()
    Appointment.objects.create(person=cast.lan, position=held.position, valid_from=MONDAY.date())
    assert cast.actor("lan", MONDAY).has_role(Role.CLERK)

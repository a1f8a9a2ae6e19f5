"""Principals in force at an instant equal a brute-force reading of the periods, for any periods and any instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.core.clock import local_date
from plenum.directory.actions.principals import principal_of_person, principal_of_position
from plenum.directory.enums import Role
from plenum.directory.models import Appointment, Delegation, Organisation, Person, Position
from plenum.directory.queries.actors import actor_for
from tests.cast import organisation

FIRST = date(2026, 1, 1)
MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 6)
DOMAINS = ("documents", "conferences", None)


@dataclass(frozen=True)
class Held:
    """An appointment or a delegation with its days counted from `FIRST`; None means open or never."""

    begins: int
    lasts: int | None
    ended: int | None
    post_lasts: int | None
    scope: tuple[str, ...] = ()


HELD = st.builds(
    Held,
    begins=DAYS,
    lasts=st.none() | DAYS,
    ended=st.none() | st.integers(0, 7 * 24),
    post_lasts=st.none() | st.integers(0, 8),
    scope=st.sampled_from([(), ("documents",), ("conferences",), ("documents", "conferences")]),
)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def hour(number: int) -> datetime:
    return MIDNIGHT + timedelta(hours=number)


def make_post(body: Organisation, held: Held, owner: Person) -> Appointment:
    until = None if held.post_lasts is None else day(held.post_lasts)
    post = Position.objects.create(
        organisation=body, title="Post", roles=[Role.LEADER], valid_from=FIRST, valid_to=until
    )
    return Appointment.objects.create(
        person=owner,
        position=post,
        is_main=False,
        valid_from=day(held.begins),
        valid_to=None if held.lasts is None else day(held.begins + held.lasts),
        ended_at=None if held.ended is None else hour(held.ended),
    )


def make_delegation(body: Organisation, held: Held, owner: Person, to: Person) -> Delegation:
    post = make_post(body, Held(0, None, None, held.post_lasts), owner).position
    begin = hour(held.begins * 24)
    return Delegation.objects.create(
        position=post,
        delegator=owner,
        delegate=to,
        scope=list(held.scope),
        reason="-",
        valid_from=begin,
        valid_to=begin + timedelta(days=(held.lasts if held.lasts is not None else 5) + 1),
        revoked_at=None if held.ended is None else hour(held.ended),
    )


def appointment_holds(row: Appointment, at: datetime) -> bool:
    today = local_date(at)
    days = [row.valid_from + timedelta(days=n) for n in range(40)]
    open_days = {d for d in days if row.valid_to is None or d <= row.valid_to}
    post_days = {d for d in days if row.position.valid_to is None or d <= row.position.valid_to}
    return today in open_days & post_days and not (row.ended_at is not None and row.ended_at <= at)


def delegation_holds(row: Delegation, at: datetime, domain: str | None) -> bool:
    if not row.valid_from <= at < row.valid_to or (row.revoked_at is not None and row.revoked_at <= at):
        return False
    if row.scope and domain not in row.scope:
        return False
    return any(appointment_holds(a, at) for a in row.position.appointments.filter(person_id=row.delegator_id))


@pytest.mark.feature("O2", "O3")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.lists(HELD, max_size=3), lent=st.lists(HELD, max_size=3), at=st.integers(0, 9 * 24))
def test_principals_in_force_equal_the_periods_read_one_by_one(
    db: None, own: list[Held], lent: list[Held], at: int
) -> None:
    for model in (Delegation, Appointment, Position, Person, Organisation):
        model.objects.all().delete()
    body = organisation("H99.X", "Body", "X", "party")  # type: ignore[arg-type]
    who = Person.objects.create(username="who", full_name="Who")
    other = Person.objects.create(username="other", full_name="Other")
    appointments = [make_post(body, held, who) for held in own]
    delegations = [make_delegation(body, held, other, who) for held in lent]
    marks = {post.pk: principal_of_position(post.pk) for post in Position.objects.all()}
    me = principal_of_person(who.pk)
    instant = hour(at)
    expected = {
        domain: {me}
        | {marks[row.position_id] for row in appointments if appointment_holds(row, instant)}
        | {marks[row.position_id] for row in delegations if delegation_holds(row, instant, domain)}
        for domain in DOMAINS
    }
    assert {domain: actor_for(who, instant, None, domain).principals for domain in DOMAINS} == expected

"""Rights that begin and end by the clock are told from those that stand."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from plenum.core.clock import local_date
from plenum.directory.models import Appointment, Delegation, Position
from plenum.directory.queries.actors import capacities_of
from plenum.directory.queries.turning import people_whose_rights_turned
from tests.cast import FOUNDED, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.feature("O3", "C16")]
BEGIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOURS = st.integers(1, 96)


def hour(number: int) -> datetime:
    return BEGIN + timedelta(hours=number)


def capacities(person_id: int, at: datetime) -> list[str]:
    return sorted(capacity.key for capacity in capacities_of(person_id, at))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    last_day=st.none() | HOURS,
    post_last_day=st.none() | HOURS,
    lent=st.tuples(HOURS, HOURS).map(sorted).filter(lambda hours: hours[0] < hours[1]),
    looks=st.lists(HOURS, min_size=2, max_size=6, unique=True).map(sorted),
)
def test_whoever_may_act_otherwise_than_at_the_last_look_is_named(
    cast: Cast, last_day: int | None, post_last_day: int | None, lent: list[int], looks: list[int]
) -> None:
    Delegation.objects.all().delete()
    post = Position.objects.get(appointments__person=cast.minh)
    Position.objects.filter(pk=post.pk).update(valid_to=local_date(hour(post_last_day)) if post_last_day else None)
    Appointment.objects.filter(position=post).update(valid_to=local_date(hour(last_day)) if last_day else None)
    Delegation.objects.create(
        position=post,
        delegator=cast.minh,
        delegate=cast.dung,
        kind="delegation",
        valid_from=hour(lent[0]),
        valid_to=hour(lent[1]),
    )
    for before, after in pairwise(looks):
        turned = people_whose_rights_turned(hour(before), hour(after))
        for person in (cast.minh, cast.dung):
            if capacities(person.pk, hour(before)) != capacities(person.pk, hour(after)):
                assert person.pk in turned
        assert turned <= {cast.minh.pk, cast.dung.pk}


def test_nothing_turns_while_everything_stands(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert Appointment.objects.filter(valid_from=FOUNDED).exists()
    with django_assert_num_queries(1):
        assert people_whose_rights_turned(hour(0), hour(30)) == set()

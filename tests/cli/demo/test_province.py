from datetime import UTC, datetime
from time import perf_counter

import pytest
from django.db.models import Q

from plenum.cli.demo.province import PASSWORD, SIGN_INS, Province, load_province
from plenum.directory.enums import Role
from plenum.directory.models import Appointment, Delegation, Organisation, Person
from plenum.directory.queries.actors import actor_for

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SMALL = 400


def everything(province: Province) -> list[tuple[object, ...]]:
    people = Person.objects.order_by("username").values_list("username", "full_name", "phone", "email")
    posts = Appointment.objects.order_by("person__username", "position__title").values_list(
        "person__username", "position__title", "position__organisation__code", "position__unit__name"
    )
    bodies = Organisation.objects.order_by("code").values_list("code", "name", "parent__code", "valid_to")
    lent = Delegation.objects.order_by("delegator__username").values_list("delegator__username", "scope", "valid_to")
    return [tuple(people), tuple(posts), tuple(bodies), tuple((a, tuple(b), c) for a, b, c in lent)]


@pytest.mark.feature("O1", "O2")
def test_the_province_has_300_bodies_in_force_and_as_many_people_as_asked_within_ten_seconds(db: None) -> None:
    before = perf_counter()
    province = load_province(scale=2000, at=AT)
    took = perf_counter() - before
    open_bodies = Organisation.objects.filter(Q(valid_to=None) | Q(valid_to__gte=AT.date()))
    assert (open_bodies.count(), len(province.bodies), Person.objects.count()) == (300, 300, 2000)
    assert len(province.delegates(875)) == 875
    assert len(province.communes()) == 65
    assert took < 10


def test_the_same_seed_makes_the_same_province(db: None, django_db_blocker: object) -> None:
    from django.db import transaction

    made = []
    for _ in range(2):
        with transaction.atomic():
            made.append(everything(load_province(scale=SMALL, at=AT)))
            transaction.set_rollback(True)
    assert made[0] == made[1]


def test_every_sign_in_has_the_role_it_is_offered_for(db: None) -> None:
    province = load_province(scale=SMALL, at=AT)
    roles = {s.username: province.actor(s.username).roles for s in SIGN_INS}
    assert roles == {
        "vanthu": {Role.CLERK},
        "chuyenvien": {Role.SPECIALIST},
        "truongphong": {Role.HEAD_OF_UNIT},
        "lanhdao": {Role.LEADER, Role.CHIEF_OF_OFFICE},
        "thuky": {Role.CONFERENCE_SECRETARY, Role.SPECIALIST},
        "daibieu": {Role.LEADER, Role.POINT_SECRETARY},
        "quantri": {Role.ADMINISTRATOR},
        "quantri2": {Role.ADMINISTRATOR},
    }
    assert all(province.person(s.username).check_password(PASSWORD) for s in SIGN_INS)
    bodies = {province.actor(name).organisation_id for name in ("vanthu", "chuyenvien", "truongphong", "lanhdao")}
    assert bodies == {province.office.pk}


def test_a_small_province_has_fewer_communes_and_too_small_a_one_is_refused(db: None) -> None:
    province = load_province(scale=SMALL, at=AT)
    assert (len(province.people), len(province.communes())) == (SMALL, 3)
    with pytest.raises(ValueError, match="at least"):
        load_province(scale=10, at=AT)


def test_the_head_of_unit_may_act_for_the_deputy_chief_in_documents_alone(db: None) -> None:
    province = load_province(scale=SMALL, at=AT)
    head = province.person("truongphong")
    lent = Delegation.objects.get(delegate=head)
    assert actor_for(head, AT, f"d{lent.pk}", "documents").on_behalf_of_name == lent.delegator.full_name
    assert actor_for(head, AT, f"d{lent.pk}", "conferences").on_behalf_of_name == ""

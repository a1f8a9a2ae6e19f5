"""Principals come to be when they are first named."""

from collections.abc import Iterable

from plenum.directory.enums import PrincipalKind
from plenum.directory.models import Principal


def principal_of_person(person_id: int) -> int:
    """The id of the principal that is this person."""
    return _named(PrincipalKind.PERSON, person_id=person_id)


def principals_of_people(person_ids: Iterable[int]) -> list[int]:
    """The ids of the principals that are these people, in no order; three queries for any number of them."""
    people = set(person_ids)
    known = Principal.objects.filter(kind=PrincipalKind.PERSON, person_id__in=people)
    missing = people.difference(known.values_list("person_id", flat=True))
    Principal.objects.bulk_create(
        (Principal(kind=PrincipalKind.PERSON, person_id=person_id) for person_id in missing), ignore_conflicts=True
    )
    return list(known.all().values_list("pk", flat=True))


def principal_of_position(position_id: int) -> int:
    """The id of the principal that is the holder of this post, whoever that is at the time."""
    return _named(PrincipalKind.POSITION, position_id=position_id)


def principal_of_clerks(organisation_id: int) -> int:
    """The id of the principal that is the clerks of a body."""
    return _named(PrincipalKind.CLERKS, organisation_id=organisation_id)


def principal_of_secretaries(organisation_id: int) -> int:
    """The id of the principal that is the conference secretaries of a body, as the role is given at the time."""
    return _named(PrincipalKind.SECRETARIES, organisation_id=organisation_id)


def principal_of_stand_ins(person_id: int) -> int:
    """The id of the principal that is whoever acts for this person, by a delegation in force at the time."""
    return _named(PrincipalKind.STAND_INS, person_id=person_id)


def principal_of_unit(unit_id: int) -> int:
    """The id of the principal that is everyone in a unit."""
    return _named(PrincipalKind.UNIT, unit_id=unit_id)


def principal_of_organisation(organisation_id: int) -> int:
    """The id of the principal that is everyone in a body."""
    return _named(PrincipalKind.ORGANISATION, organisation_id=organisation_id)


def _named(kind: PrincipalKind, **of: int) -> int:
    principal, _created = Principal.objects.get_or_create({}, kind=kind, **of)
    return principal.pk

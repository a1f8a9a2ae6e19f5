"""Principals come to be when they are first named."""

from plenum.directory.enums import PrincipalKind
from plenum.directory.models import Principal


def principal_of_person(person_id: int) -> int:
    """The id of the principal that is this person."""
    return _named(PrincipalKind.PERSON, person_id=person_id)


def principal_of_position(position_id: int) -> int:
    """The id of the principal that is the holder of this post, whoever that is at the time."""
    return _named(PrincipalKind.POSITION, position_id=position_id)


def principal_of_clerks(organisation_id: int) -> int:
    """The id of the principal that is the clerks of a body."""
    return _named(PrincipalKind.CLERKS, organisation_id=organisation_id)


def principal_of_unit(unit_id: int) -> int:
    """The id of the principal that is everyone in a unit."""
    return _named(PrincipalKind.UNIT, unit_id=unit_id)


def principal_of_organisation(organisation_id: int) -> int:
    """The id of the principal that is everyone in a body."""
    return _named(PrincipalKind.ORGANISATION, organisation_id=organisation_id)


def _named(kind: PrincipalKind, **of: int) -> int:
    principal, _created = Principal.objects.get_or_create({}, kind=kind, **of)
    return principal.pk

"""Short ways for the tests of the directory: a second administrator, proposals, bodies."""

from datetime import date

from plenum.core.actor import Actor
from plenum.core.text import sort_key
from plenum.directory.actions.organisations import found_organisation
from plenum.directory.actions.rights import propose_rights_change
from plenum.directory.enums import Level, RightsChangeKind, Role, System
from plenum.directory.models import Organisation, Person, Position, RightsChange
from plenum.directory.queries.actors import actor_for
from tests.cast import FOUNDED, MONDAY, Cast, person

REASON = "Quyết định số 12-QĐ/TU"


def second_administrator(cast: Cast) -> Actor:
    """Another administrator of the Office."""
    made = person("tam", "Lý Minh Tâm", "Quản trị hệ thống", [Role.ADMINISTRATOR], cast.office)
    return actor_for(made, MONDAY)


def newcomer(name: str = "Mai Thanh Xuân", username: str = "xuan") -> Person:
    """Somebody without a post."""
    return Person.objects.create_user(username, name, email=f"{username}@lamgiang.example")


def post(cast: Cast, *roles: Role, title: str = "Phó Chánh Văn phòng") -> Position:
    """A vacant post of the Office."""
    return Position.objects.create(organisation=cast.office, title=title, roles=list(roles), valid_from=FOUNDED)


def appointment(who: Person, to: Position, by: Actor, **terms: object) -> RightsChange:
    """A proposed appointment from Monday on."""
    return propose_rights_change(
        kind=RightsChangeKind.APPOINT,
        person_id=who.pk,
        position_id=to.pk,
        terms={"valid_from": "2026-11-23", **terms},
        reason=REASON,
        by=by,
        at=MONDAY,
    )


def body(by: Actor, name: str, parent: Organisation | None, valid_from: date = FOUNDED) -> Organisation:
    """A body of the Party in the province."""
    return found_organisation(
        code=f"H99.{sort_key(name)[:20]}",
        name=name,
        short_name=name,
        symbol=name[:5],
        system=System.PARTY,
        level=Level.PROVINCE,
        parent_id=parent.pk if parent else None,
        place="Lam Giang",
        valid_from=valid_from,
        by=by,
        at=MONDAY,
    )

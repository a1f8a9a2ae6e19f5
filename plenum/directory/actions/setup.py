"""The first start: the first body and the first administrator, whom nobody can confirm."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Forgotten
from plenum.core.text import normalise
from plenum.directory.enums import Level, Role, System
from plenum.directory.locks import lock_setup
from plenum.directory.models import Appointment, Organisation, Person, Position
from plenum.directory.queries.setup import is_set_up


@dataclass(frozen=True, slots=True)
class FirstBody:
    """What the first start asks about the body."""

    code: str
    name: str
    short_name: str
    symbol: str
    system: System
    level: Level
    place: str


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """What the first start asks about the administrator; ``title`` is the name of the post."""

    username: str
    full_name: str
    email: str
    password: str
    title: str


@transaction.atomic
def set_up(*, body: FirstBody, administrator: FirstAdministrator, by: Actor, at: datetime) -> Person:
    """Make the first body and the first administrator; of two first starts at once, one wins.

    Raises `Forgotten` as soon as there is any person: the page is then gone. This is the one widening of rights that
    no second person confirms.
    """
    lock_setup()
    if is_set_up():
        raise Forgotten(_("This installation already has its first administrator."))
    day = local_date(at)
    organisation = _found(body, day)
    person = Person.objects.create_user(
        administrator.username.strip().lower(),
        administrator.full_name,
        administrator.password,
        email=administrator.email.strip().lower(),
    )
    position = Position.objects.create(
        organisation=organisation,
        title=normalise(administrator.title),
        roles=[Role.ADMINISTRATOR.value],
        valid_from=day,
    )
    Appointment.objects.create(person=person, position=position, valid_from=day)
    record(
        "directory.installation.set_up",
        by=by,
        at=at,
        target=("person", person.pk),
        payload={"body": organisation.name, "administrator": person.full_name},
    )
    return person


def _found(body: FirstBody, day: date) -> Organisation:
    return Organisation.objects.create(
        code=body.code.strip(),
        name=body.name,
        short_name=normalise(body.short_name) or normalise(body.name)[:60],
        symbol=body.symbol.strip(),
        system=body.system,
        level=body.level,
        place=normalise(body.place),
        valid_from=day,
    )

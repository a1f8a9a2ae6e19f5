"""One thing of the directory by its id, or the answer that there is no such thing."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import sentence
from plenum.audit.queries.story import events_of
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.directory.enums import Role
from plenum.directory.models import Delegation, Organisation, Person, Position, RecipientGroup, RightsChange, Unit
from plenum.directory.queries.delegations import delegations_visible_to
from plenum.directory.queries.groups import groups_visible_to
from plenum.directory.queries.organisations import organisations_visible_to, units_visible_to
from plenum.directory.queries.people import people_visible_to, positions_visible_to
from plenum.directory.queries.rights import rights_changes_visible_to

M = TypeVar("M", bound=Model)


def _or_404(rows: QuerySet[M], pk: int) -> M:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Forgotten(_("There is no such entry in the directory."))
    return row


def body_or_404(by: Actor, pk: int, rows: QuerySet[Organisation] | None = None) -> Organisation:
    return _or_404(rows if rows is not None else organisations_visible_to(by), pk)


def unit_or_404(by: Actor, pk: int) -> Unit:
    return _or_404(units_visible_to(by), pk)


def person_or_404(by: Actor, pk: int) -> Person:
    return _or_404(people_visible_to(by), pk)


def post_or_404(by: Actor, pk: int) -> Position:
    return _or_404(positions_visible_to(by), pk)


def group_or_404(by: Actor, pk: int) -> RecipientGroup:
    return _or_404(groups_visible_to(by), pk)


def change_or_404(by: Actor, pk: int) -> RightsChange:
    return _or_404(rights_changes_visible_to(by), pk)


def delegation_or_404(by: Actor, pk: int) -> Delegation:
    return _or_404(delegations_visible_to(by), pk)


def story_of(by: Actor, target: tuple[str, int], limit: int = 20) -> list[tuple[AuditEvent, str]]:
    """What happened to a thing, newest first, for administrators and auditors; nothing for others. One query."""
    if not by.has_role(Role.ADMINISTRATOR, Role.AUDITOR):
        return []
    return [(event, sentence(event)) for event in list(events_of(target).reverse()[:limit])]

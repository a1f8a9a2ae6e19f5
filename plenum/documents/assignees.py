"""Whom an instruction can name: a unit, through its heads, or a post, through its holder."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Invalid
from plenum.directory.actions.principals import principal_of_position, principal_of_unit
from plenum.directory.models import Unit
from plenum.documents.enums import HandlingRole
from plenum.documents.queries.posts import Post, heads_of, posts_by_id, units_of


@dataclass(frozen=True, slots=True)
class Assignee:
    """A unit or a post, as a form names it: ``unit-7``, ``post-12``."""

    kind: str
    id: int

    @classmethod
    def parse(cls, text: str) -> "Assignee":
        """Read ``unit-7`` or ``post-12``; raises `Invalid` for anything else."""
        kind, _dash, number = text.partition("-")
        if kind not in {"unit", "post"} or not number.isascii() or not number.isdigit() or len(number) > 18:
            raise Invalid(_("Choose from the list."), code="unknown_assignee")
        return cls(kind, int(number))

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True, slots=True)
class Named:
    """An assignee that exists and can be asked now."""

    assignee: Assignee
    role: HandlingRole
    name: str
    #: Whose turn it will be: the post, or the posts of the unit's heads.
    answering: tuple[int, ...]
    #: Who may see the document for it: the same, and all of the unit when it is only informed.
    seeing: tuple[int, ...]
    unit_id: int | None = None
    person_id: int | None = None
    position_id: int | None = None


def name_all(
    organisation_id: int,
    lead: Assignee,
    cooperating: Iterable[Assignee],
    informed: Iterable[Assignee],
    *,
    at: datetime,
) -> list[Named]:
    """Everybody whom an instruction names, the lead first; somebody named twice keeps the weightier role.

    Raises `Invalid` for a unit or post that is not the body's or not in force, and for a unit without a head.
    """
    roles: dict[Assignee, HandlingRole] = {lead: HandlingRole.LEAD}
    for assignee in cooperating:
        roles.setdefault(assignee, HandlingRole.COOPERATE)
    for assignee in informed:
        roles.setdefault(assignee, HandlingRole.INFORM)
    units = {unit.pk: unit for unit in units_of(organisation_id, at)}
    posts = posts_by_id(organisation_id, [a.id for a in roles if a.kind == "post"], at)
    return [
        _unit(assignee, role, units, at) if assignee.kind == "unit" else _post(assignee, role, posts)
        for assignee, role in roles.items()
    ]


def _post(assignee: Assignee, role: HandlingRole, posts: dict[int, Post]) -> Named:
    post = posts.get(assignee.id)
    if post is None:
        raise Invalid(_("Nobody holds this post now. Choose somebody else."), code="unknown_assignee", field=role.value)
    principal = (principal_of_position(post.position_id),)
    return Named(
        assignee, role, post.name, principal, principal, person_id=post.person_id, position_id=post.position_id
    )


def _unit(assignee: Assignee, role: HandlingRole, units: dict[int, Unit], at: datetime) -> Named:
    unit = units.get(assignee.id)
    if unit is None:
        raise Invalid(_("There is no such unit now. Choose another one."), code="unknown_assignee", field=role.value)
    heads = tuple(principal_of_position(post.position_id) for post in heads_of(unit.pk, at))
    if role == HandlingRole.INFORM:
        everybody = (principal_of_unit(unit.pk),)
        return Named(assignee, role, unit.name, everybody, everybody, unit_id=unit.pk)
    if not heads:
        raise Invalid(
            _("This unit has no head now. Choose a person of it."), code="unit_without_head", field=role.value
        )
    return Named(assignee, role, unit.name, heads, heads, unit_id=unit.pk)

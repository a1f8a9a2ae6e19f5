"""Bodies and units: who sees them, how they are found, how the tree is drawn, what they were called."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from plenum.core.actor import Actor
from plenum.core.text import fold
from plenum.directory.enums import System
from plenum.directory.models import FormerName, Organisation, Succession, Unit


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the drawn tree: how deep it stands and how many stand directly below it."""

    organisation: Organisation
    depth: int
    children: int


def organisations_visible_to(by: Actor) -> QuerySet[Organisation]:
    """The directory of bodies is open to everybody who signs in."""
    return Organisation.objects.all()


def units_visible_to(by: Actor) -> QuerySet[Unit]:
    """The units of all bodies are open to everybody who signs in."""
    return Unit.objects.select_related("organisation", "parent")


def in_force_on(day: date) -> Q:
    """The condition on bodies, units and posts that they exist on ``day``."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def containing(text: str) -> Q:
    """The condition on named things that every word of ``text`` is in their name, with or without accents."""
    found = Q()
    for word in fold(text).split():
        found &= Q(folded__contains=word)
    return found


def children_of(by: Actor, parent_id: int | None, day: date) -> list[Branch]:
    """The bodies directly below ``parent_id`` (the roots without one) on ``day``, in order. Two queries."""
    rows = list(organisations_visible_to(by).filter(in_force_on(day), parent_id=parent_id))
    return [Branch(row, 0, count) for row, count in zip(rows, _counts(by, rows, day), strict=True)]


def tree(by: Actor, day: date) -> list[Branch]:
    """All bodies in force on ``day``, each below its parent: the Party's before the State's, then by name. One query.

    A body whose parent is closed stands as a root.
    """
    rows = sorted(
        organisations_visible_to(by).filter(in_force_on(day)), key=lambda row: System.values.index(row.system)
    )
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    known = {row.pk for row in rows}
    for row in rows:
        below[row.parent_id if row.parent_id in known else None].append(row)
    return list(_walk(below, None, 0))


def path_to(organisation: Organisation) -> list[Organisation]:
    """The bodies above, the root first. One query."""
    above = Organisation.objects.raw(
        """
        WITH RECURSIVE above(id, parent_id, depth) AS (
            SELECT id, parent_id, 0 FROM directory_organisation WHERE id = %s
            UNION ALL
            SELECT up.id, up.parent_id, above.depth + 1
            FROM directory_organisation up JOIN above ON up.id = above.parent_id
        )
        SELECT o.* FROM directory_organisation o JOIN above USING (id) WHERE above.depth > 0 ORDER BY above.depth DESC
        """,
        [organisation.pk],
    )
    return list(above)


def units_of(by: Actor, organisation_id: int, day: date) -> list[tuple[Unit, int]]:
    """The units of a body on ``day`` with their depth, each below its parent. One query."""
    rows = list(units_visible_to(by).filter(in_force_on(day), organisation_id=organisation_id))
    below: dict[int | None, list[Unit]] = defaultdict(list)
    known = {row.pk for row in rows}
    for row in rows:
        below[row.parent_id if row.parent_id in known else None].append(row)

    def walk(parent_id: int | None, depth: int) -> Iterable[tuple[Unit, int]]:
        for unit in below[parent_id]:
            yield unit, depth
            yield from walk(unit.pk, depth + 1)

    return list(walk(None, 0))


def name_on(thing: Organisation | Unit, day: date) -> str:
    """What a body or unit was called on ``day``: documents of the time show it. One query, none when prefetched."""
    former = (row for row in thing.former_names.all() if row.valid_from <= day <= row.valid_to)
    return next((row.name for row in former), thing.name)


def with_former_names(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Bodies ready for `name_on` without further queries."""
    return rows.prefetch_related(Prefetch("former_names", FormerName.objects.order_by("-valid_from")))


def successions_of(organisation_id: int) -> list[Succession]:
    """Who took over from whom, where the body is one of them, newest first. One query."""
    return list(
        Succession.objects.filter(Q(predecessor_id=organisation_id) | Q(successor_id=organisation_id)).select_related(
            "predecessor", "successor"
        )
    )


def _walk(below: dict[int | None, list[Organisation]], parent_id: int | None, depth: int) -> Iterable[Branch]:
    for organisation in below[parent_id]:
        yield Branch(organisation, depth, len(below.get(organisation.pk, ())))
        yield from _walk(below, organisation.pk, depth + 1)


def _counts(by: Actor, rows: Sequence[Organisation], day: date) -> list[int]:
    parents = list(
        organisations_visible_to(by)
        .filter(in_force_on(day), parent_id__in=[row.pk for row in rows])
        .order_by()
        .values_list("parent_id", flat=True)
    )
    return [parents.count(row.pk) for row in rows]

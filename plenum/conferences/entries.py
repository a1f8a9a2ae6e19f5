"""What the search shows of conferences, and to whom."""

from collections.abc import Iterable, Sequence

from plenum.conferences.models import AgendaItem, Conference
from plenum.conferences.queries.conferences import conferences_visible_to
from plenum.core.actor import Actor
from plenum.search.registry import Entry
from plenum.search.registry import register as register_kind


def entries(ids: Sequence[int]) -> Iterable[Entry]:
    """The conferences with their public agenda; an internal item is not found by its words."""
    found = Conference.objects.filter(pk__in=ids).select_related("organisation").prefetch_related("agenda")
    for conference in found:
        yield Entry(
            kind="conference",
            id=conference.pk,
            principals=conference.principals,
            title=conference.title,
            text="\n".join(_words(conference)),
            at=conference.starts_at,
        )


def every_id() -> Iterable[int]:
    """Every conference there is, for making the index anew."""
    return Conference.objects.order_by("pk").values_list("pk", flat=True)


def visible(by: Actor, ids: Sequence[int]) -> set[int]:
    """Those of ``ids`` that ``by`` may see now."""
    return set(conferences_visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))


def register() -> None:
    """Let conferences be found."""
    register_kind("conference", entries, ids=every_id, visible=visible)


def _words(conference: Conference) -> Iterable[str]:
    yield conference.place
    yield conference.organisation.name
    items = {item.pk: item for item in conference.agenda.all()}
    for item in items.values():
        above: AgendaItem | None = item
        while above is not None and not above.is_internal:
            above = items.get(above.parent_id) if above.parent_id is not None else None
        if above is None:
            yield f"{item.title} {item.presenter}"

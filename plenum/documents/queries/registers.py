"""The list of incoming documents: tabs, filters, keyset pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import CharField, Q, QuerySet, TextChoices, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.documents.card import words_of
from plenum.documents.enums import FINISHED, Direction, State
from plenum.documents.models import Document, DocumentType
from plenum.documents.queries.documents import conceal, documents_visible_to, listed_for
from plenum.documents.queries.files import file_name

#: Lines of one page.
PAGE = 30
#: Counters stop here.
CAP = 99


class ListTab(TextChoices):
    """Views of the list that everybody has."""

    ALL = "all", pgettext_lazy("documents", "All")
    WAITING = "waiting", _("To register")
    OPEN = "open", _("In progress")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", pgettext_lazy("documents", "Done")


class Since(TextChoices):
    """How far back the list goes."""

    EVER = "", _("Any time")
    TODAY = "today", _("Today")
    WEEK = "week", _("This week")
    MONTH = "month", _("This month")
    YEAR = "year", _("This year")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the reader asked to see; empty values ask for everything."""

    tab: ListTab = ListTab.ALL
    text: str = ""
    state: str = ""
    type_id: int | None = None
    urgency: int | None = None
    since: Since = Since.EVER


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list and where the next one begins; ``after`` is empty on the last page."""

    documents: Sequence[Document]
    after: str


def incoming_page(by: Actor, wanted: ListFilter, at: datetime, after: str = "") -> ListPage:
    """One page of the incoming documents that ``by`` may see, the newest first; one query.

    The whole list has stubs of what was withdrawn, so that no number is missing; a filter finds none.

    ``after`` is what the page before gave; anything else begins at the first page.
    """
    found = _filtered(by, wanted, at).select_related("type", "issuer", "incident").annotate(file_name=file_name("pk"))
    found = found.order_by("-listed_at", "-pk")
    if (place := _place(after)) is not None:
        moment, pk = place
        found = found.filter(Q(listed_at__lt=moment) | Q(listed_at=moment, pk__lt=pk))
    documents = list(found.defer("principals", "words", "words_vector")[: PAGE + 1])
    more = len(documents) > PAGE
    documents = documents[:PAGE]
    return ListPage(
        [conceal(d) for d in documents], f"{documents[-1].listed_at.isoformat()}~{documents[-1].pk}" if more else ""
    )


def incoming_counts(by: Actor, at: datetime) -> Counter[str]:
    """How many documents each tab but the first and the last holds, each at most `CAP` + 1; one query."""
    first, *rest = (
        _in_tab(_incoming(by), tab, at)
        .annotate(part=Value(tab.value, CharField()))
        .order_by()
        .values_list("part", flat=True)[: CAP + 1]
        for tab in (ListTab.WAITING, ListTab.OPEN, ListTab.OVERDUE)
    )
    return Counter(first.union(*rest, all=True))


def types_in_force(on: date) -> list[DocumentType]:
    """The types that the rules know on a day, those of the Party first; one query."""
    return list(DocumentType.objects.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)))


def _incoming(by: Actor) -> QuerySet[Document]:
    return documents_visible_to(by).filter(direction=Direction.INCOMING)


def _filtered(by: Actor, wanted: ListFilter, at: datetime) -> QuerySet[Document]:
    # What the reader asks for could tell what a withdrawn document said: a stub stands in the whole list alone.
    is_whole = replace(wanted, since=Since.EVER) == ListFilter()
    found = _in_tab(listed_for(by).filter(direction=Direction.INCOMING) if is_whole else _incoming(by), wanted.tab, at)
    if words := words_of(wanted.text).split():
        found = found.filter(
            words_vector=SearchQuery(" & ".join(f"{w}:*" for w in words), search_type="raw", config="simple")
        )
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.type_id is not None:
        found = found.filter(type=wanted.type_id)
    if wanted.urgency is not None:
        found = found.filter(urgency=wanted.urgency)
    if wanted.since:
        found = found.filter(listed_at__gte=_beginning(wanted.since, at))
    return found


def _in_tab(found: QuerySet[Document], tab: ListTab, at: datetime) -> QuerySet[Document]:
    if tab == ListTab.WAITING:
        return found.filter(state=State.WAITING)
    if tab == ListTab.OPEN:
        return found.exclude(state__in=[State.WAITING, *FINISHED])
    if tab == ListTab.OVERDUE:
        return found.filter(due_at__lt=at).exclude(state__in=FINISHED)
    # What is not registered yet is in no register: it has a view of its own.
    return found.filter(state=State.DONE) if tab == ListTab.DONE else found.exclude(state=State.WAITING)


def _beginning(since: Since, at: datetime) -> datetime:
    today = local_date(at)
    first = {
        Since.TODAY: today,
        Since.WEEK: today - timedelta(days=today.weekday()),
        Since.MONTH: today.replace(day=1),
    }.get(since, today.replace(month=1, day=1))
    return timezone.make_aware(datetime.combine(first, datetime.min.time()))


def _place(after: str) -> tuple[datetime, int] | None:
    moment, _tilde, pk = after.partition("~")
    try:
        return datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None

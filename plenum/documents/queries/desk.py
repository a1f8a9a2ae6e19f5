"""What a desk shows: what waits for a post, what it follows, what it is told."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.directory.enums import PrincipalKind, Role
from plenum.directory.models import Principal
from plenum.documents.deadlines import as_written, soon_after
from plenum.documents.enums import FINISHED, Act
from plenum.documents.models import Document, Instruction, Turn
from plenum.documents.queries.documents import documents_visible_to
from plenum.documents.queries.files import file_name

#: Counters stop here; beyond it a page says "99+".
CAP = 99
#: How long what is done or was read stays on the desk.
REMEMBERED = timedelta(days=30)
#: Acts after which one wants to know what came of it.
_PASSED_ON = (Act.SUBMIT, Act.INSTRUCT, Act.GIVE)


class DeskTab(TextChoices):
    """The parts of a desk."""

    WAITING = "waiting", _("Waiting for me")
    SOON = "soon", _("Due soon")
    FOLLOWED = "followed", _("Followed")
    INFORMATION = "information", _("For information")
    DONE = "done", _("Finished")


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One line of a desk. ``act`` is what is asked of the post; None where nothing is."""

    document: Document
    act: Act | None
    due_at: datetime | None
    #: The leader's instruction in force, if there is one.
    instruction: str
    file_name: str = ""
    is_unread: bool = False

    @property
    def due(self) -> date | datetime | None:
        """The deadline as it was meant: a day or an hour."""
        return as_written(self.due_at)


def principals_of_post(by: Actor) -> QuerySet[Principal]:
    """The principals that the actor holds in the chosen post: a desk is a post's, not a person's."""
    named = Q(kind=PrincipalKind.PERSON, person=by.person_id)
    if by.position_id is not None:
        named |= Q(kind=PrincipalKind.POSITION, position=by.position_id)
        named |= Q(kind=PrincipalKind.ORGANISATION, organisation=by.organisation_id)
    if by.unit_id is not None:
        named |= Q(kind=PrincipalKind.UNIT, unit=by.unit_id)
    if by.has_role(Role.CLERK):
        named |= Q(kind=PrincipalKind.CLERKS, organisation=by.organisation_id)
    return Principal.objects.filter(named, pk__in=sorted(by.principals))


def has_turn(by: Actor, document: Document) -> bool:
    """True when the document waits on the desk of the chosen post. One query."""
    return Turn.objects.filter(document=document, closed_at=None, principal__in=principals_of_post(by)).exists()


def desk_rows(by: Actor, tab: DeskTab, at: datetime, limit: int = CAP + 1) -> list[DeskRow]:
    """The lines of one part of the desk, the most pressing first; one query."""
    if tab in (DeskTab.FOLLOWED, DeskTab.DONE):
        documents = _documents(by, tab, at).select_related("type", "issuer")
        documents = documents.annotate(said=_said("pk"), file_name=file_name("pk"))[:limit]
        return [DeskRow(d, None, d.due_at, d.said or "", d.file_name or "") for d in documents]
    turns = _turns(by, tab, at).select_related("document__type", "document__issuer")
    turns = turns.annotate(said=_said("document"), file_name=file_name("document"))[:limit]
    return [
        DeskRow(t.document, Act(t.act), t.due_at, t.said or "", t.file_name or "", is_unread=t.closed_at is None)
        for t in turns
    ]


def desk_counts(by: Actor, at: datetime) -> Counter[str]:
    """How many lines each `DeskTab` has, and how many of those that wait are ``overdue``; each at most `CAP` + 1.

    What was read already is not counted. One query.
    """
    parts: list[QuerySet[Turn] | QuerySet[Document]] = [
        _turns(by, DeskTab.WAITING, at),
        _turns(by, DeskTab.SOON, at),
        _turns(by, DeskTab.INFORMATION, at).filter(closed_at=None),
        _documents(by, DeskTab.FOLLOWED, at),
        _documents(by, DeskTab.DONE, at),
        _turns(by, DeskTab.WAITING, at).filter(due_at__lt=at),
    ]
    names = [
        *(tab.value for tab in (DeskTab.WAITING, DeskTab.SOON, DeskTab.INFORMATION)),
        "followed",
        "done",
        "overdue",
    ]
    first, *rest = (
        part.order_by().annotate(part=Value(name, CharField())).values_list("part", flat=True)[: CAP + 1]
        for part, name in zip(parts, names, strict=True)
    )
    return Counter(first.union(*rest, all=True))


def waiting_count(by: Actor) -> int:
    """How many documents wait for the post, at most `CAP` + 1; one query."""
    return _open_turns(by).exclude(act=Act.READ)[: CAP + 1].count()


def _open_turns(by: Actor) -> QuerySet[Turn]:
    return Turn.objects.filter(closed_at=None, document__incident=None, principal__in=principals_of_post(by))


def _turns(by: Actor, tab: DeskTab, at: datetime) -> QuerySet[Turn]:
    in_order = (F("due_at").asc(nulls_last=True), "opened_at", "pk")
    if tab == DeskTab.WAITING:
        return _open_turns(by).exclude(act=Act.READ).order_by(*in_order)
    if tab == DeskTab.SOON:
        return _open_turns(by).exclude(act=Act.READ).filter(due_at__lte=soon_after(at)).order_by(*in_order)
    told = Turn.objects.filter(act=Act.READ, document__incident=None, principal__in=principals_of_post(by))
    recent = told.filter(Q(closed_at=None) | Q(closed_at__gte=at - REMEMBERED))
    return recent.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")


def _documents(by: Actor, tab: DeskTab, at: datetime) -> QuerySet[Document]:
    mine = Turn.objects.filter(document=OuterRef("pk"), closed_in=by.position_id)
    if tab == DeskTab.FOLLOWED:
        passed_on = documents_visible_to(by).filter(Exists(mine.filter(act__in=_PASSED_ON)))
        return passed_on.exclude(state__in=FINISHED).order_by(F("due_at").asc(nulls_last=True), "pk")
    ended = documents_visible_to(by).filter(Exists(mine), state__in=FINISHED, finished_at__gte=at - REMEMBERED)
    return ended.order_by("-finished_at", "-pk")


def _said(document: str) -> Subquery:
    leaders = Instruction.objects.filter(document=OuterRef(document), parent=None, ended_at=None)
    return Subquery(leaders.values("text")[:1])

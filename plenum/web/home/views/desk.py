"""My desk: what waits for me, by deadline, with the next act at hand."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.documents.models import Document
from plenum.documents.queries.desk import CAP, DeskTab, desk_counts, desk_rows
from plenum.documents.queries.documents import document_for
from plenum.documents.queries.files import files_of
from plenum.documents.queries.offers import assignments_of, offers_for
from plenum.documents.queries.route import route_of
from plenum.documents.queries.story import story_of
from plenum.documents.rules import can_register
from plenum.files.models import Submission
from plenum.files.queries.incidents import notices_for
from plenum.files.queries.integrity import broken_files
from plenum.files.queries.submissions import open_submissions
from plenum.web.documents.shown import address_of, pages_shown, story_lines, ways
from plenum.web.layout.actors import actor_in

#: Lines of the story in the panel.
LATEST = 5


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the desk and how much lies there."""

    value: str
    name: str
    address: str
    count: int
    is_current: bool


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    by, at = actor_in(request, "documents"), now()
    tab = DeskTab(request.GET["tab"]) if request.GET.get("tab") in DeskTab.values else DeskTab.WAITING
    rows, counts = desk_rows(by, tab, at), desk_counts(by, at)
    context: dict[str, Any] = {
        "tab": tab.value,
        "tabs": _tabs(tab, counts),
        "rows": rows[:CAP],
        "is_cut": len(rows) > CAP,
        "waiting": counts["waiting"],
        "overdue": counts["overdue"],
        "may_register": can_register(by, by.organisation_id),
        "first": address_of(rows[0].document) if rows and tab == DeskTab.WAITING else "",
        "at": at,
        "incident_notices": list(notices_for(by, at)),
        "broken_files": broken_files(by),
        "handed_in": [(submission, _gate_page(submission)) for submission in open_submissions(by)],
    }
    if rows:
        context |= _panel(by, document_for(by, rows[0].document.pk))
    return render(request, "home/desk.html", context)


@require_safe
@never_cache
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_in(request, "documents")
    return render(request, "home/_panel.html", _panel(by, document_for(by, pk)))


def _tabs(current: DeskTab, counts: dict[str, int]) -> list[Tab]:
    return [
        Tab(
            tab.value,
            str(tab.label),
            reverse("home:desk") + ("" if tab == DeskTab.WAITING else f"?tab={tab.value}"),
            counts[tab.value],
            tab == current,
        )
        for tab in DeskTab
    ]


def _gate_page(submission: Submission) -> str:
    """Where the person sees how far the gate is with what they handed in."""
    if submission.purpose == "paper":
        return reverse("conferences:attaching", args=[submission.about["conference"], submission.pk])
    return reverse("documents:receiving", args=[submission.pk])


def _panel(by: Actor, document: Document) -> dict[str, Any]:
    """What the panel shows of one document. A constant number of queries."""
    files, steps = files_of(document), route_of(document)
    offered = ways(document, offers_for(by, document, assignments_of(document)))
    pages = pages_shown(document, files[0]) if files else []
    return {
        "document": document,
        "page": pages[0].middle if pages else "",
        "file_name": files[0].name if files else "",
        "primary": offered[0] if offered else None,
        "others": offered[1:],
        "said": next((s.instruction for s in steps if s.instruction.ended_at is None), None),
        "story": story_lines(story_of(document), steps)[-LATEST:],
    }

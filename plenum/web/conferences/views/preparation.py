"""What the secretaries prepare: agenda and papers; the release."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenum.audit.presenters import sentence
from plenum.audit.queries.story import events_of
from plenum.conferences import rules
from plenum.conferences.actions.agenda import add_agenda_item, edit_agenda_item, remove_agenda_item, shift_agenda_item
from plenum.conferences.actions.preparation import release_conference
from plenum.conferences.enums import Direction, State
from plenum.conferences.models import Conference, Paper
from plenum.conferences.queries.agenda import Line, agenda_item, agenda_of, public
from plenum.conferences.queries.conferences import conference_visible_to
from plenum.conferences.queries.delegates import counts_of
from plenum.conferences.queries.numbers import numbers_of
from plenum.conferences.queries.papers import frozen_paper_ids, papers_of
from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.errors import Forgotten, Refusal
from plenum.core.text import whole_number
from plenum.web.conferences.forms import ItemForm, initial_item
from plenum.web.layout.actors import actor_of
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once

STORY_PAGE = 50
#: The words for what is not open: the same as for what does not exist.
HIDDEN = _("There is no such conference, or it is not open to you.")
#: Reading is recorded, but five thousand lines of it would bury the story.
UNTOLD = ("conferences.paper.opened",)


@dataclass(frozen=True)
class PreparedLine:
    """A line of the agenda with its papers."""

    line: Line
    papers: list[Paper]

    def __getattr__(self, name: str) -> object:
        return getattr(self.line, name)


def worked_on(request: HttpRequest, pk: int) -> tuple[Actor, Conference]:
    """The actor and a conference that they work on; for anybody else there is none."""
    by = actor_of(request)
    conference = conference_visible_to(by, pk)
    if not rules.works_on(by, conference):
        raise Forgotten(HIDDEN)
    return by, conference


def prepared(by: Actor, conference: Conference, tab: str) -> dict[str, Any]:
    """What every tab of the preparation shows."""
    return {
        "conference": conference,
        "tab": tab,
        "numbers": numbers_of(conference),
        "may_change": rules.can_prepare_conference(by, conference) and conference.state != State.CLOSED,
    }


@require_GET
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    return _agenda_page(request, by, conference, ItemForm())


@require_http_methods(["GET", "POST"])
@once
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    rules.can_prepare_conference.check(by, conference)
    if request.method == "GET":
        parent = request.GET.get("parent", "")
        return _agenda_page(request, by, conference, ItemForm(initial={"parent": parent if parent.isdecimal() else ""}))
    form = ItemForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            item = add_agenda_item(
                conference=conference,
                title=given["title"],
                presenter=given["presenter"],
                minutes=given["minutes"],
                is_internal=given["is_internal"],
                parent_id=given["parent"],
                by=by,
                at=now(),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _to_item(pk, item.pk)
    return _agenda_page(request, by, conference, form)


@require_http_methods(["GET", "POST"])
@once
def edit_item(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    rules.can_prepare_conference.check(by, conference)
    item = agenda_item(conference, item_id)
    form = ItemForm(request.POST or None, initial=initial_item(item))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_agenda_item(
                conference=conference,
                item_id=item_id,
                title=given["title"],
                presenter=given["presenter"],
                minutes=given["minutes"],
                is_internal=given["is_internal"],
                version=given["version"] or 0,
                by=by,
                at=now(),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _to_item(pk, item_id)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/item.html", context, status=422 if form.errors else 200)


@require_POST
@once
def shift_item(request: HttpRequest, pk: int, item_id: int, direction: str) -> HttpResponse:
    by, conference = worked_on(request, pk)
    if direction not in Direction.values:
        raise Forgotten(HIDDEN)
    shift_agenda_item(conference=conference, item_id=item_id, direction=Direction(direction), by=by, at=now())
    return _to_item(pk, item_id)


@require_POST
@once
def remove_item(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    remove_agenda_item(conference=conference, item_id=item_id, by=by, at=now())
    return redirect("conferences:prepare", pk=pk)


@require_http_methods(["GET", "POST"])
@once
def release(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    rules.can_prepare_conference.check(by, conference)
    if request.method == "POST":
        release_conference(conference=conference, by=by, at=now())
        return redirect("conferences:prepare", pk=pk)
    if conference.state != State.DRAFT:
        return redirect("conferences:prepare", pk=pk)
    lines = agenda_of(conference)
    seen = len(public(lines))
    context = {
        "conference": conference,
        "items": seen,
        "internal": len(lines) - seen,
        "papers": papers_of(conference).count(),
        "counts": counts_of(conference),
    }
    return render(request, "conferences/release.html", context)


@require_GET
def story(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    frozen = frozen_paper_ids(conference)
    events = events_of(("conference", pk)).exclude(act__in=UNTOLD)
    events = events.exclude(payload__has_key="paper", payload__paper__in=frozen).order_by("-seq")
    before = whole_number(request.GET.get("before"))
    if before is not None:
        events = events.filter(seq__lt=before)
    rows = list(events[: STORY_PAGE + 1])
    told = [
        {"actor_name": event.actor_name, "at": event.at, "sentence": sentence(event)} for event in rows[:STORY_PAGE]
    ]
    more = rows[STORY_PAGE - 1].seq if len(rows) > STORY_PAGE else None
    context = {**prepared(by, conference, "story"), "events": told, "more": more}
    return render(request, "conferences/story.html", context)


def _agenda_page(request: HttpRequest, by: Actor, conference: Conference, form: ItemForm) -> HttpResponse:
    lines, papers = agenda_of(conference), list(papers_of(conference))
    parent_id = form["parent"].value()
    context = {
        **prepared(by, conference, "agenda"),
        "lines": [PreparedLine(line, [p for p in papers if p.item_id == line.item.pk]) for line in lines],
        "general": [paper for paper in papers if paper.item_id is None],
        "parent": next((line.item for line in lines if str(line.item.pk) == str(parent_id)), None),
        "ends_at": _planned_end(conference, lines),
        "counts": counts_of(conference),
        "form": form,
    }
    return render(request, "conferences/prepare.html", context, status=422 if form.errors else 200)


def _planned_end(conference: Conference, lines: list[Line]) -> datetime:
    return conference.starts_at + timedelta(minutes=sum(line.item.minutes for line in lines))


def _to_item(pk: int, item_id: int) -> HttpResponse:
    return redirect(reverse("conferences:prepare", kwargs={"pk": pk}) + f"#item-{item_id}")

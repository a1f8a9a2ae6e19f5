"""The conferences that somebody sees, and their first page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from plenum.conferences import rules
from plenum.conferences.actions.preparation import create_conference, edit_conference
from plenum.conferences.models import Conference
from plenum.conferences.queries.conferences import (
    conference_visible_to,
    number_by_tab,
    past_conferences,
    possible_chairs,
    running_conferences,
    upcoming_conferences,
)
from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.errors import Refusal
from plenum.core.text import whole_number
from plenum.web.conferences.forms import DetailsForm, initial_details
from plenum.web.layout.actors import actor_of
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once

PAGE = 30


@dataclass(frozen=True)
class Shown:
    """A conference of the list, and where a click leads."""

    row: Conference
    works: bool

    @property
    def address(self) -> str:
        if not self.works:
            return reverse("conferences:conference", kwargs={"pk": self.row.pk})
        page = "conferences:console" if self.row.state == "running" else "conferences:prepare"
        return reverse(page, kwargs={"pk": self.row.pk})


@require_GET
def conference_list(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    show = "past" if request.GET.get("show") == "past" else "upcoming"
    if show == "past":
        rows = list(past_conferences(by, before=_read(request.GET.get("before", "")))[: PAGE + 1])
    else:
        rows = list(upcoming_conferences(by))
    more = show == "past" and len(rows) > PAGE
    context = {
        "show": show,
        "rows": _shown(by, rows[:PAGE] if more else rows),
        "next": f"{rows[PAGE - 1].starts_at.isoformat()}~{rows[PAGE - 1].pk}" if more else "",
        "running": _shown(by, list(running_conferences(by))),
        "numbers": number_by_tab(by),
        "may_create": _may_create(by),
    }
    return render(request, "conferences/list.html", context)


@require_http_methods(["GET", "POST"])
@once
def make(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rules.can_create_conference.check(by, by.organisation_id or 0)
    form = DetailsForm(request.POST or None, chairs=possible_chairs(by.organisation_id or 0, now()))
    if request.method == "POST" and form.is_valid():
        try:
            made = create_conference(organisation_id=by.organisation_id or 0, details=form.details(), by=by, at=now())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("conferences:prepare", pk=made.pk)
    return _page(request, form, {"conference": None, "back": reverse("conferences:list")})


@require_http_methods(["GET", "POST"])
@once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    conference = conference_visible_to(by, pk)
    rules.can_prepare_conference.check(by, conference)
    chairs = possible_chairs(conference.organisation_id, now())
    form = DetailsForm(request.POST or None, chairs=chairs, initial=initial_details(conference))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            edit_conference(conference=conference, details=form.details(), version=version, by=by, at=now())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("conferences:prepare", pk=pk)
    back = reverse("conferences:prepare", kwargs={"pk": pk})
    return _page(request, form, {"conference": conference, "back": back})


def _page(request: HttpRequest, form: DetailsForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "conferences/details.html", {**context, "form": form}, status=status)


def _shown(by: Actor, rows: list[Conference]) -> list[Shown]:
    return [Shown(row, rules.works_on(by, row)) for row in rows]


def _may_create(by: Actor) -> bool:
    return rules.can_create_conference(by, by.organisation_id or 0)


def _read(mark: str) -> tuple[datetime, int] | None:
    moment, _tilde, number = mark.partition("~")
    pk = whole_number(number)
    try:
        return (datetime.fromisoformat(moment), pk) if pk is not None else None
    except ValueError:
        return None

"""Delegates, connection points, screens: the other tabs of the preparation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plenum.conferences import rules
from plenum.conferences.actions.delegates import add_delegates, remove_delegate
from plenum.conferences.actions.points import add_point, remove_point, report_heads
from plenum.conferences.actions.screens import OpenedScreen, add_screen, revoke_screen
from plenum.conferences.enums import Seating
from plenum.conferences.models import Conference
from plenum.conferences.queries.delegates import counts_of, delegates_of, points_of
from plenum.conferences.queries.screens import screen_of, screens_of
from plenum.conferences.roster import read_roster
from plenum.core.clock import now
from plenum.core.errors import Refusal
from plenum.core.text import whole_number
from plenum.directory.queries.pages import page_of
from plenum.web.conferences.forms import DelegatesForm, PointForm, ScreenForm
from plenum.web.conferences.views.preparation import prepared, worked_on
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once

#: Where the session keeps the token of a new screen until the page that shows it.
OPENED = "conferences_opened_screen"


@require_http_methods(["GET", "POST"])
@once
def delegates(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    points = list(points_of(conference))
    form = DelegatesForm(request.POST or None, points=points)
    if request.method == "POST":
        rules.can_prepare_conference.check(by, conference)
        if form.is_valid():
            given = form.cleaned_data
            try:
                rows = read_roster(given["text"], seating=Seating(given["seating"]), point_id=given["point"])
                add_delegates(conference=conference, rows=rows, by=by, at=now())
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                return redirect("conferences:delegates", pk=pk)
    words, seating, point = (request.GET.get(name, "") for name in ("words", "seating", "point"))
    found = delegates_of(
        conference,
        words=words,
        seating=seating if seating in Seating.values else "",
        point_id=whole_number(point),
    )
    context = {
        **prepared(by, conference, "delegates"),
        "page": page_of(found, after=request.GET.get("after", ""), before=request.GET.get("before", "")),
        "words": words,
        "seating": seating or point,
        "seatings": Seating.choices,
        "counts": counts_of(conference),
        "points": points,
        "form": form,
    }
    return _page(request, "conferences/delegates.html", context)


@require_POST
@once
def remove(request: HttpRequest, pk: int, delegate_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    remove_delegate(conference=conference, delegate_id=delegate_id, by=by, at=now())
    return redirect("conferences:delegates", pk=pk)


@require_http_methods(["GET", "POST"])
@once
def points(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    form = PointForm(request.POST or None)
    if request.method == "POST":
        rules.can_prepare_conference.check(by, conference)
        if form.is_valid():
            try:
                add_point(conference=conference, by=by, at=now(), **form.cleaned_data)
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                return redirect("conferences:points", pk=pk)
    context = {**prepared(by, conference, "points"), "points": points_of(conference), "form": form}
    return _page(request, "conferences/points.html", context)


@require_POST
@once
def heads(request: HttpRequest, pk: int, point_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    number = whole_number(request.POST.get(f"heads-{point_id}"), digits=9)
    report_heads(conference=conference, point_id=point_id, heads=-1 if number is None else number, by=by, at=now())
    return redirect("conferences:points", pk=pk)


@require_POST
@once
def take_point_away(request: HttpRequest, pk: int, point_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    remove_point(conference=conference, point_id=point_id, by=by, at=now())
    return redirect("conferences:points", pk=pk)


@require_http_methods(["GET", "POST"])
@never_cache
@once
def screens(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    form = ScreenForm(request.POST or None)
    if request.method == "POST":
        rules.can_prepare_conference.check(by, conference)
        if form.is_valid():
            try:
                made = add_screen(conference=conference, name=form.cleaned_data["name"], by=by, at=now())
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                # The answer of a POST is kept for a while, and a token is kept nowhere: the next page shows it.
                request.session[OPENED] = [pk, made.screen.pk, made.token]
                return redirect("conferences:screens", pk=pk)
    opened = _just_opened(request, conference)
    context = {
        **prepared(by, conference, "screens"),
        "screens": screens_of(conference),
        "form": form,
        "opened": opened,
        "opened_link": _link(request, opened.token) if opened else "",
    }
    return _page(request, "conferences/screens.html", context)


@require_POST
@once
def disconnect(request: HttpRequest, pk: int, screen_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    revoke_screen(conference=conference, screen_id=screen_id, by=by, at=now())
    return redirect("conferences:screens", pk=pk)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].errors else 200)


def _just_opened(request: HttpRequest, conference: Conference) -> OpenedScreen | None:
    """The screen that was made a moment ago, once."""
    kept = request.session.get(OPENED)
    if request.method != "GET" or kept is None or kept[0] != conference.pk:
        return None
    _conference_id, screen_id, token = request.session.pop(OPENED)
    return OpenedScreen(screen_of(conference, screen_id), token)


def _link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("conferences:screen", kwargs={"token": token}))

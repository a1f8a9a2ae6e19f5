"""In the hall: what delegates follow, what the chair conducts by, what a screen shows."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from plenum.conferences import rules
from plenum.conferences.actions.course import (
    add_minute,
    clear_message,
    move_to_item,
    show_message,
    start_countdown,
    stop_countdown,
)
from plenum.conferences.actions.preparation import close_conference, open_conference
from plenum.conferences.enums import Audience, State
from plenum.conferences.queries.conferences import conference_visible_to
from plenum.conferences.queries.delegates import own_place
from plenum.conferences.queries.screens import screen_with_token
from plenum.core.clock import now
from plenum.core.text import whole_number
from plenum.web.conferences.fragments import page_state
from plenum.web.conferences.views.preparation import worked_on
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once


@require_GET
@never_cache
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    followed = conference_visible_to(by, pk)
    context = {
        "conference": followed,
        "works": rules.works_on(by, followed),
        "place": own_place(by, followed),
        **page_state(pk, Audience.EVERYONE),
    }
    return render(request, "conferences/conference.html", context)


@require_GET
@never_cache
@ensure_csrf_cookie
def console(request: HttpRequest, pk: int) -> HttpResponse:
    by, conducted = worked_on(request, pk)
    rules.can_conduct_conference.check(by, conducted)
    context = {"conference": conducted, "at": now(), **page_state(pk, Audience.SECRETARIAT)}
    return render(request, "conferences/console.html", context)


@require_GET
@never_cache
@login_not_required
def screen(request: HttpRequest, token: str) -> HttpResponse:
    shown = screen_with_token(token)
    state = {} if shown.revoked_at else page_state(shown.conference_id, Audience.SCREEN)
    shows = not shown.revoked_at and shown.conference.state != State.DRAFT
    context = {"screen": shown, "token": token, "shows": shows, "at": now(), **state}
    response = render(request, "conferences/screen.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _step(request: HttpRequest) -> int:
    """The step at which the console's page was made; 0, which is always behind, when it is missing."""
    return whole_number(request.POST.get("step"), digits=9) or 0


def _act(act: Callable[..., object]) -> Callable[..., HttpResponse]:
    """A button of the console: one act, then the console again."""

    @require_POST
    @once
    def press(request: HttpRequest, /, pk: int, **chosen: int) -> HttpResponse:
        by, conducted = worked_on(request, pk)
        act(request=request, conference=conducted, by=by, at=now(), **chosen)
        return redirect("conferences:console", pk=pk)

    return press


open_now = _act(lambda *, request, **held: open_conference(**held))
close_now = _act(lambda *, request, **held: close_conference(step=_step(request), **held))
move = _act(lambda *, request, **held: move_to_item(step=_step(request), **held))
countdown = _act(lambda *, request, **held: start_countdown(step=_step(request), **held))
minute = _act(lambda *, request, **held: add_minute(**held))
stop = _act(lambda *, request, **held: stop_countdown(**held))
message = _act(lambda *, request, **held: show_message(text=request.POST.get("text", ""), **held))
message_away = _act(lambda *, request, **held: clear_message(**held))

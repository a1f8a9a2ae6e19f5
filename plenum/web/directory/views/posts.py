"""Administration of posts: who holds them, which roles they have."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.core.clock import local_date, now
from plenum.core.text import whole_number
from plenum.directory.actions.positions import (
    close_position,
    edit_position,
    end_appointment,
    open_position,
    withdraw_roles,
)
from plenum.directory.enums import RightsChangeKind
from plenum.directory.models import Position
from plenum.directory.queries.organisations import units_of
from plenum.directory.queries.people import appointments_to
from plenum.web.directory.acting import administrators
from plenum.web.directory.forms import (
    AppointForm,
    CloseForm,
    EditPostForm,
    PostForm,
    RolesForm,
    SubstituteForm,
    WithdrawRolesForm,
)
from plenum.web.directory.found import body_or_404, post_or_404, story_of
from plenum.web.directory.proposing import propose
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once

form_methods = require_http_methods(["GET", "POST"])


@require_safe
@administrators
def post(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    position, at = post_or_404(by, pk), now()
    held = appointments_to(pk)
    day = local_date(at)
    context = {
        "position": position,
        "held": [a for a in held if a.ended_at is None and (a.valid_to is None or a.valid_to >= day)],
        "past": [a for a in held if a.ended_at is not None or (a.valid_to is not None and a.valid_to < day)],
        "closed": position.valid_to is not None and position.valid_to < day,
        "story": story_of(by, ("position", pk)),
    }
    return render(request, "directory/post.html", context)


@form_methods
@administrators
@once
def new_post(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    unit = request.GET.get("unit", "")
    form = PostForm(
        posted(request),
        units=units_of(by, pk, local_date(at)),
        initial={"valid_from": local_date(at), "unit": unit},
    )

    def open_it(given: dict[str, Any]) -> Position:
        unit_id = given.pop("unit")
        return open_position(organisation_id=pk, unit_id=unit_id, **given, by=by, at=at)

    made = carried_out(form, open_it)
    if made is None:
        context = {"title": _("Open a post"), "thing": body.name, "back": "directory:body", "back_pk": pk}
        return form_page(request, "directory/change_form.html", form, context)
    messages.success(request, _("The post is open. Appoint somebody to it next."))
    return redirect("directory:post", made.pk)


@form_methods
@administrators
@once
def change_post(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    position = post_or_404(by, pk)
    initial = {"version": position.version, "title": position.title, "rank": position.rank}
    form = EditPostForm(posted(request), initial=initial)
    done = carried_out(form, lambda given: edit_position(position_id=pk, **given, by=by, at=at))
    return _done_or_form(request, done, form, position, _("Edit"))


@form_methods
@administrators
@once
def close_post(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    position = post_or_404(by, pk)
    form = CloseForm(posted(request), initial={"version": position.version, "last_day": local_date(at)})
    done = carried_out(form, lambda given: close_position(position_id=pk, **given, by=by, at=at))
    return _done_or_form(request, done, form, position, _("Close the post"))


@form_methods
@administrators
@once
def take_roles(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    position = post_or_404(by, pk)
    form = WithdrawRolesForm(posted(request), held=position.roles, initial={"version": position.version})
    done = carried_out(form, lambda given: withdraw_roles(position_id=pk, **given, by=by, at=at))
    return _done_or_form(request, done, form, position, _("Withdraw roles"), _("It holds at once."))


@form_methods
@administrators
@once
def grant_roles(request: HttpRequest, pk: int) -> HttpResponse:
    position = post_or_404(actor_of(request), pk)
    form = RolesForm(posted(request), held=position.roles)
    change = propose(
        request,
        form,
        kind=RightsChangeKind.GRANT_ROLES,
        position_id=pk,
        terms=lambda given: {"roles": given["roles"]},
    )
    return _proposed_or_form(request, change, form, position, _("Add roles"))


@form_methods
@administrators
@once
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    position = post_or_404(by, pk)
    person = request.GET.get("person", "")
    form = AppointForm(
        posted(request),
        by=by,
        person=whole_number(person),
        initial={"valid_from": local_date(at)},
    )

    def terms(given: dict[str, Any]) -> dict[str, object]:
        return {
            "valid_from": given["valid_from"].isoformat(),
            "valid_to": given["valid_to"].isoformat() if given["valid_to"] else None,
            "is_main": given["is_main"],
        }

    change = propose(request, form, kind=RightsChangeKind.APPOINT, position_id=pk, terms=terms)
    return _proposed_or_form(request, change, form, position, _("Appoint"))


@form_methods
@administrators
@once
def substitute(request: HttpRequest, pk: int, delegator: int) -> HttpResponse:
    by = actor_of(request)
    position = post_or_404(by, pk)
    form = SubstituteForm(posted(request), by=by, initial={"valid_from": now()})

    def terms(given: dict[str, Any]) -> dict[str, object]:
        begin, end = given["valid_from"], given["valid_to"]
        return {"delegator_id": delegator, "scope": given["scope"], "valid_from": _iso(begin), "valid_to": _iso(end)}

    change = propose(request, form, kind=RightsChangeKind.SUBSTITUTE, position_id=pk, terms=terms)
    return _proposed_or_form(request, change, form, position, _("Name a substitute"))


@require_POST
@administrators
@once
def end_holding(request: HttpRequest, pk: int) -> HttpResponse:
    ended = end_appointment(appointment_id=pk, last_day=None, by=actor_of(request), at=now())
    messages.success(request, _("The appointment is ended; its rights are gone."))
    return redirect("directory:post", ended.position_id)


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _context(position: Position, title: str, note: str) -> dict[str, Any]:
    return {
        "title": title,
        "thing": f"{position.title} · {position.organisation.name}",
        "back": "directory:post",
        "back_pk": position.pk,
        "note": note,
    }


def _done_or_form(
    request: HttpRequest, done: object, form: Any, position: Position, title: str, note: str = ""
) -> HttpResponse:
    if done is None:
        return form_page(request, "directory/change_form.html", form, _context(position, title, note))
    messages.success(request, _("The post is changed."))
    return redirect("directory:post", position.pk)


def _proposed_or_form(request: HttpRequest, change: Any, form: Any, position: Position, title: str) -> HttpResponse:
    if change is None:
        note = _("A second administrator has to confirm it.")
        return form_page(request, "directory/change_form.html", form, _context(position, title, note))
    return redirect("directory:rights_change", change.pk)

"""Administration of bodies and units."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenum.core.clock import local_date, now
from plenum.core.text import whole_number
from plenum.directory.actions.organisations import (
    choose_watermark,
    close_organisation,
    found_organisation,
    move_organisation,
    rename_organisation,
)
from plenum.directory.actions.successions import merge_organisations, split_organisation
from plenum.directory.actions.units import close_unit, found_unit, move_unit, rename_unit
from plenum.directory.enums import Level, System
from plenum.directory.models import Organisation
from plenum.directory.queries.organisations import units_of
from plenum.web.directory.acting import administrators
from plenum.web.directory.forms import (
    BodyForm,
    CloseForm,
    MergeForm,
    MoveForm,
    MoveUnitForm,
    RenameForm,
    RenameUnitForm,
    SplitForm,
    UnitForm,
    WatermarkForm,
    initial_of,
)
from plenum.web.directory.found import body_or_404, unit_or_404
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once

form_methods = require_http_methods(["GET", "POST"])


@form_methods
@administrators
@once
def new_body(request: HttpRequest) -> HttpResponse:
    by, at = actor_of(request), now()
    parent = request.GET.get("below", "")
    form = BodyForm(
        posted(request),
        by=by,
        parent=whole_number(parent),
        initial={"valid_from": local_date(at), "system": System.PARTY, "level": Level.PROVINCE},
    )

    def found(given: dict[str, Any]) -> Organisation:
        fields = {key: given[key] for key in ("name", "short_name", "symbol", "code", "place", "valid_from")}
        return found_organisation(
            **fields,
            system=System(given["system"]),
            level=Level(given["level"]),
            parent_id=given["parent"],
            by=by,
            at=at,
        )

    made = carried_out(form, found)
    if made is None:
        return form_page(request, "directory/body_form.html", form, {"title": _("Found a body")})
    messages.success(request, _("The body is founded."))
    return redirect("directory:body", made.pk)


@form_methods
@administrators
@once
def rename_body(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    form = RenameForm(posted(request), initial={**initial_of(body), "on": local_date(at)})
    done = carried_out(form, lambda given: rename_organisation(organisation_id=pk, **given, by=by, at=at))
    return _done_or_form(request, done, form, body, _("Rename"), _("The body is renamed."))


@form_methods
@administrators
@once
def move_body(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    form = MoveForm(posted(request), by=by, parent=body.parent_id, initial={"version": body.version})
    done = carried_out(
        form,
        lambda given: move_organisation(
            organisation_id=pk, parent_id=given["parent"], version=given["version"], by=by, at=at
        ),
    )
    return _done_or_form(request, done, form, body, _("Move"), _("The body is moved."))


@form_methods
@administrators
@once
def close_body(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    form = CloseForm(posted(request), initial={"version": body.version, "last_day": local_date(at)})
    done = carried_out(form, lambda given: close_organisation(organisation_id=pk, **given, by=by, at=at))
    note = _("Its units, posts and appointments end with it. Nothing is deleted.")
    return _done_or_form(request, done, form, body, _("Close down"), _("The body is closed."), note)


@form_methods
@administrators
@once
def watermark(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    initial = {"version": body.version, "asked": "1" if body.asks_for_watermark else "0"}
    form = WatermarkForm(posted(request), initial=initial)
    done = carried_out(form, lambda given: choose_watermark(organisation_id=pk, **given, by=by, at=at))
    return _done_or_form(request, done, form, body, _("Watermark"), _("The watermark is chosen."))


@form_methods
@administrators
@once
def merge_bodies(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    form = MergeForm(posted(request), by=by, initial={"on": local_date(at)})
    done = carried_out(
        form,
        lambda given: merge_organisations(
            predecessor_ids=given["predecessors"], successor_id=pk, on=given["on"], by=by, at=at
        ),
    )
    note = _("They close the day before; bodies below them move here. Posts are opened anew and confirmed.")
    return _done_or_form(request, done, form, body, _("Merge others into it"), _("The bodies are merged."), note)


@form_methods
@administrators
@once
def split_body(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    form = SplitForm(posted(request), by=by, initial={"on": local_date(at)})
    done = carried_out(
        form,
        lambda given: split_organisation(
            predecessor_id=pk, successor_ids=given["successors"], on=given["on"], closes=given["closes"], by=by, at=at
        ),
    )
    note = _("Found the bodies that take over first.")
    return _done_or_form(request, done, form, body, _("Split"), _("The body is split."), note)


@form_methods
@administrators
@once
def new_unit(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    body = body_or_404(by, pk)
    units = units_of(by, pk, local_date(at))
    form = UnitForm(posted(request), units=units, initial={"valid_from": local_date(at)})

    def found(given: dict[str, Any]) -> object:
        parent_id = given.pop("parent")
        return found_unit(organisation_id=pk, parent_id=parent_id, **given, by=by, at=at)

    done = carried_out(form, found)
    return _done_or_form(request, done, form, body, _("Found a unit"), _("The unit is founded."))


@form_methods
@administrators
@once
def change_unit(request: HttpRequest, pk: int, change: str) -> HttpResponse:
    by, at = actor_of(request), now()
    unit = unit_or_404(by, pk)
    version = {"version": unit.version}
    if change == "rename":
        form: Any = RenameUnitForm(
            posted(request), initial={**version, "name": unit.name, "symbol": unit.symbol, "on": local_date(at)}
        )
        title, done = _("Rename"), carried_out(form, lambda given: rename_unit(unit_id=pk, **given, by=by, at=at))
    elif change == "move":
        units = [row for row in units_of(by, unit.organisation_id, local_date(at)) if row[0].pk != pk]
        form = MoveUnitForm(posted(request), units=units, initial={**version, "parent": unit.parent_id})
        title, done = (
            _("Move"),
            carried_out(
                form,
                lambda given: move_unit(unit_id=pk, parent_id=given["parent"], version=given["version"], by=by, at=at),
            ),
        )
    else:
        form = CloseForm(posted(request), initial={**version, "last_day": local_date(at)})
        title, done = _("Close down"), carried_out(form, lambda given: close_unit(unit_id=pk, **given, by=by, at=at))
    if done is None:
        context = {"title": title, "thing": unit.name, "back": "directory:unit", "back_pk": pk}
        return form_page(request, "directory/change_form.html", form, context)
    messages.success(request, _("The unit is changed."))
    return redirect("directory:unit", pk)


def _done_or_form(
    request: HttpRequest, done: object, form: Any, body: Organisation, title: str, said: str, note: str = ""
) -> HttpResponse:
    if done is None:
        context = {"title": title, "thing": body.name, "back": "directory:body", "back_pk": body.pk, "note": note}
        return form_page(request, "directory/change_form.html", form, context)
    messages.success(request, said)
    return redirect("directory:body", body.pk)

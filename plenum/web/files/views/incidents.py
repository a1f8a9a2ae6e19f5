"""Reporting a state secret, and the pages on which an incident is worked off."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.files import rules
from plenum.files.actions.incidents import (
    confirm_outcome,
    note_measure,
    note_notice_read,
    propose_outcome,
    refuse_outcome,
    report_secret,
)
from plenum.files.enums import Outcome
from plenum.files.models import Incident
from plenum.files.queries.incidents import (
    blobs_of,
    files_of_thing,
    incident_for,
    incidents_visible_to,
    intakes_of,
    openings_of,
    people_who_proposed,
    places_of,
    waiting_proposal,
)
from plenum.web.files.forms import DecisionForm, MeasureForm, OutcomeForm, ReportForm
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once
from plenum.web.layout.step_up import step_up

#: How many incidents the list shows.
SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    by = actor_of(request)
    named = files_of_thing(kind, by, pk)
    form = ReportForm(posted(request), named=named)
    made = carried_out(
        form,
        lambda given: report_secret(
            kind=kind, object_id=pk, blob_ids=given["chosen"], reason=given["reason"], by=by, at=now()
        ),
    )
    if made is not None:
        return render(request, "files/reported.html", {"incident": made})
    return form_page(request, "files/report.html", form, {"kind": kind, "pk": pk})


@require_safe
@never_cache
def incident_list(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rules.can_see_incidents.check(by)
    seen = incidents_visible_to(by)
    closed = request.GET.get("show") == "closed"
    rows = seen.exclude(closed_at=None) if closed else seen.filter(closed_at=None)
    context = {"rows": list(rows[:SHOWN]), "closed": closed, "open_count": seen.filter(closed_at=None).count()}
    return render(request, "files/incidents.html", context)


@require_safe
@never_cache
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    return render(request, "files/incident.html", _page(by, incident_for(by, pk)))


@require_safe
@never_cache
def protocol(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    return render(
        request, "files/protocol.html", {**_story(incident_for(by, pk)), "printed_at": now(), "printed_by": by}
    )


@require_POST
@once
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    by, form = actor_of(request), MeasureForm(request.POST)
    found = incident_for(by, pk)
    if carried_out(form, lambda given: note_measure(incident_id=pk, text=given["text"], by=by, at=now())) is None:
        return _again(request, by, found, measure_form=form)
    messages.success(request, _("The measure is noted."))
    return redirect("files:incident", pk)


@require_POST
@step_up
@once
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    by, form = actor_of(request), OutcomeForm(request.POST)
    found = incident_for(by, pk)
    proposed = carried_out(
        form,
        lambda given: propose_outcome(
            incident_id=pk, outcome=Outcome(given["outcome"]), reason=given["reason"], by=by, at=now()
        ),
    )
    if proposed is None:
        return _again(request, by, found, outcome_form=form)
    messages.success(request, _("Proposed. A second person has to confirm it."))
    return redirect("files:incident", pk)


@require_POST
@step_up
@once
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    by, form = actor_of(request), DecisionForm(request.POST)
    found = incident_for(by, pk)
    closed = carried_out(
        form, lambda given: confirm_outcome(incident_id=pk, proposal_id=given["proposal"], by=by, at=now())
    )
    if closed is None:
        return _again(request, by, found, decision_form=form)
    messages.success(request, _("The incident is closed."))
    return redirect("files:incident", pk)


@require_POST
@once
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    by, form = actor_of(request), DecisionForm(request.POST)
    found = incident_for(by, pk)
    refused = carried_out(
        form,
        lambda given: refuse_outcome(
            incident_id=pk, proposal_id=given["proposal"], answer=given["answer"], by=by, at=now()
        ),
    )
    if refused is None:
        return _again(request, by, found, decision_form=form)
    messages.success(request, _("The proposal is refused; the incident goes on."))
    return redirect("files:incident", pk)


@require_POST
@once
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    note_notice_read(incident_id=pk, by=actor_of(request), at=now())
    return redirect("home:desk")


def _again(request: HttpRequest, by: Actor, found: Incident, **forms_: forms.Form) -> HttpResponse:
    context = {**_page(by, incident_for(by, found.pk)), **forms_}
    return render(request, "files/incident.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _story(found: Incident) -> dict[str, Any]:
    """What is known of an incident. A constant number of queries for each kind of thing."""
    return {
        "incident": found,
        "blobs": blobs_of(found),
        "places": places_of(found),
        "intakes": intakes_of(found),
        "openings": openings_of(found),
        "measures": list(found.measures.all()),
        "proposals": list(found.proposals.all()),
    }


def _page(by: Actor, found: Incident) -> dict[str, Any]:
    waiting = waiting_proposal(found)
    return {
        **_story(found),
        "waiting": waiting,
        "why_not_decide": rules.can_decide_outcome.reason(by, found, waiting) if waiting else None,
        "why_not_propose": rules.can_propose_outcome.reason(by, found, proposers=people_who_proposed(found)),
        "measure_form": MeasureForm(),
        "outcome_form": OutcomeForm(),
        "decision_form": DecisionForm(initial={"proposal": waiting.pk}) if waiting else None,
    }

"""Every act on a document as a page of its own: the paper beside the form, which works without a script."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.errors import Refusal, Stale
from plenum.core.text import whole_number
from plenum.documents.actions.give import give_to_specialist
from plenum.documents.actions.instruct import instruct
from plenum.documents.actions.report import report_done
from plenum.documents.actions.send_back import (
    ask_for_more,
    return_to_clerk,
    return_to_head,
    return_to_leader,
    return_to_sender,
)
from plenum.documents.actions.submit import submit_to_leader
from plenum.documents.enums import Urgency
from plenum.documents.models import Document
from plenum.documents.queries.documents import document_for
from plenum.documents.queries.offers import Offer, assignments_of, offer_of
from plenum.documents.queries.posts import leaders_for, members_of, posts_of, units_of, usual_leader
from plenum.web.documents.forms.handling import (
    ActForm,
    GiveForm,
    InstructForm,
    ReportForm,
    ReturnForm,
    SubmitForm,
)
from plenum.web.documents.shown import ACTS, BY_SLUG
from plenum.web.documents.views.reading import page_of
from plenum.web.layout.actors import actor_of
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once


@dataclass(frozen=True, slots=True)
class ActPage:
    """How an act is asked for and done: its form, its action, its template, what is said afterwards."""

    form: Callable[[Actor, Document, Offer, Any], ActForm]
    do: Callable[..., Document]
    input: Callable[[ActForm], dict[str, Any]]
    template: str
    done: Any


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    name = BY_SLUG.get(act)
    if name is None:
        raise Http404
    by = actor_of(request)
    document = document_for(by, pk)
    offer = offer_of(by, document, name, assignments_of(document), _assignment(request))
    page = PAGES[name]
    if request.method != "POST":
        return _page(request, by, document, name, page.form(by, document, offer, None))
    form = page.form(by, document, offer, request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                page.do(document_id=pk, by=by, at=now(), **_common(form, offer), **page.input(form))
            messages.success(request, page.done)
            return redirect("documents:document", pk=pk)
        except Stale as stale:
            return _stale(request, by, pk, name, form, stale)
        except Refusal as refusal:
            add_refusal(form, refusal)
    return _page(request, by, document, name, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _assignment(request: HttpRequest) -> int | None:
    given = request.POST.get("assignment") or request.GET.get("assignment")
    # What is no number names no assignment of the document; it must not stand for the only one there is.
    return (whole_number(given) or 0) if given else None


def _common(form: ActForm, offer: Offer) -> dict[str, Any]:
    about = {} if offer.assignment is None else {"assignment_id": offer.assignment.pk}
    return {"version": form.cleaned_data["version"], **about}


def _stale(request: HttpRequest, by: Actor, pk: int, name: str, form: ActForm, refusal: Refusal) -> HttpResponse:
    """The page as things stand now, with what was typed; sending it again is a decision made with open eyes."""
    document = document_for(by, pk)
    offer_of(by, document, name, assignments_of(document), form.cleaned_data.get("assignment"))
    typed = cast(QueryDict, form.data).copy()
    typed["version"] = str(document.version)
    form.data = typed
    add_refusal(form, refusal)
    return _page(request, by, document, name, form, refusal.status)


def _page(
    request: HttpRequest,
    by: Actor,
    document: Document,
    name: str,
    form: ActForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {**page_of(by, document), "form": form, "act": ACTS[name], "act_name": name}
    return render(request, PAGES[name].template, context, status=status)


def _begin(document: Document, offer: Offer, **more: Any) -> dict[str, Any]:
    return {"version": document.version, "assignment": offer.assignment.pk if offer.assignment else None, **more}


def _still(due_at: datetime | None) -> datetime | None:
    """A deadline to begin with: one that is over would only be refused."""
    return due_at if due_at and due_at > now() else None


def _submit_form(by: Actor, document: Document, offer: Offer, data: Any) -> ActForm:
    leaders = leaders_for(document.organisation_id, now())
    usual = document.submitted_to_id or usual_leader(document.organisation_id)
    return SubmitForm(data, leaders=leaders, initial=_begin(document, offer, leader=usual))


def _instruct_form(by: Actor, document: Document, offer: Offer, data: Any) -> ActForm:
    begin = _begin(document, offer, due_at=_still(document.due_at), urgency=Urgency(document.urgency))
    form = InstructForm(data, initial=begin)
    form.offer(units_of(document.organisation_id, now()), posts_of(document.organisation_id, now()))
    return form


def _give_form(by: Actor, document: Document, offer: Offer, data: Any) -> ActForm:
    assignment = offer.assignment
    members = members_of(assignment.unit_id, now()) if assignment and assignment.unit_id else []
    others = [post for post in members if post.position_id != by.position_id]
    due_at = _still(assignment.due_at if assignment else None)
    return GiveForm(data, members=others, initial=_begin(document, offer, due_at=due_at))


def _report_form(by: Actor, document: Document, offer: Offer, data: Any) -> ActForm:
    return ReportForm(data, initial=_begin(document, offer))


def _return_form(by: Actor, document: Document, offer: Offer, data: Any) -> ActForm:
    return ReturnForm(data, initial=_begin(document, offer))


def _named(form: ActForm) -> dict[str, Any]:
    given = form.cleaned_data
    named = form.named()  # type: ignore[attr-defined]
    return {"text": given["text"], "due_at": given["due_at"], "urgency": Urgency(given["urgency"]), **named}


def _given(*names: str) -> Callable[[ActForm], dict[str, Any]]:
    return lambda form: {name: form.cleaned_data[name] for name in names}


_RETURN = "documents/act_return.html"
PAGES: dict[str, ActPage] = {
    "submit_to_leader": ActPage(
        _submit_form,
        submit_to_leader,
        lambda form: {"position_id": form.cleaned_data["leader"]},
        "documents/act_submit.html",
        _("The document was given to the leader."),
    ),
    "instruct": ActPage(
        _instruct_form, instruct, _named, "documents/act_instruct.html", _("The instruction was given.")
    ),
    "give_to_specialist": ActPage(
        _give_form,
        give_to_specialist,
        _given("lead", "cooperating", "text", "due_at"),
        "documents/act_give.html",
        _("The document was given on."),
    ),
    "report_done": ActPage(
        _report_form, report_done, _given("text"), "documents/act_report.html", _("The work was reported done.")
    ),
    "ask_for_more": ActPage(_return_form, ask_for_more, _given("reason"), _RETURN, _("The document is open again.")),
    "return_to_clerk": ActPage(
        _return_form, return_to_clerk, _given("reason"), _RETURN, _("The document was returned to the clerk.")
    ),
    "return_to_leader": ActPage(
        _return_form, return_to_leader, _given("reason"), _RETURN, _("The document was returned to the leader.")
    ),
    "return_to_head": ActPage(
        _return_form, return_to_head, _given("reason"), _RETURN, _("The document was returned to the head of the unit.")
    ),
    "return_to_sender": ActPage(
        _return_form, return_to_sender, _given("reason"), _RETURN, _("The document was returned to the sender.")
    ),
}

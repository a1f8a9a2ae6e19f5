"""From a file to a number in the register, in three steps that each survive a closed tab."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plenum.core.actor import Actor
from plenum.core.clock import local_date, now
from plenum.core.errors import Refusal
from plenum.documents.actions.register import register_document
from plenum.documents.enums import State
from plenum.documents.models import Document
from plenum.documents.proposals import Proposals
from plenum.documents.queries.documents import document_for
from plenum.documents.queries.duplicates import look_alikes
from plenum.documents.queries.files import files_of
from plenum.documents.queries.issuers import issuer_names
from plenum.documents.queries.offers import offers_for
from plenum.documents.queries.posts import leaders_for, usual_leader
from plenum.documents.queries.proposals import issuer_named, proposals_for
from plenum.documents.queries.registers import ListFilter, ListTab, incoming_page, types_in_force
from plenum.documents.queries.scope import expect_electronic, paper_only
from plenum.documents.receiving import PURPOSE
from plenum.documents.rules import body_of, can_register
from plenum.files.actions.intake import hand_in
from plenum.files.gate.types import BY_EXTENSION
from plenum.files.models import Submission
from plenum.files.queries.submissions import open_submissions, submission_for
from plenum.web.documents.forms.handling import SubmitForm
from plenum.web.documents.forms.registering import CardForm, ReceiveForm, initial_card, sources_of
from plenum.web.documents.shown import pages_shown, ways
from plenum.web.layout.actors import actor_of
from plenum.web.layout.checking import follow
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once

ACCEPTED = ",".join(f".{ending}" for ending in BY_EXTENSION)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def receive(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    can_register.check(by, by.organisation_id)
    today = local_date(now())
    rules = paper_only(by.organisation_id, today)
    form = ReceiveForm(request.POST or None, request.FILES or None, types=types_in_force(today) if rules else [])
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                return redirect("documents:receiving", pk=_handed_in(form, by).pk)
            except Refusal as refusal:
                add_refusal(form, refusal)
    begun = incoming_page(by, ListFilter(tab=ListTab.WAITING), now()).documents
    context = {
        "form": form,
        "accept": ACCEPTED,
        "max": settings.MAX_FILE_SIZE,
        "begun": begun,
        "rules": list(rules.values()),
        "waiting": open_submissions(by, PURPOSE.name),
    }
    return render(request, "documents/receive.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def receiving(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a hand-in while the gate checks them; leads on to the card."""
    submission = submission_for(actor_of(request), pk, PURPOSE.name)
    return follow(
        request,
        submission,
        done=lambda document: reverse("documents:register", kwargs={"pk": document}),
        again=reverse("documents:receive"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def register(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    document = document_for(by, pk)
    if document.state != State.WAITING and request.method != "POST":
        return redirect("documents:document", pk=pk)
    can_register.check(by, document.organisation_id)
    proposals = proposals_for(document)
    types = types_in_force(local_date(at))
    if request.method != "POST":
        issuer = issuer_named(str(proposals.issuer.value), _symbol(proposals)).name if proposals.issuer else ""
        form = CardForm(types=types, initial=initial_card(document, proposals, issuer, local_date(at)))
        return _card_page(request, document, form, proposals)
    form = CardForm(request.POST, types=types)
    if form.is_valid():
        try:
            with transaction.atomic():
                register_document(
                    document_id=pk,
                    version=form.cleaned_data["version"],
                    card=form.card(),
                    duplicate_reason=form.cleaned_data["duplicate_reason"],
                    by=by,
                    at=at,
                )
            return redirect("documents:registered", pk=pk)
        except Refusal as refusal:
            add_refusal(form, refusal)
    return _card_page(request, document_for(by, pk), form, proposals, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def registered(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    document = document_for(by, pk)
    can_register.check(by, document.organisation_id)
    if document.state != State.REGISTERED:
        return redirect("documents:document", pk=pk)
    leaders = leaders_for(document.organisation_id, now())
    usual = usual_leader(document.organisation_id)
    form = SubmitForm(leaders=leaders, initial={"version": document.version, "leader": usual})
    return render(request, "documents/registered.html", {"document": document, "form": form})


def _handed_in(form: ReceiveForm, by: Actor) -> Submission:
    given, at = form.cleaned_data, now()
    expect_electronic(body_of(by), given["type"], local_date(at))
    files = [(file, file.name or "") for file in given["content"]]
    about = {"type": given["type"]}
    return hand_in(files=files, declared=given["declared"], purpose=PURPOSE.name, about=about, by=by, at=at)


def _symbol(proposals: Proposals) -> str:
    return str(proposals.written.value) if proposals.written else ""


def _card_page(
    request: HttpRequest, document: Document, form: CardForm, proposals: Proposals, status: int = HTTPStatus.OK
) -> HttpResponse:
    files = files_of(document)
    context: dict[str, Any] = {
        "document": document,
        "form": form,
        "files": files,
        "pages": pages_shown(document, files[0]) if files else [],
        "issuers": issuer_names(now()),
        "sources": (sources := sources_of(proposals)),
        "was_read": any(source is not None for source in sources.values()),
        "alike": look_alikes(document) if document.state == State.WAITING else [],
        "is_duplicate": "duplicate_reason" in form.errors or bool(form["duplicate_reason"].value()),
        "more": ways(
            document, [o for o in offers_for(actor_of(request), document, []) if o.act != "register_document"]
        ),
        "accept": ACCEPTED,
    }
    return render(request, "documents/register.html", context, status=status)

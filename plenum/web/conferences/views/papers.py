"""Papers: attached and released by the secretaries, read by whoever the conference lets read them."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenum.conferences import rules
from plenum.conferences.actions.papers import attach_paper, note_opening, open_paper, release_paper, withdraw_paper
from plenum.conferences.attaching import PURPOSE
from plenum.conferences.models import AgendaItem, Conference, Paper
from plenum.conferences.queries.agenda import agenda_item
from plenum.conferences.queries.conferences import conference_visible_to
from plenum.conferences.queries.papers import asks_for_watermark, paper_visible_to, watermark_of
from plenum.conferences.queries.sources import attachable_documents, source_of
from plenum.core.actor import Actor
from plenum.core.clock import local_date, now
from plenum.core.errors import Forgotten, Refusal
from plenum.core.text import whole_number
from plenum.documents.models import DocumentType
from plenum.documents.queries.registers import types_in_force
from plenum.documents.queries.scope import expect_electronic, paper_only
from plenum.files.actions.intake import hand_in
from plenum.files.enums import PreviewState
from plenum.files.gate.types import PDF
from plenum.files.queries.blobs import IMAGE_TYPE, WIDTHS, page_of, pages_of
from plenum.files.queries.renditions import shown_image, shown_pdf
from plenum.files.queries.submissions import submission_for
from plenum.web.conferences.forms import PaperForm
from plenum.web.conferences.views.preparation import HIDDEN, worked_on
from plenum.web.layout.actors import actor_of
from plenum.web.layout.checking import follow
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once
from plenum.web.layout.ranges import answer_range
from plenum.web.layout.sealed import SEALED
from plenum.web.layout.sheets import sheets_of, text_told


@require_http_methods(["GET", "POST"])
@once
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    rules.can_prepare_conference.check(by, conference)
    item = _item(conference, request.POST.get("item") or request.GET.get("item", ""))
    if request.method == "GET":
        return _attach_page(
            request,
            by,
            conference,
            item,
            PaperForm(types=_types(conference), initial={"title": request.GET.get("title", "")}),
        )
    document_id = whole_number(request.POST.get("document"))
    if document_id is not None:
        return _attach_document(by, conference, item, document_id)
    return _attach_file(request, by, conference, item)


@require_http_methods(["GET", "POST"])
@never_cache
@once
def attaching(request: HttpRequest, pk: int, submission_id: int) -> HttpResponse:
    """A file while the gate checks it; leads on to the agenda with the paper."""
    # Whoever lost the conference meanwhile still learns what became of the file.
    submission = submission_for(actor_of(request), submission_id, PURPOSE.name)
    about = submission.about
    if about["conference"] != pk:
        raise Forgotten(HIDDEN)
    form = {"item": about["item"] or "", "title": about.get("title", "")}
    return follow(
        request,
        submission,
        done=lambda _paper: _prepared(pk, about["item"]),
        again=reverse("conferences:attach", kwargs={"pk": pk}) + f"?{urlencode(form)}",
    )


@require_POST
@once
def release(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    release_paper(conference=conference, paper_id=paper_id, by=by, at=now())
    return redirect("conferences:prepare", pk=pk)


@require_POST
@once
def withdraw(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    by, conference = worked_on(request, pk)
    withdraw_paper(conference=conference, paper_id=paper_id, by=by, at=now())
    return redirect("conferences:prepare", pk=pk)


@require_GET
@never_cache
def paper(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    by = actor_of(request)
    conference = conference_visible_to(by, pk)
    opened = open_paper(conference=conference, paper_id=paper_id, by=by, at=now())
    pages = sheets_of(pages_of(opened.blob), partial(_address, pk, paper_id))
    waiting = not pages and opened.blob.previews_state == PreviewState.WAITING
    is_marked = asks_for_watermark(opened)
    context = {"conference": conference, "paper": opened, "pages": pages, "waiting": waiting, "is_marked": is_marked}
    return render(request, "conferences/paper.html", context)


@require_GET
@never_cache
def pdf(request: HttpRequest, pk: int, paper_id: int) -> HttpResponseBase:
    """The bytes from which a viewer draws: the PDF itself or the view of an office file, whole or in parts."""
    readable = _readable(request, pk, paper_id)
    content = shown_pdf(readable.blob, watermark_of(actor_of(request), readable, now()))
    return answer_range(request, content, content_type=PDF, headers=SEALED)


@require_GET
@never_cache
def text(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    """The text of every page, for a search in the viewer."""
    readable = _readable(request, pk, paper_id)
    return JsonResponse(text_told(pages_of(readable.blob)), headers=SEALED)


@require_GET
@never_cache
def page_text(request: HttpRequest, pk: int, paper_id: int, number: int) -> HttpResponse:
    """The text of one page, with the places of the words that were read from its image."""
    shown, words = page_of(_readable(request, pk, paper_id).blob, number)
    return JsonResponse(text_told([shown], words), headers=SEALED)


@require_GET
@never_cache
def page(request: HttpRequest, pk: int, paper_id: int, number: int, width: int) -> HttpResponse:
    by = actor_of(request)
    conference = conference_visible_to(by, pk)
    readable = paper_visible_to(by, conference, paper_id)
    words = watermark_of(by, readable, now())
    image = shown_image(readable.blob, number, width if width in WIDTHS else WIDTHS[1], words)
    note_opening(paper=readable, by=by, at=now())
    return HttpResponse(image, content_type=IMAGE_TYPE, headers=SEALED)


def _readable(request: HttpRequest, pk: int, paper_id: int) -> Paper:
    """A paper that the person may read; that they open it is noted."""
    by = actor_of(request)
    return open_paper(conference=conference_visible_to(by, pk), paper_id=paper_id, by=by, at=now())


def _attach_document(by: Actor, conference: Conference, item: AgendaItem | None, document_id: int) -> HttpResponse:
    source = source_of(by, document_id)
    attach_paper(
        conference=conference,
        item_id=item.pk if item else None,
        title=source.title,
        blob=source.blob,
        document_id=document_id,
        by=by,
        at=now(),
    )
    return redirect(_prepared(conference.pk, item.pk if item else None))


def _attach_file(request: HttpRequest, by: Actor, conference: Conference, item: AgendaItem | None) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES, types=_types(conference))
    if form.is_valid():
        given = form.cleaned_data
        file = given["file"]
        try:
            expect_electronic(conference.organisation_id, given["type"], local_date(now()))
            submission = hand_in(
                files=[(file, file.name or "")],
                declared=given["declared"],
                purpose=PURPOSE.name,
                about={
                    "conference": conference.pk,
                    "item": item.pk if item else None,
                    "title": given["title"],
                    "type": given["type"],
                },
                by=by,
                at=now(),
            )
            return redirect("conferences:attaching", pk=conference.pk, submission_id=submission.pk)
        except Refusal as refusal:
            add_refusal(form, refusal)
    return _attach_page(request, by, conference, item, form, 422)


def _attach_page(
    request: HttpRequest,
    by: Actor,
    conference: Conference,
    item: AgendaItem | None,
    form: PaperForm,
    status: int = 200,
) -> HttpResponse:
    words = request.GET.get("words", "")
    context: dict[str, Any] = {
        "conference": conference,
        "item": item,
        "form": form,
        "words": words,
        "documents": attachable_documents(by, words),
    }
    return render(request, "conferences/attach.html", context, status=status)


def _types(conference: Conference) -> list[DocumentType]:
    """The types to choose from where the body keeps some on paper only; elsewhere nobody is asked."""
    today = local_date(now())
    return types_in_force(today) if paper_only(conference.organisation_id, today) else []


def _item(conference: Conference, given: str) -> AgendaItem | None:
    number = whole_number(given)
    return agenda_item(conference, number) if number is not None else None


def _prepared(conference_id: int, item_id: int | None) -> str:
    """Where the agenda shows the papers of an item, or of the whole conference."""
    return reverse("conferences:prepare", kwargs={"pk": conference_id}) + (f"#item-{item_id}" if item_id else "")


def _address(pk: int, paper_id: int, number: int, width: int) -> str:
    return reverse("conferences:page", kwargs={"pk": pk, "paper_id": paper_id, "number": number, "width": width})

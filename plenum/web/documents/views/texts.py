"""The text that was read from a file beside the image of its page: read, corrected, taken back."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.errors import Forgotten, Refusal, Stale
from plenum.core.text import whole_number
from plenum.documents.actions.read import note_page_seen
from plenum.documents.actions.texts import correct_file_text, note_refused_correction, take_back_correction
from plenum.documents.models import DocumentFile
from plenum.documents.queries.desk import has_turn
from plenum.documents.queries.files import file_for
from plenum.documents.rules import can_correct_text
from plenum.files.queries.blobs import WIDTHS
from plenum.files.queries.texts import SHOWN, PageText, corrections_of, page_text
from plenum.web.documents.forms.texts import TakeBackForm, TextForm
from plenum.web.documents.shown import corrections_shown, page_address
from plenum.web.layout.actors import actor_of
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def text(request: HttpRequest, pk: int, file_id: int, number: int) -> HttpResponse:
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    shown = page_text(file.blob, number)
    if request.method == "POST":
        return _save(request, by, file, shown)
    note_page_seen(document=file.document, by=by, at=now())
    form = TextForm(initial={"seen": shown.seen, "text": shown.text})
    return _page(request, by, file, shown, form)


def _save(request: HttpRequest, by: Actor, file: DocumentFile, shown: PageText) -> HttpResponse:
    can_correct_text.check(by, file.document, has_turn=has_turn(by, file.document))
    form = TextForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    where: dict[str, Any] = {"document_id": file.document_id, "file_id": file.pk, "page": shown.number}
    if form.is_valid():
        try:
            with transaction.atomic():
                correct_file_text(**where, **form.cleaned_data, by=by, at=now())
            messages.success(request, _("The text was corrected. The search finds it by the new words from now on."))
            return redirect("documents:text_page", pk=file.document_id, file_id=file.pk, number=shown.number)
        except Stale as stale:
            return _stale(request, by, file, shown, form, stale)
        except Refusal as refusal:
            if refusal.code == "secrecy_mark":
                return _refused(request, by, file, shown, form.cleaned_data["text"], refusal)
            add_refusal(form, refusal)
    return _page(request, by, file, shown, form, status)


def _stale(
    request: HttpRequest, by: Actor, file: DocumentFile, shown: PageText, form: TextForm, refusal: Refusal
) -> HttpResponse:
    """What was typed is kept, the text as it stands now is shown beside it; saving again is a decision."""
    typed = cast(QueryDict, form.data).copy()
    typed["seen"] = shown.seen
    form.data = typed
    add_refusal(form, refusal)
    return _page(request, by, file, shown, form, refusal.status, is_stale=True)


def _refused(
    request: HttpRequest, by: Actor, file: DocumentFile, shown: PageText, refused: str, refusal: Refusal
) -> HttpResponse:
    """The refusal goes on record, so the answer is none of those that undo it; the words are not shown again."""
    at = now()
    note_refused_correction(
        document_id=file.document_id, file_id=file.pk, page=shown.number, text=refused, by=by, at=at
    )
    form = TextForm({"seen": shown.seen, "text": shown.text, "reason": ""})
    form.is_valid()
    add_refusal(form, refusal)
    return _page(request, by, file, shown, form)


def _page(
    request: HttpRequest,
    by: Actor,
    file: DocumentFile,
    shown: PageText,
    form: TextForm,
    status: int = HTTPStatus.OK,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    context = {**_context(by, file, shown), "form": form, "is_stale": is_stale}
    return render(request, "documents/text.html", context, status=status)


def _context(by: Actor, file: DocumentFile, shown: PageText) -> dict[str, Any]:
    document = file.document
    return {
        "document": document,
        "file": file,
        "shown": shown,
        "image": page_address(document.pk, file.pk, shown.number, WIDTHS[-1]) if shown.number else "",
        "size": file.blob.page_sizes[shown.number - 1] if 0 < shown.number <= len(file.blob.page_sizes) else None,
        "why_not": can_correct_text.reason(by, document, has_turn=has_turn(by, document)),
        "last": next(iter(corrections_shown(document, corrections_of(file.blob, shown.number)[:1])), None),
    }


@require_safe
@never_cache
def history(request: HttpRequest, pk: int, file_id: int, number: int) -> HttpResponse:
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    shown = page_text(file.blob, number)
    found = corrections_of(file.blob, number, before=whole_number(request.GET.get("before")))
    corrections = corrections_shown(file.document, found[:SHOWN], with_differences=True)
    context = {
        **_context(by, file, shown),
        "corrections": corrections,
        "older": corrections[-1].pk if len(found) > SHOWN else None,
    }
    return render(request, "documents/text_history.html", context)


@require_http_methods(["POST"])
@never_cache
@once
def take_back(request: HttpRequest, pk: int, file_id: int, number: int) -> HttpResponse:
    by = actor_of(request)
    document = file_for(by, pk, file_id).document
    can_correct_text.check(by, document, has_turn=has_turn(by, document))
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        raise Forgotten(_("There is no such correction."))
    correction_id, seen = form.cleaned_data["correction"], form.cleaned_data["seen"]
    correction = take_back_correction(
        document_id=pk, file_id=file_id, correction_id=correction_id, seen=seen, by=by, at=now()
    )
    messages.success(request, _("The text stands again as it was before that correction."))
    return redirect("documents:text_history", pk=pk, file_id=file_id, number=correction.page)

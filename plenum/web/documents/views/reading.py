"""The page of a document, its page images and its files."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.documents.actions.read import note_download, note_page_seen, note_reading
from plenum.documents.enums import State
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.documents import document_for
from plenum.documents.queries.files import file_for, files_of, watermark_of
from plenum.documents.queries.offers import assignments_of, offers_for
from plenum.documents.queries.route import holders_of, route_of
from plenum.documents.queries.story import readings_of, story_of
from plenum.documents.rules import can_register, can_take_original
from plenum.files.gate.types import PDF
from plenum.files.queries.blobs import IMAGE_TYPE, WIDTHS, pages_of
from plenum.files.queries.blobs import page_of as page_of_blob
from plenum.files.queries.renditions import Copy, copy_of, shown_image, shown_pdf
from plenum.web.documents.shown import pages_shown, story_lines, ways
from plenum.web.layout.actors import actor_of
from plenum.web.layout.ranges import answer_range
from plenum.web.layout.sealed import SEALED
from plenum.web.layout.sheets import text_told
from plenum.web.layout.streams import StreamedFile


@require_safe
@never_cache
def document(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    shown = document_for(by, pk)
    if shown.state == State.WAITING and can_register(by, shown.organisation_id):
        return redirect("documents:register", pk=pk)
    note_reading(document=shown, by=by, at=now())
    return render(request, "documents/document.html", page_of(by, shown))


def page_of(by: Actor, shown: Document) -> dict[str, Any]:
    """What the page of a document shows beside an act's form. A constant number of queries."""
    files, steps, holders = files_of(shown), route_of(shown), holders_of(shown)
    offered = ways(shown, offers_for(by, shown, assignments_of(shown)))
    return {
        "document": shown,
        "files": files,
        "pages": pages_shown(shown, files[0]) if files else [],
        "originals": files if shown.organisation.asks_for_watermark and can_take_original(by, shown) else [],
        "primary": offered[0] if offered else None,
        "others": offered[1:],
        "steps": steps,
        # That it waits for the reader alone is what the button says.
        "holders": [] if offered and offered[0].is_forward and len(holders) == 1 else holders,
        "story": story_lines(story_of(shown), steps),
        "readings": story_lines(readings_of(shown)),
    }


@require_safe
@never_cache
def viewer(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    file = file_for(actor_of(request), pk, file_id)
    context = {"document": file.document, "file": file, "pages": pages_shown(file.document, file)}
    return render(request, "documents/_viewer.html", context)


@require_safe
@never_cache
def read(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """A file alone, as large as the window."""
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    note_reading(document=file.document, by=by, at=now())
    context = {"document": file.document, "file": file, "pages": pages_shown(file.document, file)}
    return render(request, "documents/read.html", context)


@require_safe
@never_cache
def pdf(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """The bytes from which a viewer draws: the PDF itself or the view of an office file, whole or in parts."""
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    content = shown_pdf(file.blob, watermark_of(by, file.document, now()))
    note_page_seen(document=file.document, by=by, at=now())
    return answer_range(request, content, content_type=PDF, headers=SEALED)


@require_safe
@never_cache
def text(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """The text of every page, for a search in the viewer."""
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    note_page_seen(document=file.document, by=by, at=now())
    return JsonResponse(text_told(pages_of(file.blob)), headers=SEALED)


@require_safe
@never_cache
def page_text(request: HttpRequest, pk: int, file_id: int, number: int) -> HttpResponse:
    """The text of one page, with the places of the words that were read from its image."""
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    shown, words = page_of_blob(file.blob, number)
    note_page_seen(document=file.document, by=by, at=now())
    return JsonResponse(text_told([shown], words), headers=SEALED)


@require_safe
@never_cache
def page(request: HttpRequest, pk: int, file_id: int, number: int, width: int) -> HttpResponse:
    by, at = actor_of(request), now()
    file = file_for(by, pk, file_id)
    words = watermark_of(by, file.document, at)
    image = shown_image(file.blob, number, width if width in WIDTHS else WIDTHS[1], words)
    note_page_seen(document=file.document, by=by, at=at)
    return HttpResponse(image, content_type=IMAGE_TYPE, headers=SEALED)


@require_safe
@never_cache
def download(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """The original, or where the body asks for it a copy with a watermark."""
    by, at = actor_of(request), now()
    file = file_for(by, pk, file_id)
    return _taken(file, copy_of(file.blob, file.name, watermark_of(by, file.document, at)), by, at)


@require_safe
@never_cache
def original(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """The original, for those who may have it where others get a copy."""
    by = actor_of(request)
    file = file_for(by, pk, file_id)
    can_take_original.check(by, file.document)
    return _taken(file, copy_of(file.blob, file.name, words=""), by, now())


def _taken(file: DocumentFile, copy: Copy, by: Actor, at: datetime) -> HttpResponseBase:
    note_download(file=file, name=copy.name, by=by, at=at)
    return StreamedFile(
        copy.content, as_attachment=True, filename=copy.name, content_type=copy.media_type, headers=SEALED
    )

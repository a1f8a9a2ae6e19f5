"""Pages, images and files, and the headers that keep them harmless."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenum.audit.models import AuditEvent
from plenum.core.actor import SYSTEM
from plenum.documents.actions.receive import receive_document
from plenum.documents.models import Document, DocumentFile
from plenum.files.actions.withhold import withhold_pages
from plenum.files.checking import submit_file
from plenum.files.derived import VIEW, write_derived
from plenum.files.gate.types import DOCX
from plenum.files.models import Blob, TextLayer
from plenum.web.layout.sealed import SEALED
from tests import papers
from tests.cast import MONDAY, Cast
from tests.documents.made import done, in_work, registered, submitted
from tests.web.documents.conftest import As
from tests.web.layout.reading import Page


def with_paper(cast: Cast, name: str = "Công văn “412”.pdf") -> DocumentFile:
    lan = cast.actor("lan")
    intake = submit_file(content=io.BytesIO(papers.state_letter_pdf()), name=name, declared=True, by=lan, at=MONDAY)
    receive_document(intakes=[intake], by=lan, at=MONDAY)
    return DocumentFile.objects.get()


@pytest.mark.feature("S7")
def test_a_page_image_is_an_image_nobody_stores(cast: Cast, as_: As) -> None:
    file = with_paper(cast)
    answer = as_("lan").get(f"/documents/{file.document_id}/files/{file.pk}/1/800/")
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:4]) == (200, "image/webp", b"RIFF")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize("path", ["99/800", "0/800"])
def test_a_page_that_does_not_exist_is_not_found(cast: Cast, as_: As, path: str) -> None:
    file = with_paper(cast)
    assert as_("lan").get(f"/documents/{file.document_id}/files/{file.pk}/{path}/").status_code == 404


@pytest.mark.feature("X3")
def test_the_original_is_downloaded_sealed_named_and_written_down(cast: Cast, as_: As) -> None:
    file = with_paper(cast)
    answer = as_("lan").get(f"/documents/{file.document_id}/files/{file.pk}/")
    assert b"".join(answer) == papers.state_letter_pdf()
    headers = {name: answer.headers[name] for name in ("Content-Security-Policy", "X-Content-Type-Options")}
    assert headers == {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''C%C3%B4ng%20v%C4%83n")
    event = AuditEvent.objects.get(act="documents.document.downloaded")
    assert (event.actor_name, event.target_id, event.payload) == (
        "Trần Thị Lan",
        file.document_id,
        {"file": file.name},
    )


@pytest.mark.feature("S7")
def test_a_viewer_gets_the_part_it_asks_for_sealed_and_stored_nowhere(cast: Cast, as_: As) -> None:
    file, whole = with_paper(cast), papers.state_letter_pdf()
    address, lan = f"/documents/{file.document_id}/files/{file.pk}/pdf/", as_("lan")
    answer = lan.get(address, headers={"Range": "bytes=5-104"})
    assert (answer.status_code, b"".join(answer)) == (206, whole[5:105])
    assert answer.headers["Content-Range"] == f"bytes 5-104/{len(whole)}"
    assert {name: answer.headers[name] for name in SEALED} == SEALED
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"".join(lan.get(address)) == whole
    assert lan.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


@pytest.mark.feature("S7")
def test_an_office_file_is_read_from_its_view_and_a_picture_from_its_image_alone(cast: Cast, as_: As) -> None:
    file, lan = with_paper(cast), as_("lan")
    address = f"/documents/{file.document_id}/files/{file.pk}/"
    kept = Blob.objects.create(
        sha256="a" * 64, size=1, media_type=DOCX, name="a.docx", pages=1, page_sizes=[[595, 842]], at=MONDAY
    )
    write_derived(kept.sha256, VIEW, b"%PDF- the view")
    DocumentFile.objects.filter(pk=file.pk).update(blob=kept)
    assert b"".join(lan.get(f"{address}pdf/")) == b"%PDF- the view"
    scan = Blob.objects.create(
        sha256="b" * 64, size=1, media_type="image/png", name="a.png", pages=1, page_sizes=[[595, 842]], at=MONDAY
    )
    DocumentFile.objects.filter(pk=file.pk).update(blob=scan)
    assert lan.get(f"{address}pdf/").status_code == 404
    assert b"data-pdf" not in lan.get(f"{address}read/").content


def test_pages_that_are_withheld_are_shown_through_no_door(cast: Cast, as_: As) -> None:
    file, lan = with_paper(cast), as_("lan")
    withhold_pages(blob=file.blob, mark="mật", place="body", page=1, by=SYSTEM, at=MONDAY)
    address = f"/documents/{file.document_id}/files/{file.pk}/"
    answers = [lan.get(address + end) for end in ("pdf/", "text/", "1/text/", "1/800/")]
    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.feature("S7", "X3")
def test_the_text_is_told_for_all_pages_and_for_one_with_the_places_of_its_words(cast: Cast, as_: As) -> None:
    file, lan = with_paper(cast), as_("lan")
    address = f"/documents/{file.document_id}/files/{file.pk}/"
    words = [[0.1, 0.2, 0.3, 0.02, "Kính", 91], [0.5, 0.2, 0.1, 0.02, "gửi", 88]]
    TextLayer.objects.filter(blob=file.blob, page=1).update(words=words)
    whole, one = lan.get(f"{address}text/"), lan.get(f"{address}1/text/")
    assert "nước sạch" in whole.json()["pages"][0]
    assert one.json() == {"text": whole.json()["pages"][0], "words": words}
    assert AuditEvent.objects.filter(act="documents.document.read").count() == 1


@pytest.mark.feature("S7")
def test_the_page_carries_the_text_of_a_short_file_for_who_has_no_script(cast: Cast, as_: As) -> None:
    file = with_paper(cast)
    page = as_("lan").get(f"/documents/{file.document_id}/files/{file.pk}/read/").content.decode()
    shown = re.search(r'<div class="pl-viewer__text">(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    assert "nước sạch" in shown[1]


def test_a_file_of_another_document_is_not_found_through_ones_own(cast: Cast, as_: As) -> None:
    file, own = with_paper(cast), registered(cast, by="binh")
    binh = as_("binh")
    paths = [f"/documents/{pk}/files/{file.pk}/" for pk in (own.pk, file.document_id)]
    ends = ("", "1/800/", "pages/", "read/", "pdf/", "text/", "1/text/")
    pages = [f"{path}{end}" for path in paths for end in ends]
    assert {binh.get(page).status_code for page in pages} == {404}


def test_what_one_may_not_see_answers_as_what_does_not_exist(cast: Cast, as_: As) -> None:
    document, dung = in_work(cast), as_("dung")
    hidden, absent = dung.get(f"/documents/{document.pk}/"), dung.get("/documents/99999999/")
    same = [page.content.decode().replace(str(document.pk), "N").replace("99999999", "N") for page in (hidden, absent)]
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert same[0] == same[1]


def test_the_page_costs_the_same_for_a_short_and_a_long_story(cast: Cast, as_: As) -> None:
    minh, counted = as_("minh"), []
    for make in (in_work, done):
        document: Document = make(cast)
        minh.get(f"/documents/{document.pk}/")
        with CaptureQueriesContext(connection) as queries:
            minh.get(f"/documents/{document.pk}/")
        counted.append(len(queries))
    assert counted[0] == counted[1] < 32


@pytest.mark.feature("X2")
@pytest.mark.parametrize(
    "path", ["/", "/documents/", "/documents/register/", "/documents/{pk}/", "/documents/{pk}/instruct/"]
)
def test_pages_are_well_formed_and_carry_no_inline_code(cast: Cast, as_: As, path: str) -> None:
    document = submitted(cast)
    who = "lan" if "register" in path else "minh"
    page = Page()
    page.feed(as_(who).get(path.format(pk=document.pk)).content.decode())
    assert (page.faults, page.inline) == ([], [])
    assert len(page.ids) == len(set(page.ids))

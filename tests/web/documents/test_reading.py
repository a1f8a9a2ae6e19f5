"""Pages, images and files, and the headers that keep them harmless."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenum.audit.models import AuditEvent
from plenum.documents.actions.receive import receive_document
from plenum.documents.models import Document, DocumentFile
from plenum.files.actions.intake import submit_file
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


def test_a_file_of_another_document_is_not_found_through_ones_own(cast: Cast, as_: As) -> None:
    file, own = with_paper(cast), registered(cast, by="binh")
    binh = as_("binh")
    paths = [f"/documents/{pk}/files/{file.pk}/" for pk in (own.pk, file.document_id)]
    pages = [f"{path}{end}" for path in paths for end in ("", "1/800/", "pages/")]
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

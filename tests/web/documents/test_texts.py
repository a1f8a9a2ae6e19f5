"""The page of a file's text: beside its image, corrected, refused, taken back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenum.audit.models import AuditEvent
from plenum.documents.entries import load
from plenum.documents.models import Document, DocumentFile
from plenum.files.models import TextCorrection, TextLayer
from plenum.files.queries.texts import seen_of
from tests.cast import MONDAY, Cast
from tests.documents.made import in_work, registered
from tests.web.documents.conftest import As, sent
from tests.web.layout.reading import read

READ = "Kinh gửi Sở Công Thương"
WORDS = [[0.1, 0.1, 0.1, 0.02, "Kinh", 38], [0.2, 0.1, 0.1, 0.02, "gửi", 95]]


def scanned(document: Document) -> DocumentFile:
    """The document's file as if it were a scan."""
    file = DocumentFile.objects.select_related("blob").get(document=document)
    file.blob.page_sizes, file.blob.pages = [[595.0, 842.0]] * 2, 2
    file.blob.save(update_fields=["page_sizes", "pages"])
    TextLayer.objects.filter(blob=file.blob).update(text=READ, source="ocr", confidence=66.4, words=WORDS)
    return file


def address(file: DocumentFile, number: int = 1, more: str = "") -> str:
    return f"/documents/{file.document_id}/files/{file.pk}/text/{number}/{more}"


def save(client: Client, file: DocumentFile, text: str, *, seen: str = READ, reason: str = "") -> Any:
    return client.post(address(file), sent(seen=seen_of(seen), text=text, reason=reason))


def in_outbox(file: DocumentFile) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_outbox WHERE object_id = %s", [file.document_id])
        return int(cursor.fetchone()[0])


@pytest.mark.feature("S8")
def test_the_page_shows_image_text_source_certainty_and_uncertain_words(cast: Cast, as_: As) -> None:
    file = scanned(registered(cast))
    answer = as_("lan").get(address(file))
    body = answer.content.decode()
    page = read(body)
    assert (answer.status_code, page.faults, page.inline) == (200, [], [])
    for part in (
        f"/documents/{file.document_id}/files/{file.pk}/1/1400/",
        "Read from the image of the page",
        "Read with low certainty (66 %)",
        "1 word is uncertain",
        '<mark class="doc-unsure">Kinh<span class="doc-unsure__sign" aria-hidden="true">?</span>',
        "Page 1 of 2",
        f'rel="next" href="{address(file, 2)}"',
        "write nothing that is a state secret",
    ):
        assert part in body
    assert "Nothing was read from this page yet" not in body
    assert as_("lan").get(address(file, 3)).status_code == 404


@pytest.mark.feature("S8", "D18")
def test_a_correction_is_kept_found_and_told_without_its_words(cast: Cast, as_: As) -> None:
    file = scanned(registered(cast))
    waiting = in_outbox(file)
    answer = save(as_("lan"), file, "Kính gửi Sở Công Thương", reason="dấu bị mờ")
    assert in_outbox(file) == waiting + 1
    assert (answer.status_code, answer.headers["Location"]) == (302, address(file))
    (entry,) = load([file.document_id])
    assert "Kính gửi Sở Công Thương" in entry.text
    event = AuditEvent.objects.get(act="documents.document.text_corrected")
    assert event.payload == {"file": file.name, "page": 1}
    story = as_("lan").get(f"/documents/{file.document_id}/").content.decode()
    assert f"corrected the text read from “{file.name}”, page 1" in story
    assert "Last corrected by Trần Thị Lan" in as_("lan").get(address(file)).content.decode()


@pytest.mark.feature("S8")
def test_whoever_has_the_turn_may_and_whoever_had_it_may_not(cast: Cast, as_: As) -> None:
    file = scanned(in_work(cast))
    got = {name: save(as_(name), file, f"do {name} sửa").status_code for name in ("minh", "hoa", "dung", "binh")}
    assert got == {"minh": 403, "hoa": 403, "dung": 404, "binh": 404}
    assert save(as_("nam"), file, "Kính gửi Sở").status_code == 302
    shown = as_("minh").get(address(file)).content.decode()
    assert "Only a clerk of the body, or whoever has the document on the desk now" in shown
    assert "<textarea" not in shown


def test_a_stale_page_keeps_what_was_typed_and_shows_the_present_text(cast: Cast, as_: As) -> None:
    file = scanned(registered(cast))
    save(as_("lan"), file, "Kính gửi Sở")
    answer = save(as_("lan"), file, "bản của tôi")
    form = answer.context["form"]
    assert (answer.status_code, form["text"].value(), form["seen"].value()) == (
        409,
        "bản của tôi",
        seen_of("Kính gửi Sở"),
    )
    assert "The text as it stands now" in answer.content.decode()
    assert save(as_("lan"), file, "bản của tôi", seen="Kính gửi Sở").status_code == 302


@pytest.mark.feature("S2", "S8")
def test_a_text_with_a_mark_is_refused_written_down_and_not_shown_again(cast: Cast, as_: As) -> None:
    file = scanned(registered(cast))
    answer = save(as_("lan"), file, "TỐI MẬT\nKế hoạch riêng")
    form = answer.context["form"]
    assert (answer.status_code, form.errors.as_data()["text"][0].code) == (200, "secrecy_mark")
    assert "Kế hoạch riêng" not in answer.content.decode()
    assert (TextCorrection.objects.count(), TextLayer.objects.get(blob=file.blob).text) == (0, READ)
    told = {event.act: event.payload for event in AuditEvent.objects.filter(act__endswith="refused")}
    assert set(told) == {"files.text.refused", "documents.document.text_refused"}
    assert "riêng" not in str(told)


def test_a_save_without_a_change_is_refused_beside_the_text(cast: Cast, as_: As) -> None:
    file = scanned(registered(cast))
    answer = save(as_("lan"), file, READ)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])


@pytest.mark.feature("S8")
def test_the_history_shows_both_sides_and_takes_back(cast: Cast, as_: As) -> None:
    file, lan = scanned(registered(cast)), as_("lan")
    save(lan, file, "Kính gửi Sở Công Thương", reason="dấu bị mờ")
    correction = TextCorrection.objects.get()
    body = lan.get(address(file, more="history/")).content.decode()
    for part in ("Trần Thị Lan", "Reason: dấu bị mờ", READ, "Kính gửi Sở Công Thương", 'aria-label="taken out"'):
        assert part in body
    back = {field["name"]: field["value"] for field in read(body).all("input") if field.get("type") == "hidden"}
    assert (back["seen"], back["correction"]) == (seen_of("Kính gửi Sở Công Thương"), str(correction.pk))
    answer = lan.post(address(file, more="take-back/"), back)
    assert answer.headers["Location"] == address(file, more="history/")
    assert TextLayer.objects.get(blob=file.blob).text == READ
    assert "Took the correction of" in lan.get(address(file, more="history/")).content.decode()
    stale = lan.post(address(file, more="take-back/"), {**back, **sent()})
    assert stale.status_code == 409


def test_who_of_another_body_corrected_the_same_bytes_is_not_said(cast: Cast, as_: As) -> None:
    ours = registered(cast, content="cùng nội dung")
    theirs = registered(cast, content="cùng nội dung", by="binh")
    file = DocumentFile.objects.get(document=theirs)
    save(as_("binh"), file, "nội dung đã sửa", seen="cùng nội dung", reason="theo bản gốc")
    own = DocumentFile.objects.get(document=ours)
    body = as_("lan").get(address(own, more="history/")).content.decode()
    assert "Somebody of another body that holds the same file" in body
    assert "Ngô Thanh Bình" not in body
    assert "theo bản gốc" not in body
    (entry,) = load([ours.pk])
    assert "nội dung đã sửa" in entry.text


def test_the_history_costs_the_same_queries_for_one_and_for_three_corrections(cast: Cast, as_: As) -> None:
    file, lan = scanned(registered(cast)), as_("lan")
    save(lan, file, "1")
    lan.get(address(file, more="history/"))
    with CaptureQueriesContext(connection) as one:
        lan.get(address(file, more="history/"))
    for number in (2, 3):
        save(lan, file, str(number), seen=str(number - 1))
    with CaptureQueriesContext(connection) as three:
        lan.get(address(file, more="history/"))
    assert len(three) == len(one)


def test_a_long_history_is_divided(cast: Cast, as_: As) -> None:
    file, lan = scanned(registered(cast)), as_("lan")
    made = [
        TextCorrection(
            blob=file.blob, page=1, before=str(n), after=str(n + 1), source_before="ocr", by_person_id=1, at=MONDAY
        )
        for n in range(12)
    ]
    TextCorrection.objects.bulk_create(made)
    first = lan.get(address(file, more="history/"))
    older = first.context["older"]
    assert len(first.context["corrections"]) == 10
    assert len(lan.get(address(file, more=f"history/?before={older}")).context["corrections"]) == 2

"""A person mends what was read from a file."""

import pytest
from django.db import connection
from django.utils import translation

from plenum.audit.models import AuditEvent
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Invalid, Refusal, Stale
from plenum.files.actions.corrections import correct_text, take_back
from plenum.files.actions.withhold import withhold_pages
from plenum.files.enums import TextSource
from plenum.files.models import Blob, TextCorrection, TextLayer
from plenum.files.queries.blobs import text_of
from plenum.files.queries.texts import Run, page_text, runs_of, seen_of
from tests.cast import MONDAY
from tests.files.conftest import LAN

READ = "UBND tình Lam Giang\nkinh gửi Sở Công Thương"
WORDS = [[0.1, 0.1, 0.1, 0.02, "UBND", 96], [0.2, 0.1, 0.1, 0.02, "tình", 41], [0.1, 0.2, 0.1, 0.02, "kinh", 38]]


@pytest.fixture
def scan(db: None) -> Blob:
    """A page of a scan as it was read from its image, and a second page that was not read."""
    blob = Blob.objects.create(
        sha256="ab" * 32, size=9, media_type="application/pdf", name="quet.pdf", pages=2, at=MONDAY
    )
    TextLayer.objects.create(blob=blob, page=1, text=READ, source=TextSource.OCR, confidence=71.5, words=WORDS)
    return blob


def corrected(blob: Blob, text: str, *, page: int = 1, seen: str | None = None, **more: str) -> TextCorrection:
    seen = page_text(blob, page).seen if seen is None else seen
    return correct_text(blob=blob, page=page, seen=seen, text=text, by=LAN, at=MONDAY, **more)


@pytest.mark.feature("S8")
def test_a_correction_replaces_the_text_and_keeps_what_stood_there(scan: Blob) -> None:
    correction = corrected(scan, "UBND tỉnh Lam Giang  \r\nKính gửi Sở Công Thương\r\n", reason=" con dấu che chữ ")
    layer = TextLayer.objects.get(blob=scan, page=1)
    assert (layer.text, layer.source, layer.confidence, layer.words) == (
        "UBND tỉnh Lam Giang\nKính gửi Sở Công Thương",
        TextSource.PERSON,
        None,
        [],
    )
    kept = (correction.before, correction.after, correction.source_before, correction.by_name, correction.reason)
    assert kept == (READ, layer.text, TextSource.OCR, "Trần Thị Lan", "con dấu che chữ")
    event = AuditEvent.objects.get(act="files.text.corrected")
    assert event.payload == {"page": 1, "correction": correction.pk}


def test_a_page_that_was_never_read_can_be_written_down(scan: Blob) -> None:
    corrected(scan, "Nơi nhận", page=2)
    assert text_of(scan) == READ + "\nNơi nhận"


@pytest.mark.feature("S8")
def test_reading_the_page_again_leaves_the_words_of_a_person(scan: Blob) -> None:
    corrected(scan, "UBND tỉnh Lam Giang")
    fresh = {"text": "UBND tlnh", "source": TextSource.OCR, "confidence": 50.0, "words": WORDS}
    TextLayer.objects.filter(blob=scan, page=1).update(**fresh)
    TextLayer.objects.update_or_create(blob=scan, page=1, defaults=fresh)
    TextLayer.objects.bulk_create(
        [TextLayer(blob=scan, page=1, **fresh)],
        update_conflicts=True,
        update_fields=list(fresh),
        unique_fields=["blob", "page"],
    )
    layer = TextLayer.objects.get(blob=scan, page=1)
    assert (layer.text, layer.source, layer.confidence, layer.words) == ("UBND tỉnh Lam Giang", "person", None, [])


def test_a_stale_page_changes_nothing(scan: Blob) -> None:
    seen = page_text(scan, 1).seen
    corrected(scan, "một")
    with pytest.raises(Stale):
        corrected(scan, "hai", seen=seen)
    assert (text_of(scan), TextCorrection.objects.count()) == ("một", 1)


@pytest.mark.feature("S2", "S8")
@pytest.mark.parametrize(
    ("page", "text", "reason"),
    [
        (1, "TỐI MẬT\nCông văn", ""),
        (1, "Công văn\nĐộ mật: Mật", ""),
        (2, "Phụ lục\nT U Y Ệ T  M Ậ T", ""),
        (1, "Công văn", "Độ mật: Tối mật"),
    ],
)
def test_a_text_with_a_secrecy_mark_is_refused_and_leaves_no_trace(
    scan: Blob, page: int, text: str, reason: str
) -> None:
    with translation.override("en"), pytest.raises(Refusal) as refused:
        corrected(scan, text, page=page, reason=reason)
    assert (refused.value.code, refused.value.field) == ("secrecy_mark", "text")
    assert "The text was not kept." in str(refused.value)
    assert (text_of(scan).strip(), TextCorrection.objects.count()) == (READ, 0)


def test_ordinary_words_pass(scan: Blob) -> None:
    corrected(scan, "Về công tác bảo mật, mật độ dân số và nghề nuôi ong lấy mật")
    assert text_of(scan).startswith("Về công tác bảo mật")


@pytest.mark.parametrize("text", [READ, READ + "\n\n", "x" * 100_001])
def test_nothing_new_and_far_too_much_are_refused(scan: Blob, text: str) -> None:
    with pytest.raises(Invalid):
        corrected(scan, text)
    assert TextCorrection.objects.count() == 0


@pytest.mark.parametrize("page", [0, 3])
def test_there_is_no_other_page(scan: Blob, page: int) -> None:
    with pytest.raises(Forgotten):
        correct_text(blob=scan, page=page, seen=seen_of(""), text="a", by=LAN, at=MONDAY)


@pytest.mark.feature("S8")
def test_an_earlier_text_is_put_back_by_a_correction_of_its_own(scan: Blob) -> None:
    first = corrected(scan, "một")
    corrected(scan, "hai")
    back = take_back(blob=scan, correction_id=first.pk, seen=seen_of("hai"), by=LAN, at=MONDAY)
    assert (text_of(scan), back.before, back.takes_back) == (READ, "hai", first)
    assert page_text(scan, 1).source == TextSource.PERSON


def test_a_correction_of_another_file_is_not_taken_back(scan: Blob) -> None:
    other = Blob.objects.create(
        sha256="cd" * 32, size=9, media_type="application/pdf", name="b.pdf", pages=1, at=MONDAY
    )
    correction = corrected(other, "một")
    with pytest.raises(Forgotten):
        take_back(blob=scan, correction_id=correction.pk, seen=seen_of(READ), by=LAN, at=MONDAY)


def test_withheld_pages_show_and_take_no_text(scan: Blob) -> None:
    withhold_pages(blob=scan, mark="MẬT", place="head", page=1, by=Actor(0, "Plenum"), at=MONDAY)
    with pytest.raises(Refusal) as refused:
        correct_text(blob=scan, page=1, seen=seen_of(READ), text="a", by=LAN, at=MONDAY)
    assert refused.value.code == "frozen"
    scan.refresh_from_db()
    with pytest.raises(Refusal):
        page_text(scan, 1)


def test_a_correction_never_changes(scan: Blob) -> None:
    correction = corrected(scan, "một")
    with pytest.raises(Exception, match="correction_is_written_once"), connection.cursor() as cursor:
        cursor.execute("UPDATE files_textcorrection SET after = 'khác' WHERE id = %s", [correction.pk])


def test_a_corrected_page_stands_in_the_search_instead_of_the_text_of_the_whole(db: None) -> None:
    word = Blob.objects.create(sha256="ef" * 32, size=9, media_type="x/y", name="a.docx", pages=1, at=MONDAY)
    TextLayer.objects.create(blob=word, page=0, text="toàn văn")
    TextLayer.objects.create(blob=word, page=1, text="trang một")
    assert text_of(word) == "toàn văn"
    corrected(word, "trang đã sửa")
    assert text_of(word) == "trang đã sửa"


def test_unsure_words_are_told_apart(scan: Blob) -> None:
    shown = page_text(scan, 1)
    assert shown.runs == (
        Run("UBND ", False),
        Run("tình", True),
        Run(" Lam Giang\n", False),
        Run("kinh", True),
        Run(" gửi Sở Công Thương", False),
    )
    assert (shown.unsure, shown.confidence, shown.previous, shown.next) == (2, 71.5, None, 2)


def test_words_that_are_not_in_the_text_mark_nothing() -> None:
    assert list(runs_of("một hai", [[0, 0, 0, 0, "ba", 10], [0, 0, 0, 0, "", 10]])) == [Run("một hai", False)]

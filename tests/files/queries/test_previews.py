"""Page images, and the text of pages."""

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from plenum.audit.queries.story import events_of
from plenum.core.errors import Forgotten, Refusal
from plenum.files import preparing
from plenum.files.derived import folder_of, forget_derived
from plenum.files.models import Blob
from plenum.files.preparing import again, prepare
from plenum.files.queries import blobs, conversion
from plenum.files.queries.blobs import WIDTHS, page_image, pages_of, text_of
from plenum.files.queries.conversion import conversion_available, sandbox_report, why_no_pages
from tests.bad_papers import photo, plain_png, replaced, with_members
from tests.files.conftest import accepted
from tests.office_papers import framed_metafile, sheet
from tests.papers import many_pages_pdf, party_document_docx, party_document_pdf

EMF = 'Extension="emf" ContentType="image/x-emf"'
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def size(image: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(image)) as opened:
        assert opened.format == "WEBP"
        return opened.size


@pytest.mark.feature("S7")
def test_the_first_page_comes_first_and_the_usual_width_of_the_next_ones() -> None:
    blob = accepted(many_pages_pdf(4))
    assert prepare(blob.pk) == "ready"
    blob.refresh_from_db()
    assert blob.previews_state == "ready"
    names = {path.name for path in folder_of(blob.sha256).iterdir()}
    assert names == {*(f"1-{width}.webp" for width in WIDTHS), *(f"{page}-800.webp" for page in (2, 3, 4))}


@pytest.mark.feature("S7")
def test_a_missing_image_is_made_when_somebody_asks() -> None:
    blob = accepted(party_document_pdf())
    assert [size(page_image(blob, 1, width))[0] for width in (1, 360, 361, 1400, 9999)] == [360, 360, 800, 1400, 1400]
    forget_derived(blob.sha256)
    assert size(page_image(blob, 1, 800)) == (800, 1132)


def test_a_page_that_does_not_exist_is_not_found() -> None:
    blob = accepted(party_document_pdf())
    for number in (0, -1, 2):
        with pytest.raises(Forgotten):
            page_image(blob, number, 800)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_a_picture_is_its_own_page(kind: str, name: str) -> None:
    blob = accepted(photo(kind), name)
    assert prepare(blob.pk) == "ready"
    assert size(page_image(blob, 1, 360)) == (120, 170)


@pytest.mark.feature("S7")
def test_a_word_file_is_laid_out_in_pages_with_their_text() -> None:
    blob = accepted(party_document_docx(), "báo cáo.docx")
    assert pages_of(blob) == []
    with pytest.raises(Refusal) as refused:
        page_image(blob, 1, 800)
    assert refused.value.code == "no_preview"
    assert prepare(blob.pk) == "ready"
    blob.refresh_from_db()
    (page,) = pages_of(blob)
    assert (page.number, page.width, page.height) == (1, 595.3, 841.9)
    assert "tiến độ cấp nước sạch nông thôn" in page.text
    assert text_of(blob).splitlines()[0] == "TỈNH ỦY LAM GIANG"
    forget_derived(blob.sha256)
    assert size(page_image(blob, 1, 800))[0] == 800


@pytest.mark.feature("S7")
def test_a_workbook_is_laid_out_in_pages() -> None:
    blob = accepted(sheet("Xã Tân Lập", "Xã Hòa Bình"), "bảng.xlsx")
    assert prepare(blob.pk) == "ready"
    blob.refresh_from_db()
    assert ["Xã Hòa Bình" in page.text for page in pages_of(blob)] == [True]


@pytest.mark.feature("S6")
def test_without_conversion_a_word_file_stays_readable_and_the_page_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = accepted(party_document_docx(), "báo cáo.docx")
    monkeypatch.setattr(preparing, "why_conversion_is_off", lambda: "no_bubblewrap")
    monkeypatch.setattr(conversion, "why_conversion_is_off", lambda: "no_bubblewrap")
    assert prepare(blob.pk) == "off"
    assert "bubblewrap" in str(conversion_available())
    assert text_of(blob) != ""
    blob.refresh_from_db()
    assert why_no_pages(blob) == conversion_available()
    assert again() == 0


@pytest.mark.feature("S7")
def test_files_that_came_while_conversion_was_off_are_laid_out_once_it_is_on() -> None:
    blob = accepted(party_document_docx(), "báo cáo.docx")
    Blob.objects.filter(pk=blob.pk).update(previews_state="off")
    blob.refresh_from_db()
    assert "đêm tới" in str(why_no_pages(blob))
    ProcrastinateJob.objects.all().delete()
    assert again() == 1
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"blob_id": blob.pk}]
    assert prepare(blob.pk) == "ready"
    blob.refresh_from_db()
    assert (why_no_pages(blob), again()) == ("", 0)


@pytest.mark.feature("S2")
def test_a_mark_that_shows_only_when_the_pages_are_laid_out_withdraws_them(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = accepted(party_document_docx(), "báo cáo.docx")
    monkeypatch.setattr(blobs, "to_pdf", lambda content, media_type: party_document_pdf(mark="TỐI MẬT"))
    assert [prepare(blob.pk), prepare(blob.pk)] == ["withheld", "withheld"]
    blob.refresh_from_db()
    assert (blob.previews_state, blob.pages, pages_of(blob)) == ("withheld", None, [])
    assert not folder_of(blob.sha256).exists()
    with pytest.raises(Refusal) as refused:
        page_image(blob, 1, 800)
    assert refused.value.code == "frozen"
    (event,) = events_of(("blob", blob.pk))
    assert (event.act, event.actor_name) == ("files.blob.mark_found_late", "Plenum")
    assert event.payload == {"sha256": blob.sha256, "mark": "TỐI MẬT", "place": "head", "page": 1}


@pytest.mark.feature("S2")
def test_a_frame_that_shows_only_when_the_pages_are_laid_out_withdraws_them() -> None:
    for insets, state in (((0, 1), "withheld"), ((0,), "ready")):
        blob = accepted(with_metafile(framed_metafile(30, 8, *insets), Mm(30)), "báo cáo.docx")
        assert prepare(blob.pk) == state
    (event,) = events_of(("blob", Blob.objects.get(previews_state="withheld").pk))
    assert {**event.payload, "sha256": ""} == {"sha256": "", "mark": "TỐI MẬT", "place": "box", "page": 1}


def with_metafile(metafile: bytes, width: int) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_picture(io.BytesIO(plain_png()), width=width, height=round(width * 8 / 30))
    document.save(out)
    named = replaced(out.getvalue(), "word/_rels/document.xml.rels", "image1.png", "image1.emf")
    typed = replaced(named, "[Content_Types].xml", 'Extension="png" ContentType="image/png"', EMF)
    return with_members(typed, {"word/media/image1.emf": metafile}, drop=("word/media/image1.png",))


def test_here_conversion_works() -> None:
    assert conversion_available() is None
    assert sandbox_report() == {"mode": "bubblewrap", "ways_out": "", "conversion_off": ""}


def test_a_view_that_can_not_be_drawn_is_recorded_as_failed(data_folder: Path) -> None:
    blob = accepted(party_document_pdf())
    path = data_folder / "blobs" / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256
    path.chmod(0o600)
    path.write_bytes(b"no pdf any more")
    assert prepare(blob.pk) == "failed"


def test_preparing_twice_changes_nothing() -> None:
    blob = accepted(party_document_docx(), "báo cáo.docx")
    assert [prepare(blob.pk), prepare(blob.pk)] == ["ready", "ready"]
    blob.refresh_from_db()
    assert len(pages_of(blob)) == 1


def test_an_accepted_file_puts_the_job_in_the_queue_once() -> None:
    blob = accepted(party_document_pdf())
    accepted(party_document_pdf())
    jobs = ProcrastinateJob.objects.filter(task_name="plenum.files.tasks.prepare_previews")
    assert [(job.queue_name, job.args) for job in jobs] == [("files", {"blob_id": blob.pk})]


def test_the_number_of_queries_does_not_grow_with_the_pages(django_assert_num_queries: object) -> None:
    for pages in (1, 3):
        blob = accepted(many_pages_pdf(pages))
        with django_assert_num_queries(2):  # type: ignore[operator]
            pages_of(blob)
            text_of(blob)

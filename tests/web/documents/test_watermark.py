"""A body that asks for a watermark: no door gives the clean page or the clean file to anybody but its clerks."""

import io
import unicodedata

import numpy as np
import pypdfium2
import pytest
from django.http import HttpResponseBase
from PIL import Image

from plenum.audit.models import AuditEvent
from plenum.directory.actions.organisations import choose_watermark
from plenum.directory.actions.principals import principal_of_position
from plenum.documents.actions.receive import receive_document
from plenum.documents.enums import GrantReason
from plenum.documents.grants import grant
from plenum.documents.models import DocumentFile
from plenum.files.checking import submit_file
from plenum.files.gate.ocr import LINE, reader
from plenum.files.queries.blobs import WIDTHS, page_image
from tests import papers
from tests.cast import MONDAY, Cast
from tests.documents.made import position_of
from tests.web.documents.conftest import As

ORIGINAL = papers.state_letter_pdf()


@pytest.fixture
def file(cast: Cast) -> DocumentFile:
    """A paper of the Office, which asks for a watermark; Lan is its clerk and Nam reads it."""
    choose_watermark(organisation_id=cast.office.pk, asked=True, version=1, by=cast.actor("an"), at=MONDAY)
    return _paper(cast, "lan", "nam")


def _paper(cast: Cast, clerk: str, reader: str) -> DocumentFile:
    by = cast.actor(clerk)
    intake = submit_file(content=io.BytesIO(ORIGINAL), name="Công văn 412.pdf", declared=True, by=by, at=MONDAY)
    document = receive_document(intakes=[intake], by=by, at=MONDAY)
    grant(document, [principal_of_position(position_of(cast, reader))], GrantReason.INFORM, by=by, at=MONDAY)
    return document.files.select_related("blob").get()


def _address(file: DocumentFile, rest: str = "") -> str:
    return f"/documents/{file.document_id}/files/{file.pk}/{rest}"


def _bytes(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def _pixels(image: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(image)).convert("L")).astype(int)


@pytest.mark.feature("D23")
@pytest.mark.parametrize("name", ["nam", "lan"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_image_of_a_page_is_never_the_clean_one_not_even_the_small_one(
    cast: Cast, as_: As, file: DocumentFile, name: str, width: int
) -> None:
    shown, clean = as_(name).get(_address(file, f"1/{width}/")).content, page_image(file.blob, 1, width)
    assert _pixels(shown).shape == _pixels(clean).shape
    # Darker where the words are, in every quarter of the page.
    darker = _pixels(clean) - _pixels(shown) > 20
    half, middle = (side // 2 for side in darker.shape)
    quarters = [darker[:half, :middle], darker[:half, middle:], darker[half:, :middle], darker[half:, middle:]]
    assert min(quarter.mean() for quarter in quarters) > 0.005


@pytest.mark.feature("D23")
def test_name_and_moment_can_be_read_from_the_image_with_all_accents(cast: Cast, as_: As, file: DocumentFile) -> None:
    cast.nam.full_name = "Nguyễn Thị Ngọc Ưỡng"
    cast.nam.save()
    image = _pixels(as_("nam").get(_address(file, "1/1400/")).content)
    # The line at the foot stands alone there but for the faint words across the page.
    foot = np.where(image[-60:] < 190, image[-60:], 255).astype(np.uint8)
    words = reader("vie").words(np.ascontiguousarray(foot), dpi=200, mode=LINE)
    read = unicodedata.normalize("NFC", " ".join(word.text for word in words))
    assert "Nguyễn Thị Ngọc Ưỡng" in read


@pytest.mark.feature("D23", "X3")
def test_a_download_is_a_copy_that_says_so_and_the_original_stays_what_it_is(
    cast: Cast, as_: As, file: DocumentFile
) -> None:
    answer = as_("nam").get(_address(file))
    taken = _bytes(answer)
    text = pypdfium2.PdfDocument(taken)[0].get_textpage().get_text_range()
    assert (text.count("Đỗ Văn Nam · ") > 5, "Sở Công Thương".upper() in text.upper()) == (True, True)
    assert "C%C3%B4ng%20v%C4%83n%20412%20%28watermarked%29.pdf" in answer.headers["Content-Disposition"]
    assert ORIGINAL not in taken
    told = AuditEvent.objects.get(act="documents.document.downloaded")
    assert (told.actor_name, told.payload) == ("Đỗ Văn Nam", {"file": "Công văn 412 (watermarked).pdf"})
    assert _bytes(as_("lan").get(_address(file, "original/"))) == ORIGINAL


@pytest.mark.feature("D23")
def test_the_original_is_given_to_the_clerks_alone(cast: Cast, as_: As, file: DocumentFile) -> None:
    answers = {name: as_(name).get(_address(file, "original/")) for name in ("lan", "nam", "hoa", "binh")}
    assert _bytes(answers["lan"]) == ORIGINAL
    assert [answers[name].status_code for name in ("nam", "hoa", "binh")] == [403, 404, 404]


@pytest.mark.feature("D23")
@pytest.mark.parametrize("asked", ["bytes=0-99", "bytes=-50", "bytes=0-", "bytes=0-1,5-9", ""])
def test_no_part_of_the_original_is_read_by_its_ranges(cast: Cast, as_: As, file: DocumentFile, asked: str) -> None:
    for name in ("nam", "lan"):
        headers = {"Range": asked} if asked else {}
        assert as_(name).get(_address(file, "pdf/"), headers=headers).status_code == 404
        taken = as_(name).get(_address(file), headers=headers)
        assert (taken.status_code, ORIGINAL[-200:] in _bytes(taken)) == (200, False)


@pytest.mark.feature("D23")
def test_no_page_of_a_reader_names_a_door_to_the_original(cast: Cast, as_: As, file: DocumentFile) -> None:
    for rest in ("pages/", "read/", "text/1/"):
        page = as_("nam").get(_address(file, rest)).content.decode()
        assert (_address(file, "pdf/") in page, _address(file, "original/") in page) == (False, False)
    texts = [as_("nam").get(_address(file, rest)) for rest in ("text/", "1/text/")]
    assert [(answer.status_code, answer.headers["Content-Type"]) for answer in texts] == [(200, "application/json")] * 2


@pytest.mark.feature("D23")
def test_the_body_that_holds_the_copy_decides(cast: Cast, as_: As, file: DocumentFile) -> None:
    theirs = _paper(cast, "binh", "phuc")
    assert theirs.blob_id == file.blob_id
    assert _bytes(as_("phuc").get(_address(theirs))) == ORIGINAL
    assert _bytes(as_("phuc").get(_address(theirs, "pdf/"))) == ORIGINAL
    assert as_("phuc").get(_address(theirs, "1/800/")).content == page_image(file.blob, 1, 800)


@pytest.mark.feature("D23")
def test_a_file_of_which_no_copy_can_be_made_is_not_given_at_all(cast: Cast, as_: As, file: DocumentFile) -> None:
    file.blob.pages = None
    file.blob.save()
    assert as_("nam").get(_address(file)).status_code == 409

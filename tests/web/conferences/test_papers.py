from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from plenum.audit.models import AuditEvent
from plenum.conferences.actions.papers import release_paper, withdraw_paper
from plenum.conferences.models import Conference, Paper, PaperOpening
from plenum.core.clock import now
from plenum.directory.actions.organisations import choose_watermark
from plenum.documents.models import Document
from plenum.files.models import Blob, Intake, Submission
from plenum.web.layout.sealed import SEALED
from tests import papers
from tests.cast import Cast
from tests.conferences.making import item
from tests.jobs import work_off
from tests.web.conferences.conftest import sent

As = Callable[[str], Client]


def a_pdf(words: str = "Bao cao cai cach hanh chinh") -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, words)
    canvas.showPage()
    canvas.drawString(72, 720, "Trang hai")
    canvas.save()
    return out.getvalue()


def attach(client: Client, conference: Conference, content: bytes, name: str = "bao-cao.pdf", **data: object) -> int:
    file = SimpleUploadedFile(name, content)
    address = reverse("conferences:attach", kwargs={"pk": conference.pk})
    answer = client.post(address, sent(file=file, **data))
    if answer.status_code != 302:
        return answer.status_code
    work_off()
    return client.get(answer.headers["Location"]).status_code


@pytest.mark.feature("C5")
def test_a_file_becomes_a_paper_that_delegates_read_as_pages(cast: Cast, released: Conference, as_: As) -> None:
    thu, nam = as_("thu"), as_("nam")
    assert attach(thu, released, a_pdf(), declared="on", item=item(released, "Báo cáo").pk) == 302
    paper = Paper.objects.get()
    address = reverse("conferences:paper", kwargs={"pk": released.pk, "paper_id": paper.pk})
    page = reverse("conferences:page", kwargs={"pk": released.pk, "paper_id": paper.pk, "number": 2, "width": 800})
    before = [nam.get(address).status_code, nam.get(page).status_code]
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=now())
    image = nam.get(page)
    after = [nam.get(address).status_code, image.status_code]
    assert (before, after, paper.title) == ([404, 404], [200, 200], "bao-cao")
    assert (image.headers["Content-Type"], image.content[:4]) == ("image/webp", b"RIFF")
    assert list(PaperOpening.objects.values_list("person_id", flat=True)) == [cast.nam.pk]
    assert as_("dung").get(page).status_code == 404
    withdraw_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=now())
    assert [nam.get(address).status_code, nam.get(page).status_code] == [404, 404]


@pytest.mark.feature("C6", "S7")
def test_a_paper_without_pages_says_why_or_that_they_come(cast: Cast, released: Conference, as_: As) -> None:
    thu = as_("thu")
    attach(thu, released, papers.party_document_docx(), "bao-cao.docx", declared="on")
    paper = Paper.objects.get()
    address = reverse("conferences:paper", kwargs={"pk": released.pk, "paper_id": paper.pk})
    assert 'hx-trigger="load' in thu.get(address).content.decode()
    Blob.objects.update(previews_state="failed")
    page = thu.get(address).content.decode()
    assert ("Không tạo được trang xem" in page, 'hx-trigger="load' in page) == (True, False)


@pytest.mark.feature("C5", "X3")
def test_who_fetches_a_page_alone_has_opened_the_paper(cast: Cast, released: Conference, as_: As) -> None:
    attach(as_("thu"), released, a_pdf(), declared="on")
    paper = Paper.objects.get()
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=now())
    page = reverse("conferences:page", kwargs={"pk": released.pk, "paper_id": paper.pk, "number": 1, "width": 800})
    nam = as_("nam")
    images = [nam.get(page) for _time in range(2)]
    opened = AuditEvent.objects.filter(act="conferences.paper.opened").values_list("actor_id", flat=True)
    assert list(PaperOpening.objects.values_list("person_id", flat=True)) == list(opened) == [cast.nam.pk]
    assert [{name: image.headers[name] for name in SEALED} for image in images] == [SEALED] * 2


@pytest.mark.feature("C5", "S7")
def test_a_paper_is_read_in_parts_by_whoever_may_read_it_and_by_nobody_after(
    cast: Cast, released: Conference, as_: As
) -> None:
    attach(as_("thu"), released, a_pdf(), declared="on")
    paper = Paper.objects.get()
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=now())
    ends = [reverse(f"conferences:{end}", args=[released.pk, paper.pk]) for end in ("pdf", "text")]
    nam = as_("nam")
    part = nam.get(ends[0], headers={"Range": "bytes=0-4"})
    assert (part.status_code, b"".join(part), part.headers["Cache-Control"].count("no-store")) == (206, b"%PDF-", 1)
    assert {name: part.headers[name] for name in SEALED} == SEALED
    assert [text.strip() for text in nam.get(ends[1]).json()["pages"]] == ["Bao cao cai cach hanh chinh", "Trang hai"]
    one = nam.get(reverse("conferences:page_text", args=[released.pk, paper.pk, 2])).json()
    assert (one["text"].strip(), one["words"]) == ("Trang hai", [])
    assert list(PaperOpening.objects.values_list("person_id", flat=True)) == [cast.nam.pk]
    withdraw_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=now())
    assert [nam.get(end).status_code for end in ends] == [404, 404]


@pytest.mark.parametrize(
    ("content", "name", "declared", "status", "codes"),
    [
        (a_pdf(), "bao-cao.pdf", "", 422, []),
        (b"", "rong.pdf", "on", 200, ["empty"]),
        (a_pdf()[:200], "cut.pdf", "on", 200, None),
        (b"MZ\x90\x00" * 64, "chay.exe", "on", 200, None),
        (a_pdf("MAT"), "TUYỆT MẬT.pdf", "on", 200, None),
    ],
    ids=["not declared", "empty", "truncated", "a program", "marked secret"],
)
def test_a_file_that_the_gate_refuses_becomes_no_paper(
    cast: Cast,
    released: Conference,
    as_: As,
    content: bytes,
    name: str,
    declared: str,
    status: int,
    codes: list[str] | None,
) -> None:
    assert attach(as_("thu"), released, content, name, declared=declared) == status
    assert not Paper.objects.exists()
    assert all(intake.blob is None for intake in Intake.objects.all())
    if codes is not None:
        assert list(Intake.objects.values_list("code", flat=True)) == codes


def test_the_same_file_twice_is_said_so(cast: Cast, released: Conference, as_: As) -> None:
    thu, content = as_("thu"), a_pdf()
    assert [attach(thu, released, content, declared="on") for _time in range(2)] == [302, 200]
    assert (Paper.objects.count(), Submission.objects.latest("pk").state) == (1, "stopped")


def test_a_document_of_others_is_not_attached(cast: Cast, released: Conference, as_: As) -> None:
    address = reverse("conferences:attach", kwargs={"pk": released.pk})
    assert as_("thu").post(address, sent(document=999_999)).status_code == 404


def test_an_encrypted_file_is_refused(cast: Cast, released: Conference, as_: As) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret")
    out = BytesIO()
    writer.write(out)
    assert attach(as_("thu"), released, out.getvalue(), declared="on") == 200
    assert not Paper.objects.exists()


@pytest.mark.feature("D23", "C5")
@pytest.mark.parametrize("asking", ["the conference's", "the document's"])
def test_a_paper_carries_the_watermark_of_the_conference_and_of_the_document_it_was_taken_from(
    cast: Cast, released: Conference, as_: As, asking: str
) -> None:
    attach(as_("thu"), released, a_pdf(), declared="on")
    paper = Paper.objects.get()
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=now())
    body = cast.office
    if asking == "the document's":
        body = cast.industry
        document = Document.objects.create(
            organisation=body, received_by=cast.binh, received_at=now(), listed_at=now(), state="waiting"
        )
        Paper.objects.update(document=document)
    place = {"pk": released.pk, "paper_id": paper.pk}
    page = reverse("conferences:page", kwargs={**place, "number": 1, "width": 800})
    pdf, shown = reverse("conferences:pdf", kwargs=place), reverse("conferences:paper", kwargs=place)
    nam = as_("nam")
    clean = nam.get(page).content
    choose_watermark(organisation_id=body.pk, asked=True, version=1, by=cast.actor("an"), at=now())
    for reader in (nam, as_("thu")):
        marked = reader.get(page)
        assert (marked.status_code, marked.content[:4], marked.content == clean) == (200, b"RIFF", False)
        assert reader.get(pdf, headers={"Range": "bytes=0-99"}).status_code == 404
        assert pdf not in reader.get(shown).content.decode()

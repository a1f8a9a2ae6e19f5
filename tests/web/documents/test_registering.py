"""The clerk's three steps, with real files through the real gate, and everything that must be refused there."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plenum.documents.models import Document, DocumentFile, SeriesNumber
from plenum.files.models import Intake
from tests import papers
from tests.cast import Cast
from tests.jobs import work_off
from tests.web.documents.conftest import As, sent

RECEIVE = "/documents/register/"


def upload(client: Client, *files: tuple[str, bytes], declared: str = "on") -> Any:
    """Hand files in, and let the gate judge them; the answer of the page to which the browser was led."""
    content = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post(RECEIVE, sent(content=content, declared=declared))
    if answer.status_code != 302:
        return answer
    work_off()
    return client.get(answer.headers["Location"])


def card(client: Client, pk: int, **changes: object) -> Any:
    """Send the card as the page proposes it, with ``changes``."""
    form = client.get(f"/documents/register/{pk}/").context["form"]
    proposed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    shown = {name: f"{v:%d/%m/%Y}" if hasattr(v, "year") else v for name, v in proposed.items()}
    return client.post(f"/documents/register/{pk}/", sent(**{**shown, **changes}))


def registered_by(client: Client, *, name: str = "cv.pdf", data: bytes | None = None, **changes: object) -> Document:
    upload(client, (name, papers.state_letter_pdf() if data is None else data))
    document = Document.objects.latest("pk")
    assert card(client, document.pk, **changes).status_code == 302
    document.refresh_from_db()
    return document


@pytest.mark.feature("D1", "D4")
def test_a_paper_is_uploaded_read_registered_and_offered_to_a_leader(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    answer = upload(lan, ("cong-van.pdf", papers.state_letter_pdf()))
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("documents:register", kwargs={"pk": document.pk})
    page = lan.get(answer.headers["Location"])
    proposed = {name: page.context["form"][name].value() for name in ("written", "issuer_name", "signer_name")}
    assert proposed == {
        "written": "412/SCT-VP",
        "issuer_name": "Sở Công Thương Lam Giang",
        "signer_name": "Trịnh Công Hải",
    }
    assert card(lan, document.pk).headers["Location"] == f"/documents/register/{document.pk}/done/"
    document.refresh_from_db()
    assert (document.state, document.arrival_number, document.issuer) == ("registered", 1, cast.industry)
    done = lan.get(f"/documents/register/{document.pk}/done/").content.decode()
    assert "Registered: arrival number 1" in done
    assert "Nguyễn Quang Minh – Phó Bí thư Tỉnh ủy" in done


@pytest.mark.feature("S1")
def test_without_the_declaration_nothing_is_taken_in(cast: Cast, as_: As) -> None:
    answer = upload(as_("lan"), ("cong-van.pdf", papers.state_letter_pdf()), declared="")
    assert (answer.status_code, Intake.objects.count(), Document.objects.count()) == (422, 0, 0)
    assert "Without this declaration no file may be taken in." in answer.content.decode()


def test_the_declaration_is_never_ticked_beforehand(cast: Cast, as_: As) -> None:
    page = as_("lan").get(RECEIVE)
    assert page.context["form"]["declared"].value() is None
    assert 'name="declared" required' in page.content.decode().replace('class="form-check-input" ', "")


@pytest.mark.feature("S2", "S4")
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("mat.pdf", lambda: papers.state_letter_pdf(mark="MẬT")),
        ("rong.pdf", lambda: b""),
        ("cut.pdf", lambda: papers.state_letter_pdf()[:900]),
        ("chay.exe", lambda: b"MZ" + bytes(200)),
        ("gia.pdf", lambda: b"khong phai pdf"),
    ],
    ids=["secret", "empty", "truncated", "wrong type", "false type"],
)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_its_trace_only(
    cast: Cast, as_: As, name: str, make: Any
) -> None:
    answer = upload(as_("lan"), (name, make()))
    intake = Intake.objects.get()
    assert (answer.status_code, intake.state, intake.blob, Document.objects.count()) == (200, "refused", None, 0)
    assert (answer.context["submission"].state, answer.context["refused"]) == ("stopped", [intake])
    with translation.override("en"):
        assert intake.detail()[:30] in html.unescape(answer.content.decode())


def test_of_several_files_one_bad_one_refuses_all(cast: Cast, as_: As) -> None:
    good, bad = ("a.pdf", papers.state_letter_pdf()), ("b.pdf", b"x")
    assert upload(as_("lan"), good, bad).status_code == 200
    assert Document.objects.count() == 0


def test_the_first_file_is_the_document_and_the_others_are_attached(cast: Cast, as_: As) -> None:
    upload(as_("lan"), ("a.pdf", papers.state_letter_pdf()), ("b.docx", papers.party_document_docx()))
    files = DocumentFile.objects.order_by("order").values_list("name", "role")
    assert list(files) == [("a.pdf", "main"), ("b.docx", "attachment")]


def test_too_many_files_are_refused(cast: Cast, as_: As) -> None:
    answer = upload(as_("lan"), *((f"{n}.pdf", b"x") for n in range(11)))
    assert (answer.status_code, Intake.objects.count()) == (422, 0)


def test_a_file_that_is_too_large_is_refused_and_not_kept(cast: Cast, as_: As, settings: Any) -> None:
    settings.MAX_FILE_SIZE = 1000
    answer = upload(as_("lan"), ("to.pdf", papers.state_letter_pdf()))
    assert (answer.status_code, Intake.objects.count(), Document.objects.count()) == (422, 0, 0)
    assert "content" in answer.context["form"].errors


def test_a_double_click_uploads_once(cast: Cast, as_: As) -> None:
    lan, data = as_("lan"), papers.state_letter_pdf()
    form = sent(declared="on")
    answers = [
        lan.post(RECEIVE, {**form, "content": SimpleUploadedFile("a.pdf", data)}).headers["Location"] for _ in range(2)
    ]
    work_off()
    assert (len(set(answers)), Document.objects.count()) == (1, 1)


def test_a_double_click_registers_once(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    upload(lan, ("a.pdf", papers.state_letter_pdf()))
    pk = Document.objects.get().pk
    form = sent(
        version=1,
        abstract="Về việc họp",
        issuer_name="Sở Công Thương",
        urgency=0,
        source="upload",
        arrived_on="23/11/2020",
        circulation="normal",
        language="vi",
    )
    answers = [lan.post(f"/documents/register/{pk}/", form).status_code for _ in range(2)]
    assert (answers, SeriesNumber.objects.count()) == ([302, 302], 1)


def test_an_upload_that_was_left_is_found_again(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    upload(lan, ("cong-van.pdf", papers.state_letter_pdf()))
    pk = Document.objects.get().pk
    link = f"/documents/register/{pk}/"
    pages = [lan.get("/"), lan.get(RECEIVE), lan.get("/documents/?tab=waiting")]
    assert [link in page.content.decode() for page in pages] == [True, True, True]
    assert lan.get(f"/documents/{pk}/").headers["Location"] == link


def test_what_was_typed_stays_when_the_card_is_refused(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    upload(lan, ("a.pdf", papers.state_letter_pdf()))
    answer = card(lan, Document.objects.get().pk, abstract="", note="Đã gọi điện", issued_on="31/02/2026")
    form = answer.context["form"]
    assert (answer.status_code, sorted(form.errors), form["note"].value()) == (
        422,
        ["abstract", "issued_on"],
        "Đã gọi điện",
    )
    assert "31/02/2026" in answer.content.decode()


@pytest.mark.feature("D3")
def test_a_duplicate_is_shown_and_registered_only_with_a_reason(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    first = registered_by(lan)
    upload(lan, ("again.pdf", papers.state_letter_pdf()))
    second = Document.objects.latest("pk")
    warned = lan.get(f"/documents/register/{second.pk}/").content.decode()
    assert f'href="/documents/{first.pk}/"' in warned
    refused = card(lan, second.pk)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["duplicate_reason"])
    assert card(lan, second.pk, duplicate_reason="Bản giấy").status_code == 302
    second.refresh_from_db()
    assert (second.arrival_number, second.duplicate_reason) == (2, "Bản giấy")


def test_a_stale_card_is_refused_and_keeps_the_input(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    upload(lan, ("a.pdf", papers.state_letter_pdf()))
    document = Document.objects.get()
    answer = card(lan, document.pk, version=7, abstract="Viết tay")
    assert (answer.status_code, answer.context["form"]["abstract"].value()) == (422, "Viết tay")
    assert Document.objects.get().state == "waiting"


def test_word_files_are_read_too(cast: Cast, as_: As) -> None:
    document = registered_by(as_("lan"), name="cv.docx", data=papers.state_letter_docx())
    assert (document.written, document.signer_name) == ("412/SCT-VP", "Trịnh Công Hải")

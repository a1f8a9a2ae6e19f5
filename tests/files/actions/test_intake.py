"""Handing files in: what is kept, what is not, and what is written down."""

import hashlib
import io
import subprocess
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import translation

from plenum.audit.queries.story import events_of
from plenum.core.errors import Invalid, Refusal
from plenum.files.checking import submit_file
from plenum.files.errors import SENTENCES, sentence
from plenum.files.models import Blob, Intake, TextLayer
from plenum.files.queries.blobs import read_blob, text_of
from plenum.files.queries.intakes import intakes_visible_to
from tests.bad_papers import BAD, with_members
from tests.cast import MONDAY
from tests.files.conftest import LAN, accepted, hand_in
from tests.papers import party_document_pdf, state_letter_docx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


@pytest.mark.feature("S1", "S9")
def test_an_accepted_file_is_usable_at_once() -> None:
    data = party_document_pdf()
    intake = hand_in(data, "Báo cáo  tháng 11.pdf")
    assert (intake.state, intake.code, intake.detail(), intake.name) == ("accepted", "", "", "Báo cáo tháng 11.pdf")
    assert intake.blob is not None
    assert (intake.blob.sha256, intake.blob.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (intake.blob.media_type, intake.blob.pages, intake.blob.previews_state) == ("application/pdf", 1, "waiting")
    assert "tiến độ cấp nước sạch" in text_of(intake.blob)
    with read_blob(intake.blob) as content:
        assert content.read() == data


@pytest.mark.feature("S9")
def test_equal_bytes_share_one_blob_and_keep_their_own_names() -> None:
    first, second = hand_in(party_document_pdf(), "một.pdf"), hand_in(party_document_pdf(), "hai.pdf")
    assert first.blob == second.blob
    assert [intake.name for intake in intakes_visible_to(LAN)] == ["hai.pdf", "một.pdf"]
    assert Blob.objects.get().name == "một.pdf"


@pytest.mark.feature("S1")
@pytest.mark.parametrize("declared", [False, None, 0, "on", 1])
def test_without_a_declaration_nothing_is_read_or_kept(declared: object) -> None:
    content = io.BytesIO(party_document_pdf())
    with pytest.raises(Invalid) as refused:
        submit_file(content=content, name="a.pdf", declared=declared, by=LAN, at=MONDAY)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field, content.tell()) == ("not_declared", "declared", 0)
    assert Intake.objects.count() == 0


@pytest.mark.feature("S4")
def test_too_large_a_file_is_refused_while_it_arrives(settings: object, data_folder: Path) -> None:
    settings.MAX_FILE_SIZE = 3 * 1024 * 1024  # type: ignore[attr-defined]
    content = io.BytesIO(b"%PDF-1.7\n" + b"x" * (8 * 1024 * 1024))
    with pytest.raises(Refusal) as refused, translation.override("en"):
        submit_file(content=content, name="a.pdf", declared=True, by=LAN, at=MONDAY)
    assert refused.value.code == "too_large"
    assert content.tell() < 5 * 1024 * 1024
    assert [path for path in data_folder.rglob("*") if path.is_file()] == []


@pytest.mark.feature("S2", "S4")
def test_of_a_refused_file_only_hash_person_and_reason_stay(data_folder: Path) -> None:
    secret = "Phuong an bao ve dap thuy dien Khe Sang 7741"
    data = with_members(
        state_letter_docx(mark="MẬT", paragraphs=[secret]), {"word/secret.xml": f"<x>{secret}</x>".encode()}
    )
    intake = hand_in(data, "MẬT Khe Sang 7741.docx")
    assert (intake.state, intake.blob, intake.name) == ("refused", None, "")
    assert (intake.code, intake.sha256) == ("secrecy_mark", hashlib.sha256(data).hexdigest())
    assert (intake.by_person_id, intake.by_name) == (41, "Trần Thị Lan")
    assert TextLayer.objects.count() == 0
    dumped = "".join(str(row) for model in (Intake, Blob, TextLayer) for row in model.objects.values())
    dumped += "".join(str(event.payload) for event in events_of(("intake", intake.pk)))
    assert "7741" not in dumped
    found = subprocess.run(
        ["grep", "-rlaE", "7741|word/document.xml", str(data_folder)], capture_output=True, check=False
    )
    assert found.stdout == b""


@pytest.mark.feature("S4")
def test_the_name_of_a_harmless_file_stays_when_it_is_refused() -> None:
    intake = hand_in(b"", "báo cáo.pdf")
    assert (intake.code, intake.name) == ("empty", "báo cáo.pdf")


def test_a_refusal_is_told_in_the_language_of_the_reader_with_place_and_mark() -> None:
    intake = hand_in(party_document_pdf(mark="TỐI MẬT"), "a.pdf")
    with translation.override("en"):
        assert intake.detail().startswith(
            "The file carries the secrecy mark “TỐI MẬT” (at the head of the document, page 1)."
        )


@pytest.mark.parametrize("code", sorted({bad.code for bad in BAD} | set(SENTENCES)))
def test_every_refusal_has_a_sentence_that_can_be_told(code: str) -> None:
    with translation.override("en"):
        assert len(sentence(code, {"limit": 5, "mark": "MẬT", "place": "name"}).split()) > 4


@pytest.mark.feature("X3")
def test_each_verdict_is_written_into_the_record() -> None:
    good, bad = hand_in(party_document_pdf()), hand_in(b"x", "a.pdf")
    acts = [[event.act for event in events_of(("intake", intake.pk))] for intake in (good, bad)]
    assert acts == [["files.intake.accepted"], ["files.intake.refused"]]


def test_a_name_with_nul_is_refused_and_can_be_recorded() -> None:
    intake = hand_in(party_document_pdf(), "a\0b.pdf")
    assert (intake.code, intake.name) == ("name_unsafe", "")


@pytest.mark.feature("S9")
def test_the_record_of_bytes_and_a_verdict_never_change() -> None:
    blob = accepted(party_document_pdf())
    for statement in (
        "UPDATE files_blob SET sha256 = repeat('0', 64)",
        "UPDATE files_blob SET name = 'x'",
        "DELETE FROM files_blob",
        "UPDATE files_intake SET code = 'x'",
        "DELETE FROM files_intake",
    ):
        with pytest.raises(ProgrammingError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    Blob.objects.filter(pk=blob.pk).update(previews_state="ready")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"declared": False}, "intake_is_always_declared"),
        ({"state": "refused", "code": "empty"}, "refused_intake_keeps_no_bytes_but_a_reason"),
        ({"state": "refused", "blob": None, "code": ""}, "refused_intake_keeps_no_bytes_but_a_reason"),
        ({"blob": None}, "accepted_intake_has_its_bytes"),
        ({"state": "checking"}, "intake_being_checked_has_no_verdict"),
    ],
)
def test_what_must_always_hold_is_held_by_the_database(change: dict[str, object], constraint: str) -> None:
    intake = hand_in(party_document_pdf())
    intake.pk = None
    for field, value in change.items():
        setattr(intake, field, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        intake.save(force_insert=True)

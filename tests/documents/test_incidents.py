"""The incident procedure (S3): every door after the freeze, both ways out of it, two persons, and races."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier, Event
from time import sleep
from typing import Any, BinaryIO

import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction

from plenum.audit.models import AuditEvent
from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.enums import Audience
from plenum.conferences.queries.live_state import live_state
from plenum.conferences.queries.papers import frozen_paper_ids, papers_of, papers_visible_to
from plenum.core.actor import SYSTEM, Actor
from plenum.core.errors import Forbidden, Forgotten, Refusal, Stale
from plenum.documents.actions.read import note_download, note_reading
from plenum.documents.actions.receive import receive_document
from plenum.documents.entries import load
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.desk import DeskTab, desk_counts, desk_rows, waiting_count
from plenum.documents.queries.documents import document_for, documents_visible_to, visible_ids
from plenum.documents.queries.files import file_for
from plenum.documents.queries.registers import ListFilter, incoming_page
from plenum.files.actions.incidents import (
    confirm_outcome,
    note_measure,
    note_notice_read,
    propose_outcome,
    refuse_outcome,
    report_secret,
)
from plenum.files.actions.withhold import withhold_pages
from plenum.files.antivirus import AntivirusSilent
from plenum.files.checking import submit_file
from plenum.files.derived import folder_of, forget_derived
from plenum.files.enums import IncidentState, Outcome
from plenum.files.errors import Frozen
from plenum.files.models import Blob, Incident, Intake, Proposal, Submission, TextLayer
from plenum.files.queries.blobs import page_image, page_of, pages_of, pdf_of, read_blob, text_of
from plenum.files.queries.incidents import incidents_visible_to, notices_for, openings_of
from plenum.files.queries.texts import corrections_of, page_text
from plenum.files.sandbox.pool import run
from plenum.files.scrubbing import verify_blobs
from plenum.files.store import current_store
from plenum.files.sweeping import sweep_destroyed
from plenum.live.models import Event as LiveEvent
from tests import papers
from tests.cast import MONDAY, Cast, make_cast
from tests.conferences.making import a_running
from tests.documents.made import load_types
from tests.files.incidents import TELLING, closed, reported, with_bytes

pytestmark = pytest.mark.feature("S3")


@pytest.fixture
def document(cast: Cast) -> Document:
    return with_bytes(cast)


def blob_of(document: Document) -> Blob:
    return Blob.objects.get(pk=DocumentFile.objects.get(document=document).blob_id)


def hand_in(cast: Cast) -> Intake:
    content = io.BytesIO(papers.state_letter_pdf())
    return submit_file(content=content, name="khác.pdf", declared=True, by=cast.actor("lan"), at=MONDAY)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def test_nothing_of_a_frozen_file_is_given_by_the_file_layer_even_to_who_had_read_its_row_before(
    document: Document, cast: Cast
) -> None:
    held = blob_of(document)
    shown = (page_image(held, 1, 360), text_of(held), pages_of(held), page_text(held, 1).text)
    assert all(shown)
    reported(cast, document)
    for blob in (held, blob_of(document)):
        assert refused(lambda blob=blob: read_blob(blob)) == "frozen"  # type: ignore[misc]
        assert refused(lambda blob=blob: page_image(blob, 1, 360)) == "frozen"  # type: ignore[misc]
        assert refused(lambda blob=blob: pdf_of(blob)) == "frozen"  # type: ignore[misc]
        assert refused(lambda blob=blob: page_text(blob, 1)) == "frozen"  # type: ignore[misc]
        assert (text_of(blob), page_of(blob, 1)[0].text, list(corrections_of(blob, 1))) == ("", "", [])
        assert [page.text for page in pages_of(blob) if page.text] == []


def test_a_withdrawn_document_is_nowhere_but_a_stub_in_the_whole_list(document: Document, cast: Cast) -> None:
    reported(cast, document)
    for name in ("lan", "minh"):
        by = cast.actor(name)
        assert refused(lambda by=by: document_for(by, document.pk)) == "withdrawn"  # type: ignore[misc]
        with pytest.raises(Forgotten):
            file_for(by, document.pk, DocumentFile.objects.get().pk)
        assert (list(documents_visible_to(by)), visible_ids(by, [document.pk])) == ([], set())
        assert [desk_rows(by, tab, MONDAY) for tab in DeskTab] == [[]] * len(DeskTab)
        assert (sum(desk_counts(by, MONDAY).values()), waiting_count(by)) == (0, 0)
        assert incoming_page(by, ListFilter(text="thuyền"), MONDAY).documents == []
        assert incoming_page(by, ListFilter(state="submitted"), MONDAY).documents == []
        (stub,) = incoming_page(by, ListFilter(), MONDAY).documents
        assert (stub.arrival_number, stub.abstract, stub.issuer_name, stub.state) == (1, "", "", "withdrawn")
    assert list(load([document.pk])) == []
    assert incoming_page(cast.actor("binh"), ListFilter(), MONDAY).documents == []


def test_a_paper_of_a_frozen_file_is_gone_from_the_conference_its_streams_and_its_story(
    document: Document, cast: Cast
) -> None:
    conference, blob = a_running(cast), blob_of(document)
    thu, nam = cast.actor("thu"), cast.actor("nam")
    paper = attach_paper(conference=conference, item_id=None, title=TELLING, blob=blob, by=thu, at=MONDAY)
    assert [p.pk for p in papers_of(conference)] == [paper.pk]
    incident = reported(cast, document)
    assert (list(papers_of(conference)), papers_visible_to(nam, conference), papers_visible_to(thu, conference)) == (
        [],
        [],
        [],
    )
    assert frozen_paper_ids(conference) == [paper.pk]
    assert TELLING not in str([live_state(conference.pk, audience) for audience in Audience])
    assert [event for event in LiveEvent.objects.all() if TELLING in str(event.payload)] == []
    assert list(notices_for(nam, MONDAY)) == [incident]
    closed(cast, incident, Outcome.FALSE_ALARM)
    assert [p.title for p in papers_of(conference)] == [TELLING]


def test_a_false_alarm_gives_everything_back_exactly_as_it_was(document: Document, cast: Cast) -> None:
    def state() -> list[object]:
        rows = (Document, DocumentFile, Intake, TextLayer)
        words = [list(model.objects.order_by("pk").values()) for model in rows]
        lan, minh = cast.actor("lan"), cast.actor("minh")
        desks = [[row.document.pk for row in desk_rows(by, DeskTab.WAITING, MONDAY)] for by in (lan, minh)]
        with read_blob(blob_of(document)) as content:
            return [words, desks, list(load([document.pk])), content.read(), page_image(blob_of(document), 1, 360)]

    before = state()
    incident = closed(cast, reported(cast, document), Outcome.FALSE_ALARM)
    assert (incident.state, state()) == ("false_alarm", before)
    assert hand_in(cast).accepted


def test_a_confirmed_secret_is_destroyed_and_leaves_number_and_hash(
    document: Document, cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    blob = blob_of(document)
    page_image(blob, 1, 360)
    with django_capture_on_commit_callbacks(execute=True):
        incident = closed(cast, reported(cast, document), Outcome.CONFIRMED)
    kept = blob_of(document)
    assert (kept.sha256, kept.name, kept.pages, kept.destroyed_at, kept.incident) == (
        blob.sha256,
        "",
        None,
        MONDAY,
        incident,
    )
    assert not current_store().has(blob.sha256)
    assert not folder_of(blob.sha256).exists()
    stub = Document.objects.get()
    assert (stub.state, stub.arrival_number, stub.abstract, stub.words, stub.written) == ("withdrawn", 1, "", "", "")
    left = [Document, DocumentFile, Intake, TextLayer, Blob]
    assert [m.__name__ for m in left if TELLING in str(list(m.objects.values()))] == []  # type: ignore[attr-defined]
    assert verify_blobs(MONDAY).ok
    assert refused(lambda: document_for(cast.actor("lan"), document.pk)) == "withdrawn"
    again = hand_in(cast)
    assert (again.state, again.code, again.name, again.blob) == ("refused", "known_secret", "", None)
    assert not current_store().has(blob.sha256)


def test_bytes_that_a_killed_process_left_are_swept(document: Document, cast: Cast) -> None:
    sha256 = blob_of(document).sha256
    closed(cast, reported(cast, document), Outcome.CONFIRMED)
    assert current_store().has(sha256)  # the test's transaction does not commit
    assert (sweep_destroyed(), sweep_destroyed()) == ([sha256], [])
    assert not current_store().has(sha256)


def test_the_same_bytes_are_not_taken_in_while_the_incident_is_open(document: Document, cast: Cast) -> None:
    reported(cast, document)
    again = hand_in(cast)
    assert (again.state, again.code, again.name) == ("refused", "under_incident", "")


def test_only_a_confirmed_incident_destroys_and_nothing_brings_back(document: Document, cast: Cast) -> None:
    incident = reported(cast, document)
    blob = Blob.objects.filter(pk=blob_of(document).pk)
    for change in (
        {"destroyed_at": MONDAY, "name": ""},
        {"name": "other"},
        {"name": ""},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            blob.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Intake.objects.update(name="")
    closed(cast, incident, Outcome.CONFIRMED)
    for name in ("destroyed_at", "incident"):
        with pytest.raises(DatabaseError), transaction.atomic():
            blob.update(**{name: None})
    with pytest.raises(DatabaseError), transaction.atomic():
        blob.delete()


def test_two_persons_close_and_nobody_proposes_twice(document: Document, cast: Cast) -> None:
    incident = reported(cast, document, by="lan")
    son, an = cast.actor("son"), cast.actor("an")

    def propose(by: Actor) -> Proposal:
        return propose_outcome(incident_id=incident.pk, outcome=Outcome.FALSE_ALARM, reason="-", by=by, at=MONDAY)

    with pytest.raises(Forgotten):
        propose(cast.actor("lan"))
    proposal = propose(son)
    assert refused(lambda: propose(an)) == "out_of_order"
    confirm: dict[str, Any] = {"incident_id": incident.pk, "proposal_id": proposal.pk, "at": MONDAY}
    with pytest.raises(Forbidden):
        confirm_outcome(by=son, **confirm)
    refuse_outcome(answer="Xem lại", by=an, **confirm)
    with pytest.raises(Forbidden):
        propose(son)
    with pytest.raises(Stale):
        confirm_outcome(by=an, **confirm)
    second = propose(an)
    confirm["proposal_id"] = second.pk
    assert confirm_outcome(by=son, **confirm).state == IncidentState.FALSE_ALARM


def test_the_incident_tells_who_reported_where_it_was_and_who_had_it(document: Document, cast: Cast) -> None:
    lan, minh = cast.actor("lan"), cast.actor("minh")
    note_reading(document=document, by=minh, at=MONDAY)
    note_download(file=DocumentFile.objects.get(), name="cong-van.pdf", by=lan, at=MONDAY)
    incident = reported(cast, document, by="minh")
    assert (incident.number, incident.reported_by_name) == (1, "Nguyễn Quang Minh")
    assert {(opening.who, opening.downloaded) for opening in openings_of(incident)} == {
        ("Nguyễn Quang Minh", False),
        ("Trần Thị Lan", True),
    }
    assert [place.label for place in incident.places.all()] == ["1/2026 · Văn phòng Tỉnh ủy Lam Giang"]
    seeing = [name for name in ("an", "son", "lan", "minh", "binh", "vy") if incidents_visible_to(cast.actor(name))]
    assert seeing == ["an", "son"]
    told = AuditEvent.objects.filter(act__startswith="files.incident")
    assert TELLING not in str([event.payload for event in told])


def test_holders_are_told_until_they_take_note_and_once_more_at_the_end(document: Document, cast: Cast) -> None:
    lan = cast.actor("lan")
    incident = reported(cast, document)
    assert [list(notices_for(cast.actor(n), MONDAY)) for n in ("lan", "minh", "binh")] == [[incident], [incident], []]
    note_notice_read(incident_id=incident.pk, by=lan, at=MONDAY)
    assert list(notices_for(lan, MONDAY)) == []
    closed(cast, incident, Outcome.FALSE_ALARM)
    assert list(notices_for(lan, MONDAY)) == [Incident.objects.get()]


def test_what_one_may_not_see_one_can_not_report(document: Document, cast: Cast) -> None:
    with pytest.raises(Forgotten):
        reported(cast, document, by="binh")
    assert Incident.objects.count() == 0
    assert (
        refused(
            lambda: report_secret(
                kind="document", object_id=document.pk, blob_ids=[10**9], reason="-", by=cast.actor("lan"), at=MONDAY
            )
        )
        == "no_file"
    )


def test_a_measure_is_noted_while_the_incident_is_open_and_never_changed(document: Document, cast: Cast) -> None:
    incident = reported(cast, document)
    note = {"incident_id": incident.pk, "text": "Đã thu hồi bản in", "by": cast.actor("an"), "at": MONDAY}
    measure = note_measure(**note)  # type: ignore[arg-type]
    with pytest.raises(DatabaseError), transaction.atomic():
        type(measure).objects.update(text="khác")
    closed(cast, incident, Outcome.FALSE_ALARM)
    with pytest.raises(Stale):
        note_measure(**note)  # type: ignore[arg-type]


def test_names_under_which_the_same_bytes_were_refused_before_go_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as silent:
        silent.setattr("plenum.files.sandbox.judging.virus_in", _silent)
        refused = hand_in(cast)
    assert (refused.code, refused.name) == ("antivirus_silent", "khác.pdf")
    Submission.objects.filter(intakes=refused.pk).update(about={"title": "Khác", "item": 3})
    closed(cast, reported(cast, with_bytes(cast)), Outcome.CONFIRMED)
    refused.refresh_from_db()
    assert (refused.name, Submission.objects.get(intakes=refused.pk).about) == ("", {"item": 3})


def _silent(content: BinaryIO) -> str:
    raise AntivirusSilent("nobody is there")


def test_a_file_frozen_while_its_image_is_drawn_is_given_to_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document = with_bytes(cast)
    blob = blob_of(document)

    def meanwhile(*arguments: Any, **request: Any) -> Any:
        drawn = run(*arguments, **request)
        reported(cast, document)
        return drawn

    monkeypatch.setattr("plenum.files.queries.blobs.run", meanwhile)
    with pytest.raises(Frozen):
        page_image(blob, 1, 800)
    assert not folder_of(blob.sha256).exists()


def test_a_late_mark_and_a_report_of_the_same_file_wait_for_each_other(
    real: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = with_bytes(real)
    blob, report_waits = blob_of(document), Event()

    def slowly(sha256: str) -> None:
        assert report_waits.wait(30)
        sleep(0.3)  # so that the report has asked for its locks
        forget_derived(sha256)

    monkeypatch.setattr("plenum.files.actions.withhold.forget_derived", slowly)

    def report() -> None:
        report_waits.set()
        reported(real, document)

    late = {"mark": "MẬT", "place": "body", "page": 1, "by": SYSTEM, "at": MONDAY}
    outcome = at_once(lambda: withhold_pages(blob=blob, **late), report)  # type: ignore[arg-type]
    assert outcome[0] in ("done", "frozen")
    assert outcome.count("done") >= 1
    assert Incident.objects.count() == 1


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act on a connection of its own, all starting together: ``done`` or the code of the refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        close_old_connections()
        try:
            start.wait(timeout=30)
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


@pytest.fixture
def real(transactional_db: None) -> Cast:
    load_types()
    return make_cast()


def test_who_registers_or_attaches_the_same_bytes_meanwhile_is_withdrawn_or_refused(real: Cast) -> None:
    document = with_bytes(real)
    conference, blob = a_running(real), blob_of(document)
    lan, thu = real.actor("lan"), real.actor("thu")

    def again() -> None:
        receive_document(intakes=[hand_in(real)], by=lan, at=MONDAY)

    def attach() -> None:
        attach_paper(conference=conference, item_id=None, title="-", blob=blob, by=thu, at=MONDAY)

    outcome = at_once(lambda: reported(real, document), again, attach)
    assert outcome[0] == "done"
    assert outcome[1] in ("done", "under_incident", "frozen")
    assert outcome[2] in ("done", "frozen")
    assert (documents_visible_to(lan).count(), papers_of(conference).count()) == (0, 0)


def test_of_two_closings_at_once_one_holds(real: Cast) -> None:
    incident = reported(real, with_bytes(real))
    proposal = propose_outcome(
        incident_id=incident.pk, outcome=Outcome.CONFIRMED, reason="-", by=real.actor("son"), at=MONDAY
    )
    close = {"incident_id": incident.pk, "proposal_id": proposal.pk, "by": real.actor("an"), "at": MONDAY}
    outcome = at_once(lambda: confirm_outcome(**close), lambda: refuse_outcome(answer="-", **close))  # type: ignore[arg-type]
    assert sorted(outcome) == ["done", "stale"]


def test_of_two_reports_at_once_one_opens_the_incident(real: Cast) -> None:
    document = with_bytes(real)
    outcome = at_once(lambda: reported(real, document), lambda: reported(real, document, by="minh"))
    assert outcome.count("done") == 1
    assert Incident.objects.count() == 1

"""Every door of a document and of a paper after the freeze, and the way of an incident through its pages."""

import io
import re

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenum.conferences.actions.papers import attach_paper
from plenum.documents.models import Document, DocumentFile
from plenum.files.enums import Outcome
from plenum.files.models import Incident, Proposal
from tests import papers
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_running
from tests.files.incidents import TELLING, closed, reported, with_bytes
from tests.jobs import work_off
from tests.web.documents.conftest import As, as_, cast, sent  # noqa: F401

pytestmark = pytest.mark.feature("S3")


def doors_of(document: Document, file: DocumentFile) -> list[str]:
    at = f"/documents/{document.pk}/"
    of_file = f"{at}files/{file.pk}/"
    parts = ("", "pages/", "pdf/", "text/", "1/", "1/800/", "1/360/", "text/1/", "text/1/history/", "1/text/", "read/")
    return [at, f"{at}submit/", f"{at}instruct/", f"/desk/{document.pk}/", *(of_file + part for part in parts)]


def asked_at(browser: Client, door: str) -> tuple[int, str]:
    """Status and words of an answer, whose files are closed without closing the connection of the test."""
    answer = browser.get(door)
    said = answer.getvalue().decode("utf-8", "replace")
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)
    return answer.status_code, said


def test_after_the_freeze_no_door_gives_anything(cast: Cast, as_: As) -> None:  # noqa: F811
    document = with_bytes(cast)
    file = DocumentFile.objects.get()
    conference = a_running(cast)
    paper = attach_paper(
        conference=conference, item_id=None, title=TELLING, blob=file.blob, by=cast.actor("thu"), at=MONDAY
    )
    doors = {
        name: [*doors_of(document, file), "/", "/documents/", "/documents/?text=thuyen"] for name in ("lan", "minh")
    }
    at = f"/conferences/{conference.pk}/"
    of_paper = f"{at}papers/{paper.pk}/"
    listed = [at, f"{at}prepare/", f"{at}story/", f"{at}console/", f"{at}papers/attach/"]
    doors["thu"] = [*listed, of_paper, f"{of_paper}pdf/", f"{of_paper}text/", f"{of_paper}1/800/"]
    before = [asked_at(as_(name), door)[0] for name, asked in doors.items() for door in asked]
    assert before.count(200) > 15
    reported(cast, document)
    for name, asked in doors.items():
        browser = as_(name)
        for door in asked:
            status, said = asked_at(browser, door)
            assert TELLING not in said, door
            if door.startswith((f"/documents/{document.pk}/", f"/desk/{document.pk}/", of_paper)):
                assert status in (404, 409), door


def test_the_way_of_an_incident(cast: Cast, as_: As) -> None:  # noqa: F811
    document = with_bytes(cast)
    page = as_("minh").get(f"/documents/{document.pk}/").content.decode()
    assert f"/files/report/document/{document.pk}/" in page
    address = f"/files/report/document/{document.pk}/"
    blob_id = DocumentFile.objects.get().blob_id
    empty = as_("minh").post(address, sent(chosen=[blob_id], reason=""))
    assert (empty.status_code, Incident.objects.count()) == (422, 0)
    told = as_("minh").post(address, sent(chosen=[blob_id], reason="Dấu ở trang 1"))
    assert "incident no. 1" in told.content.decode()
    incident = Incident.objects.get()
    stub = as_("minh").get(f"/documents/{document.pk}/")
    assert (stub.status_code, "incident no. 1" in stub.content.decode()) == (409, True)
    assert "Withdrawn by incident no. 1" in as_("lan").get("/documents/").content.decode()
    desk = as_("lan").get("/").content.decode()
    assert f"/files/incidents/{incident.pk}/read/" in desk
    as_("lan").post(f"/files/incidents/{incident.pk}/read/", sent())
    assert f"/files/incidents/{incident.pk}/read/" not in as_("lan").get("/").content.decode()
    at = f"/files/incidents/{incident.pk}/"
    assert as_("an").post(f"{at}measures/", sent(text="Đã thu hồi bản in")).status_code == 302
    shown = as_("son").get(at).content.decode()
    assert "Đã thu hồi bản in" in shown
    assert "1/2026" in shown
    assert TELLING not in shown
    printed = as_("son").get(f"{at}protocol/").content.decode()
    assert "Protocol of incident no. 1" in printed
    assert TELLING not in printed


def test_the_rail_counts_open_incidents_for_those_in_charge_alone(cast: Cast, as_: As) -> None:  # noqa: F811
    incident = reported(cast, with_bytes(cast))
    link = re.compile(r'href="/files/incidents/".*?</a>', re.S)
    found = link.search(as_("son").get("/directory/").content.decode())
    assert found is not None
    assert ">1<" in found.group()
    assert link.search(as_("lan").get("/directory/").content.decode()) is None
    closed(cast, incident, Outcome.FALSE_ALARM)
    assert Proposal.objects.get().confirmed is True
    found = link.search(as_("son").get("/directory/").content.decode())
    assert found is not None
    assert ">1<" not in found.group()


def test_a_known_secret_is_refused_at_the_door_of_registration(cast: Cast, as_: As) -> None:  # noqa: F811
    closed(cast, reported(cast, with_bytes(cast)), Outcome.CONFIRMED)
    content = io.BytesIO(papers.state_letter_pdf())
    content.name = "khác.pdf"
    lan = as_("lan")
    answer = lan.post("/documents/register/", sent(content=content, declared="on"))
    work_off()
    assert "destroyed" in lan.get(answer.headers["Location"]).content.decode()
    assert Document.objects.count() == 1


def test_the_list_costs_the_same_with_one_and_with_three(cast: Cast, as_: As) -> None:  # noqa: F811
    counted = []
    browser = as_("an")
    browser.get("/files/incidents/")
    for number in range(3):
        reported(cast)
        if number != 1:
            with CaptureQueriesContext(connection) as queries:
                browser.get("/files/incidents/")
            counted.append(len(queries))
    assert counted[0] == counted[1]

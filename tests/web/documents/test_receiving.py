"""The page on which a clerk waits for the gate, and what the clerk decides when it refused a file."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenum.documents.models import Document, DocumentFile
from plenum.files.models import Intake, Submission
from tests import papers
from tests.cast import Cast
from tests.jobs import work_off
from tests.web.documents.conftest import As, sent

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
GOOD = ("thu.pdf", papers.state_letter_pdf())
BAD = ("hong.pdf", b"khong phai pdf")


def handed_in(client: Client, *files: tuple[str, bytes]) -> str:
    """Hand files in; the address of the page that waits for their verdict."""
    content = [SimpleUploadedFile(name, data) for name, data in files]
    return str(client.post("/documents/register/", sent(content=content, declared="on")).headers["Location"])


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


@pytest.mark.feature("S2", "S9")
def test_the_page_tells_how_far_the_check_is_and_leads_on_when_it_has_ended(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    place = handed_in(lan, GOOD)
    Intake.objects.update(step="pages", looked=3, sights=12)
    page = text(lan.get(place))
    assert ("thu.pdf" in page, "page 3 of 12" in page, 'hx-trigger="every' in page) == (True, True, True)
    part = text(lan.get(place, headers=HTMX))
    assert ("page 3 of 12" in part, "<html" in part) == (True, False)
    work_off()
    document = Document.objects.get()
    led = lan.get(place, headers=HTMX)
    assert led.headers["HX-Redirect"] == f"/documents/register/{document.pk}/"
    assert lan.get(place).headers["Location"] == f"/documents/register/{document.pk}/"


@pytest.mark.feature("S9")
def test_who_leaves_the_page_finds_what_is_being_checked_on_the_desk_and_nobody_else_does(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    place = handed_in(lan, GOOD, BAD)
    notice = f'<a href="{place}">'
    assert notice + "The 2 files that you handed in are being checked" in text(lan.get("/"))
    work_off()
    desk = text(lan.get("/"))
    assert ("was not taken in" in desk, notice in desk) == (True, True)
    assert notice not in text(as_("binh").get("/"))
    assert as_("binh").get(place).status_code == 404


@pytest.mark.feature("S4")
def test_the_clerk_goes_on_with_the_files_that_are_in_order(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    place = handed_in(lan, GOOD, BAD)
    work_off()
    assert "Go on with the one that is in order" in text(lan.get(place))
    assert Document.objects.count() == 0
    answer = lan.post(place, sent(act="go_on"))
    document = Document.objects.get()
    assert answer.headers["Location"] == f"/documents/register/{document.pk}/"
    assert list(DocumentFile.objects.values_list("name", flat=True)) == ["thu.pdf"]
    assert "was not taken in" not in text(lan.get("/"))


@pytest.mark.feature("S4")
def test_there_is_nothing_to_go_on_with_when_all_files_are_refused(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    place = handed_in(lan, BAD)
    work_off()
    assert "Go on with" not in text(lan.get(place))
    answer = lan.post(place, sent(act="go_on"))
    assert (answer.status_code, "None of the files was accepted." in text(answer)) == (409, True)
    assert (Document.objects.count(), Submission.objects.get().state) == (0, "stopped")


@pytest.mark.feature("S4")
def test_the_clerk_takes_note_and_the_desk_is_clear(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    place = handed_in(lan, BAD)
    work_off()
    assert lan.post(place, sent(act="let_go")).headers["Location"] == "/"
    assert (Submission.objects.get().state, place in text(lan.get("/"))) == ("let_go", False)
    assert lan.get(place).headers["Location"] == "/"


def test_a_word_that_is_no_decision_changes_nothing(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    place = handed_in(lan, BAD)
    work_off()
    assert lan.post(place, sent(act="accept")).status_code == 200
    assert Submission.objects.get().state == "stopped"

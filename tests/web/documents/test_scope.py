"""Types that go on paper only, on the pages of clerks and administrators."""

import html
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plenum.documents.models import Document, ScopeRule
from plenum.files.models import Intake, Submission
from tests import papers
from tests.cast import Cast
from tests.documents.made import kept_on_paper, paper_rule, type_named
from tests.jobs import work_off
from tests.web.documents.conftest import As, sent

pytestmark = pytest.mark.feature("S10")
RECEIVE, SCOPE, STUB = "/documents/register/", "/documents/scope/", "/documents/register/paper/"


def given(type_id: int | str) -> dict[str, object]:
    file = SimpleUploadedFile("cv.pdf", papers.state_letter_pdf())
    return sent(content=[file], declared="on", type=type_id)


def test_the_page_says_before_an_upload_what_goes_on_paper_and_keeps_none_of_it(cast: Cast, as_: As) -> None:
    assert "go on paper only" not in as_("lan").get(RECEIVE).content.decode()
    paper_rule(cast)
    page = as_("lan").get(RECEIVE).content.decode()
    assert ("go on paper only" in page, "Quyết định 12-QĐ/TU, Điều 4" in page, STUB in page) == (True, True, True)
    assert "go on paper only" not in as_("binh").get(RECEIVE).content.decode()
    answer = as_("lan").post(RECEIVE, given(type_named().pk))
    assert (answer.status_code, Intake.objects.count(), Submission.objects.count()) == (422, 0, 0)
    assert "Keep an entry in the register without a file." in html.unescape(answer.content.decode())


def test_a_rule_that_begins_while_the_gate_looks_stops_the_hand_in_with_its_reason(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    paper_rule(cast, name="Nghị quyết")
    place = lan.post(RECEIVE, given(type_named().pk)).headers["Location"]
    paper_rule(cast)
    work_off()
    page = html.unescape(lan.get(place).content.decode())
    assert (Document.objects.count(), Submission.objects.get().state) == (0, "stopped")
    assert "goes on paper only in this body" in page


def test_a_type_that_was_named_with_the_file_stands_on_the_card(cast: Cast, as_: As) -> None:
    lan = as_("lan")
    paper_rule(cast, name="Nghị quyết")
    place = lan.post(RECEIVE, given(type_named("Báo cáo").pk)).headers["Location"]
    work_off()
    lan.get(place)
    assert Document.objects.get().type == type_named("Báo cáo")


def test_a_clerk_keeps_an_entry_that_the_list_shows_as_paper_only(cast: Cast, as_: As) -> None:
    paper_rule(cast)
    lan = as_("lan")
    entry = {
        "type": type_named().pk,
        "written": "412-CV/TU",
        "issuer_name": "Tỉnh ủy Lam Giang",
        "arrived_on": f"{date.today():%d/%m/%Y}",
        "paper_place": "Tủ 3",
    }
    marked = lan.post(STUB, sent(**{**entry, "paper_place": "TỐI MẬT"}))
    assert (marked.status_code, Document.objects.count()) == (422, 0)
    kept = lan.post(STUB, sent(**entry))
    document = Document.objects.get()
    assert kept.headers["Location"] == f"/documents/{document.pk}/"
    page, listed = (lan.get(address).content.decode() for address in (kept.headers["Location"], "/documents/"))
    assert ("Paper only" in page, "Tủ 3" in page, "Quyết định 12-QĐ/TU" in page) == (True, True, True)
    assert ("Paper only" in listed, "entry without a file" in listed, "412-CV/TU" in listed) == (True, True, True)


@pytest.mark.parametrize("act", ["submit", "instruct", "give", "report", "return-to-sender", "more"])
def test_no_page_of_an_act_works_on_an_entry(cast: Cast, as_: As, act: str) -> None:
    kept = kept_on_paper(cast)
    statuses = {as_(name).post(f"/documents/{kept.pk}/{act}/", sent(version=1)).status_code for name in ("lan", "minh")}
    assert statuses.isdisjoint({200, 302})
    kept.refresh_from_db()
    assert (kept.state, kept.version) == ("paper", 1)


def test_an_administrator_writes_rules_down_and_ends_them(cast: Cast, as_: As) -> None:
    an = as_("an")
    rule = {
        "type": type_named().pk,
        "organisation": "",
        "medium": "paper",
        "reason": "Chưa có quy định",
        "reference": "Quyết định 12-QĐ/TU",
        "valid_from": "01/01/2026",
    }
    assert an.post(SCOPE, sent(**rule)).headers["Location"] == SCOPE
    assert an.post(SCOPE, sent(**rule)).status_code == 422
    made = ScopeRule.objects.get()
    assert an.post(f"{SCOPE}{made.pk}/end/", sent(last_day="30/11/2026")).headers["Location"] == SCOPE
    page = an.get(SCOPE).content.decode()
    assert ("All bodies" in page, "until 30/11/2026" in page, "ended by Bùi Bình An" in page) == (True, True, True)
    assert "Electronic scope" not in as_("lan").get("/documents/").content.decode()

"""Every act through its page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plenum.documents.models import Assignment, Document
from tests.cast import Cast
from tests.documents.made import assigned, done, in_work, lead_of, position_of, registered, submitted
from tests.web.documents.conftest import As, sent


def act(client: Client, document: Document, name: str, **data: object) -> Any:
    return client.post(f"/documents/{document.pk}/{name}/", sent(**{"version": document.version, **data}))


@pytest.mark.feature("D5", "D7")
def test_from_the_clerk_to_the_answer(cast: Cast, as_: As) -> None:
    document = registered(cast)
    steps: list[tuple[str, str, Callable[[], dict[str, object]]]] = [
        ("lan", "submit", lambda: {"leader": position_of(cast, "minh")}),
        (
            "minh",
            "instruct",
            lambda: {"lead": f"unit-{cast.general.pk}", "text": "Tham mưu", "urgency": 1, "due_at": "27/11/2099"},
        ),
        ("hoa", "give", lambda: {"lead": position_of(cast, "nam"), "assignment": lead_of(document).pk}),
        ("nam", "report", lambda: {"text": "Đã trả lời", "assignment": lead_of(document, below=True).pk}),
    ]
    states = []
    for who, name, data in steps:
        document.refresh_from_db()
        answer = act(as_(who), document, name, **data())
        assert answer.headers.get("Location") == f"/documents/{document.pk}/"
        states.append(Document.objects.get(pk=document.pk).state)
    assert states == ["submitted", "assigned", "in_work", "done"]
    story = as_("minh").get(f"/documents/{document.pk}/").content.decode()
    for sentence in ("registered it as 1 of", "gave it to Nguyễn Quang Minh", "Phòng Tổng hợp leads", "is closed"):
        assert sentence in story


def test_the_next_act_is_offered_to_whoever_has_the_turn_and_to_nobody_else(cast: Cast, as_: As) -> None:
    document = assigned(cast)
    offers = {name: as_(name).get(f"/documents/{document.pk}/").context["primary"] for name in ("lan", "minh", "hoa")}
    assert {name: way and way.address for name, way in offers.items()} == {
        "lan": None,
        "minh": None,
        "hoa": f"/documents/{document.pk}/give/?assignment={lead_of(document).pk}",
    }


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "lead"),
        ({"lead": "unit-999999"}, "lead"),
        ({"lead": "ok", "due_at": "01/01/2020"}, "due_at"),
        ({"lead": "ok", "due_at": "31/02/2027"}, "due_at"),
        ({"lead": "ok", "due_at": "mai"}, "due_at"),
        ({"lead": "ok", "urgency": "9"}, "urgency"),
        ({"lead": "archive"}, "lead"),
    ],
    ids=["nobody", "unknown unit", "past", "no such day", "words", "no such urgency", "no head"],
)
def test_a_bad_instruction_is_refused_at_its_field_with_the_words_kept(
    cast: Cast, as_: As, data: dict[str, object], field: str
) -> None:
    document = submitted(cast)
    units = {"ok": f"unit-{cast.general.pk}", "archive": f"unit-{cast.archive.pk}"}
    given = {
        "urgency": "0",
        "text": "Xử lý ngay",
        **data,
        "lead": units.get(str(data.get("lead")), data.get("lead", "")),
    }
    answer = act(as_("minh"), document, "instruct", **given)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["text"].value()) == (422, [field], "Xử lý ngay")
    assert Document.objects.get(pk=document.pk).version == document.version


def test_a_stale_page_keeps_the_words_and_shows_how_things_stand(cast: Cast, as_: As) -> None:
    document = submitted(cast)
    answer = act(
        as_("minh"),
        document,
        "instruct",
        version=document.version - 1,
        lead=f"unit-{cast.general.pk}",
        urgency=0,
        text="Giao Phòng Tổng hợp",
    )
    form = answer.context["form"]
    assert (answer.status_code, form["text"].value(), form["version"].value()) == (
        409,
        "Giao Phòng Tổng hợp",
        str(document.version),
    )
    assert "Somebody changed this while the page was open." in answer.content.decode()


def test_two_tabs_instruct_once(cast: Cast, as_: As) -> None:
    document, minh = submitted(cast), as_("minh")
    data = {"lead": f"unit-{cast.general.pk}", "urgency": 0}
    answers = [act(minh, document, "instruct", **data).status_code for _ in range(2)]
    assert (answers, Assignment.objects.filter(document=document).count()) == ([302, 409], 1)


def test_a_return_needs_a_reason(cast: Cast, as_: As) -> None:
    document = in_work(cast)
    answer = act(as_("nam"), document, "return-to-head", reason=" ", assignment=lead_of(document, below=True).pk)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


@pytest.mark.parametrize("assignment", ["999999", "x", "9" * 30])
def test_an_assignment_that_is_not_the_documents_is_refused(cast: Cast, as_: As, assignment: str) -> None:
    document = in_work(cast)
    answer = act(as_("nam"), document, "report", text="Xong", assignment=assignment)
    assert answer.status_code in {403, 422}
    assert Document.objects.get(pk=document.pk).state == "in_work"


def test_an_act_that_does_not_exist_is_no_page(cast: Cast, as_: As) -> None:
    document = in_work(cast)
    assert as_("nam").get(f"/documents/{document.pk}/destroy/").status_code == 404


@pytest.mark.feature("D6")
def test_a_finished_document_offers_a_quiet_way_to_ask_for_more(cast: Cast, as_: As) -> None:
    document = done(cast)
    page = as_("minh").get(f"/documents/{document.pk}/")
    quiet = page.context["primary"]
    assert (quiet.address, quiet.kind) == (f"/documents/{document.pk}/more/", "secondary")
    assert act(as_("minh"), document, "more", reason="Bổ sung phụ lục").status_code == 302
    assert Document.objects.get(pk=document.pk).state == "in_work"


def test_a_deadline_with_an_hour_is_shown_with_it(cast: Cast, as_: As) -> None:
    document = submitted(cast)
    act(
        as_("minh"),
        document,
        "instruct",
        lead=f"unit-{cast.general.pk}",
        urgency=0,
        due_at="27/11/2099 16:00",
    )
    assert "by 27/11/2099 16:00" in as_("hoa").get(f"/documents/{document.pk}/").content.decode()

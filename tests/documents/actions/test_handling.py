"""Giving on, reporting, returning: trees with helpers."""

from datetime import date

import pytest

from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal
from plenum.directory.enums import Role
from plenum.documents.actions.give import give_to_specialist
from plenum.documents.actions.report import report_done
from plenum.documents.actions.send_back import (
    ask_for_more,
    return_to_clerk,
    return_to_head,
    return_to_leader,
    return_to_sender,
)
from plenum.documents.assignees import Assignee
from plenum.documents.deadlines import end_of
from plenum.documents.enums import Act
from plenum.documents.models import Assignment, Document
from tests.cast import MONDAY, Cast, person
from tests.documents.actions.test_path import whose_turn
from tests.documents.made import assigned, done, in_work, lead_of, position_of, registered, submitted, waiting


def give(cast: Cast, document: Document, **changes: object) -> Document:
    fields: dict[str, object] = {
        "document_id": document.pk,
        "version": document.version,
        "assignment_id": lead_of(document).pk,
        "lead": position_of(cast, "nam"),
        "by": cast.actor("hoa"),
        "at": MONDAY,
    }
    return give_to_specialist(**{**fields, **changes})  # type: ignore[arg-type]


def report(cast: Cast, document: Document, assignment: Assignment, by: str, text: str = "Xong.") -> Document:
    return report_done(
        document_id=document.pk,
        version=document.version,
        assignment_id=assignment.pk,
        text=text,
        by=cast.actor(by),
        at=MONDAY,
    )


def states_of(document: Document) -> list[tuple[str, str]]:
    return [
        (a.name, a.state)
        for a in Assignment.objects.filter(document=document).select_related("unit", "person").order_by("pk")
    ]


def test_a_specialists_deadline_can_t_be_after_the_units(cast: Cast) -> None:
    document = assigned(cast)
    with pytest.raises(Invalid) as refused:
        give(cast, document, due_at=end_of(date(2026, 11, 28)))
    assert (refused.value.field, refused.value.code) == ("due_at", "too_late")


def test_the_head_gives_to_people_of_the_unit_only(cast: Cast) -> None:
    document = assigned(cast)
    with pytest.raises(Invalid) as refused:
        give(cast, document, lead=position_of(cast, "dung"))
    assert refused.value.field == "lead"


@pytest.mark.parametrize("by", ["lan", "minh"])
def test_who_may_see_it_may_not_therefore_give_it(cast: Cast, by: str) -> None:
    document = assigned(cast)
    with pytest.raises(Forbidden):
        give(cast, document, by=cast.actor(by))


def test_a_specialist_of_the_unit_who_was_not_asked_sees_nothing(cast: Cast) -> None:
    document = assigned(cast)
    with pytest.raises(Forgotten):
        give(cast, document, by=cast.actor("nam"))


@pytest.mark.feature("D7")
def test_a_head_may_report_without_giving_it_on(cast: Cast) -> None:
    document = assigned(cast)
    assert report(cast, document, lead_of(document), "hoa").state == "done"


@pytest.mark.feature("D7")
def test_a_helpers_report_leaves_the_document_open_and_the_leads_report_releases_the_helpers(cast: Cast) -> None:
    binh_an = person("tam", "Cao Minh Tâm", "Chuyên viên", [Role.SPECIALIST], cast.general)
    document = assigned(cast, cooperating=(Assignee("post", position_of(cast, "son")),))
    helper = Assignment.objects.get(document=document, role="cooperate")
    document = give(cast, document, cooperating=[binh_an.appointments.get().position_id])
    document = report(cast, document, helper, "son")
    assert (document.state, states_of(document)) == (
        "in_work",
        [
            ("Phòng Tổng hợp", "given"),
            ("Phạm Hồng Sơn", "done"),
            ("Đỗ Văn Nam", "open"),
            ("Cao Minh Tâm", "open"),
        ],
    )
    document = report(cast, document, lead_of(document, below=True), "nam")
    assert (document.state, states_of(document)) == (
        "done",
        [
            ("Phòng Tổng hợp", "done"),
            ("Phạm Hồng Sơn", "done"),
            ("Đỗ Văn Nam", "done"),
            ("Cao Minh Tâm", "ended"),
        ],
    )
    assert whose_turn(cast, document) == {"minh": Act.READ, "hoa": Act.READ}


def test_a_report_says_something(cast: Cast) -> None:
    document = in_work(cast)
    with pytest.raises(Invalid) as refused:
        report(cast, document, lead_of(document, below=True), "nam", text="  ")
    assert refused.value.field == "text"


def test_nobody_completes_somebody_elses_work(cast: Cast) -> None:
    document = in_work(cast)
    with pytest.raises(Forbidden) as refused:
        report(cast, document, lead_of(document, below=True), "hoa")
    assert refused.value.code == "may_not_report"


def test_an_assignment_of_another_document_is_not_found(cast: Cast) -> None:
    document, other = in_work(cast), in_work(cast)
    with pytest.raises(Forgotten):
        report(cast, document, lead_of(other, below=True), "nam")


@pytest.mark.feature("D6")
@pytest.mark.parametrize("make", [waiting, registered])
def test_the_clerk_returns_to_the_sender_and_that_is_the_end(cast: Cast, make: object) -> None:
    document: Document = make(cast)  # type: ignore[operator]
    returned = return_to_sender(
        document_id=document.pk, version=document.version, reason="Gửi nhầm", by=cast.actor("lan"), at=MONDAY
    )
    assert (returned.state, returned.finished_at, whose_turn(cast, returned)) == ("returned", MONDAY, {})


@pytest.mark.feature("D6")
def test_each_return_goes_one_step_back_and_the_turn_with_it(cast: Cast) -> None:
    document, at = in_work(cast), MONDAY
    document = return_to_head(
        document_id=document.pk,
        version=document.version,
        assignment_id=lead_of(document, below=True).pk,
        reason="Đang nghỉ phép",
        by=cast.actor("nam"),
        at=at,
    )
    assert (document.state, whose_turn(cast, document)) == ("assigned", {"hoa": Act.GIVE})
    document = return_to_leader(
        document_id=document.pk,
        version=document.version,
        assignment_id=lead_of(document).pk,
        reason="Không thuộc chức năng của phòng",
        by=cast.actor("hoa"),
        at=at,
    )
    assert (document.state, whose_turn(cast, document)) == ("submitted", {"minh": Act.INSTRUCT})
    document = return_to_clerk(
        document_id=document.pk, version=document.version, reason="Trình đồng chí Sơn", by=cast.actor("minh"), at=at
    )
    assert (document.state, whose_turn(cast, document)) == ("registered", {"lan": Act.SUBMIT})


@pytest.mark.feature("D6")
def test_after_a_return_it_is_given_and_finished_as_if_for_the_first_time(cast: Cast) -> None:
    document = in_work(cast)
    document = return_to_head(
        document_id=document.pk,
        version=document.version,
        assignment_id=lead_of(document, below=True).pk,
        reason="Bận",
        by=cast.actor("nam"),
        at=MONDAY,
    )
    document = give(cast, document)
    assert report(cast, document, lead_of(document, below=True), "nam").state == "done"


@pytest.mark.feature("D6")
def test_a_return_without_a_reason_changes_nothing(cast: Cast) -> None:
    document = submitted(cast)
    with pytest.raises(Invalid) as refused:
        return_to_clerk(document_id=document.pk, version=document.version, reason=" ", by=cast.actor("minh"), at=MONDAY)
    assert refused.value.field == "reason"


@pytest.mark.feature("D6")
@pytest.mark.parametrize("by", ["minh", "hoa"])
def test_who_asked_may_ask_for_more(cast: Cast, by: str) -> None:
    document = done(cast)
    document = ask_for_more(
        document_id=document.pk, version=document.version, reason="Bổ sung phụ lục", by=cast.actor(by), at=MONDAY
    )
    work = {name: act for name, act in whose_turn(cast, document).items() if act != Act.READ}
    assert (document.state, document.finished_at, work) == ("in_work", None, {"nam": Act.REPORT})
    assert report(cast, document, lead_of(document, below=True), "nam").state == "done"


def test_who_did_not_ask_may_not_ask_for_more(cast: Cast) -> None:
    document = done(cast)
    with pytest.raises(Forbidden):
        ask_for_more(document_id=document.pk, version=document.version, reason="?", by=cast.actor("lan"), at=MONDAY)


def test_a_helper_does_not_return_the_document(cast: Cast) -> None:
    document = assigned(cast, cooperating=(Assignee("post", position_of(cast, "son")),))
    helper = Assignment.objects.get(document=document, role="cooperate")
    with pytest.raises(Refusal) as refused:
        return_to_leader(
            document_id=document.pk,
            version=document.version,
            assignment_id=helper.pk,
            reason="?",
            by=cast.actor("son"),
            at=MONDAY,
        )
    assert refused.value.code == "out_of_order"

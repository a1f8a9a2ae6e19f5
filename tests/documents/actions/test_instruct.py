from datetime import date, timedelta

import pytest

from plenum.core.errors import Forbidden, Forgotten, Invalid, Stale
from plenum.documents.actions.instruct import instruct
from plenum.documents.actions.submit import submit_to_leader
from plenum.documents.assignees import Assignee
from plenum.documents.deadlines import end_of
from plenum.documents.enums import Act, Urgency
from plenum.documents.models import Assignment, Document
from tests.cast import MONDAY, Cast
from tests.documents.actions.test_path import seen_by, whose_turn
from tests.documents.made import FRIDAY, assigned, position_of, registered, submitted


def by_minh(cast: Cast, document: Document, **changes: object) -> Document:
    fields: dict[str, object] = {
        "document_id": document.pk,
        "version": document.version,
        "text": "Giao Phòng Tổng hợp.",
        "lead": Assignee("unit", cast.general.pk),
        "due_at": FRIDAY,
        "by": cast.actor("minh"),
        "at": MONDAY,
    }
    return instruct(**{**fields, **changes})  # type: ignore[arg-type]


def asked(document: Document) -> set[tuple[str, str]]:
    return {(a.name, a.role) for a in Assignment.objects.filter(document=document).select_related("unit", "person")}


@pytest.mark.feature("D5")
def test_units_and_people_lead_help_and_are_informed(cast: Cast) -> None:
    document = by_minh(
        cast,
        submitted(cast),
        cooperating=[Assignee("post", position_of(cast, "son"))],
        informed=[Assignee("unit", cast.archive.pk)],
    )
    assert asked(document) == {
        ("Phòng Tổng hợp", "lead"),
        ("Phạm Hồng Sơn", "cooperate"),
        ("Phòng Lưu trữ", "inform"),
    }
    assert whose_turn(cast, document) == {"hoa": Act.GIVE, "son": Act.REPORT, "dung": Act.READ}
    assert seen_by(cast, document) == {"lan", "minh", "hoa", "son", "dung"}


@pytest.mark.feature("D5")
def test_somebody_named_twice_keeps_the_weightier_role(cast: Cast) -> None:
    unit = Assignee("unit", cast.general.pk)
    assert asked(by_minh(cast, submitted(cast), cooperating=[unit], informed=[unit])) == {("Phòng Tổng hợp", "lead")}


@pytest.mark.feature("D5")
def test_a_deadline_in_the_past_is_refused(cast: Cast) -> None:
    document = submitted(cast)
    with pytest.raises(Invalid) as refused:
        by_minh(cast, document, due_at=MONDAY - timedelta(minutes=1))
    assert (refused.value.field, refused.value.code) == ("due_at", "in_past")
    assert Document.objects.get(pk=document.pk).state == "submitted"


def test_a_deadline_today_is_good_until_midnight(cast: Cast) -> None:
    assert by_minh(cast, submitted(cast), due_at=end_of(date(2026, 11, 23))).due_at == end_of(date(2026, 11, 23))


def test_without_a_deadline_that_of_the_paper_stays(cast: Cast) -> None:
    assert by_minh(cast, submitted(cast, due_at=FRIDAY), due_at=None).due_at == FRIDAY


def test_the_leader_may_raise_the_urgency(cast: Cast) -> None:
    assert by_minh(cast, submitted(cast), urgency=Urgency.EXPRESS).urgency == Urgency.EXPRESS


def test_a_unit_of_another_body_is_not_offered_and_not_taken(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        by_minh(cast, submitted(cast), lead=Assignee("post", position_of(cast, "phuc")))
    assert refused.value.code == "unknown_assignee"


def test_a_unit_without_a_head_can_t_lead(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        by_minh(cast, submitted(cast), lead=Assignee("unit", cast.archive.pk))
    assert (refused.value.code, refused.value.field) == ("unit_without_head", "lead")


def test_another_leader_may_not_instruct_in_the_place_of_the_one_who_was_asked(cast: Cast) -> None:
    document = submitted(cast)
    with pytest.raises(Forgotten):
        by_minh(cast, document, by=cast.actor("son"))


def test_the_clerk_may_not_instruct(cast: Cast) -> None:
    with pytest.raises(Forbidden) as refused:
        by_minh(cast, submitted(cast), by=cast.actor("lan"))
    assert refused.value.code == "may_not_instruct"


def test_a_stale_page_is_refused(cast: Cast) -> None:
    document = submitted(cast)
    with pytest.raises(Stale):
        by_minh(cast, document, version=document.version - 1)


def test_a_registered_document_can_t_be_instructed_before_it_is_given_to_the_leader(cast: Cast) -> None:
    with pytest.raises(Forgotten):
        by_minh(cast, registered(cast))


def test_a_document_is_given_to_a_leader_only(cast: Cast) -> None:
    document = registered(cast)
    with pytest.raises(Invalid) as refused:
        submit_to_leader(
            document_id=document.pk,
            version=document.version,
            position_id=position_of(cast, "nam"),
            by=cast.actor("lan"),
            at=MONDAY,
        )
    assert refused.value.field == "leader"


@pytest.mark.parametrize("text", ["unit", "unit-", "unit-x", "person-1", "unit-" + "9" * 30, "post-²"])
def test_an_assignee_that_no_form_offers_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Assignee.parse(text)


def test_the_head_of_the_unit_alone_gives_it_on(cast: Cast) -> None:
    document = assigned(cast)
    assert whose_turn(cast, document) == {"hoa": Act.GIVE}

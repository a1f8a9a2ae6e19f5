from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal, Stale
from plenum.documents.actions.register import register_document
from plenum.documents.actions.send_back import return_to_sender
from plenum.documents.deadlines import end_of
from plenum.documents.models import Document, SeriesNumber
from tests.cast import MONDAY, Cast
from tests.documents.made import a_card, registered, waiting


def register(cast: Cast, document: Document, *, by: str = "lan", at: datetime = MONDAY, **fields: Any) -> Document:
    reason = str(fields.pop("duplicate_reason", ""))
    return register_document(
        document_id=document.pk,
        version=document.version,
        card=a_card(**fields),
        duplicate_reason=reason,
        by=cast.actor(by, at),
        at=at,
    )


def numbers() -> list[int]:
    return list(SeriesNumber.objects.order_by("series", "number").values_list("number", flat=True))


@pytest.mark.feature("D2")
def test_arrival_numbers_follow_each_other(cast: Cast) -> None:
    assert [registered(cast).arrival_number for _ in range(3)] == [1, 2, 3]


@pytest.mark.feature("D2")
def test_each_body_counts_for_itself(cast: Cast) -> None:
    registered(cast)
    assert registered(cast, by="binh").arrival_number == 1


@pytest.mark.feature("D2")
def test_the_count_begins_anew_at_midnight_of_the_province_not_of_greenwich(cast: Cast) -> None:
    before, after = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    last, first = registered(cast, at=before), registered(cast, at=after)
    assert [(d.register.label, d.arrival_number) for d in (last, first) if d.register] == [("2026", 1), ("2027", 1)]


@pytest.mark.feature("D2")
def test_a_refused_registration_takes_no_number(cast: Cast) -> None:
    registered(cast)
    with pytest.raises(Invalid):
        register(cast, waiting(cast), abstract=" ")
    assert (numbers(), registered(cast).arrival_number) == ([1], 2)


@pytest.mark.feature("D2")
def test_the_number_of_a_returned_document_is_not_given_again(cast: Cast) -> None:
    document = registered(cast)
    return_to_sender(
        document_id=document.pk, version=document.version, reason="Gửi nhầm", by=cast.actor("lan"), at=MONDAY
    )
    assert registered(cast).arrival_number == 2


@pytest.mark.feature("D4")
def test_number_and_symbol_are_kept_apart(cast: Cast) -> None:
    written = ("412-CV/TU", "15/QĐ-BNV", "05/BNV-VP", "30/2020/NĐ-CP", "")
    kept = [registered(cast, written=sign) for sign in written]
    assert [(d.number, d.symbol) for d in kept] == [
        ("412", "CV/TU"),
        ("15", "QĐ-BNV"),
        ("05", "BNV-VP"),
        ("30", "2020/NĐ-CP"),
        ("", ""),
    ]


@pytest.mark.feature("D4")
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"abstract": ""}, "abstract"),
        ({"issuer_name": " "}, "issuer_name"),
        ({"arrived_on": date(2026, 11, 24)}, "arrived_on"),
        ({"issued_on": date(2026, 11, 24)}, "issued_on"),
        ({"due_at": end_of(date(2026, 11, 22))}, "due_at"),
        ({"type_id": 999_999}, "type"),
    ],
)
def test_a_card_that_contradicts_itself_is_refused_at_its_field(cast: Cast, fields: dict[str, Any], field: str) -> None:
    document = waiting(cast)
    with pytest.raises(Invalid) as refused:
        register(cast, document, **fields)
    assert (refused.value.field, Document.objects.get(pk=document.pk).state) == (field, "waiting")


@pytest.mark.feature("D3")
def test_the_same_bytes_are_refused_and_leave_no_trace(cast: Cast) -> None:
    registered(cast, content="Một")
    document = waiting(cast, content="Một")
    with pytest.raises(Refusal) as refused:
        register(cast, document)
    assert (refused.value.code, numbers()) == ("duplicate", [1])


@pytest.mark.feature("D3")
def test_the_same_number_symbol_and_body_are_refused_however_they_are_spelt(cast: Cast) -> None:
    registered(cast, written="09-CV/TU", issuer_name="Tỉnh ủy Lam Giang")
    with pytest.raises(Refusal) as refused:
        register(cast, waiting(cast), written="9 - cv/tu", issuer_name="TỈNH ỦY  LAM GIANG")
    assert refused.value.code == "duplicate"


@pytest.mark.feature("D3")
@pytest.mark.parametrize(
    "other",
    [{"issued_on": date(2025, 11, 20)}, {"issuer_name": "Tỉnh ủy Khác"}, {"written": "8-CV/TU"}],
    ids=["another year", "another body", "another number"],
)
def test_what_only_resembles_is_registered(cast: Cast, other: dict[str, Any]) -> None:
    registered(cast, written="9-CV/TU")
    assert register(cast, waiting(cast), **{"written": "9-CV/TU", **other}).arrival_number == 2


@pytest.mark.feature("D3")
def test_a_clerk_who_says_why_registers_a_duplicate(cast: Cast) -> None:
    registered(cast, written="9-CV/TU")
    document = register(cast, waiting(cast), written="9-CV/TU", duplicate_reason="Bản thay thế có phụ lục")
    assert (document.arrival_number, document.duplicate_reason) == (2, "Bản thay thế có phụ lục")


def test_another_body_may_have_the_same_document(cast: Cast) -> None:
    registered(cast, content="Chung", written="9-CV/TU")
    assert registered(cast, content="Chung", written="9-CV/TU", by="binh").arrival_number == 1


def test_a_document_is_registered_once(cast: Cast) -> None:
    document = registered(cast)
    with pytest.raises(Refusal) as refused:
        register(cast, document)
    assert (refused.value.code, numbers()) == ("out_of_order", [1])


def test_a_stale_page_registers_nothing(cast: Cast) -> None:
    document = waiting(cast)
    Document.objects.filter(pk=document.pk).update(version=5)
    with pytest.raises(Stale):
        register(cast, document)
    assert numbers() == []


@pytest.mark.parametrize("by", ["minh", "hoa", "nam", "dung", "an", "vy"])
def test_nobody_but_a_clerk_registers(cast: Cast, by: str) -> None:
    document = waiting(cast)
    with pytest.raises(Forgotten):
        register(cast, document, by=by)


@pytest.mark.parametrize("by", ["minh", "nam", "an"])
def test_nobody_but_a_clerk_receives(cast: Cast, by: str) -> None:
    with pytest.raises(Forbidden) as refused:
        waiting(cast, by=by)
    assert (refused.value.code, Document.objects.count()) == ("may_not_register", 0)


def test_another_bodys_clerk_does_not_even_learn_that_it_exists(cast: Cast) -> None:
    document = waiting(cast)
    with pytest.raises(Forgotten):
        register(cast, document, by="binh")


def test_a_document_that_came_yesterday_is_registered_today(cast: Cast) -> None:
    document = register(cast, waiting(cast), at=MONDAY + timedelta(days=1), arrived_on=date(2026, 11, 23))
    assert document.arrived_on == date(2026, 11, 23)

"""What goes on paper only: the rules, the entries without a file, and every door that a file could come in by."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import sentence
from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.queries.sources import attachable_documents, source_of
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal
from plenum.documents.actions.receive import receive_document
from plenum.documents.actions.register import register_document
from plenum.documents.actions.scope import end_scope
from plenum.documents.actions.submit import submit_to_leader
from plenum.documents.entries import load
from plenum.documents.enums import Medium, State
from plenum.documents.models import Document, DocumentFile, ScopeRule, SeriesNumber
from plenum.documents.queries.documents import documents_visible_to
from plenum.documents.queries.offers import offers_for
from plenum.documents.queries.scope import expect_electronic, paper_only
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_draft
from tests.documents.made import (
    a_card,
    an_intake,
    kept_on_paper,
    paper_rule,
    position_of,
    registered,
    type_named,
    waiting,
)

pytestmark = pytest.mark.feature("S10")
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def codes(organisation_id: int, on: date = TODAY) -> set[str]:
    return {rule.type.code for rule in paper_only(organisation_id, on).values()}


def refused(**fields: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        kept_on_paper(**fields)
    return refusal.value.code


def test_a_rule_holds_in_its_body_from_its_first_to_its_last_day(cast: Cast) -> None:
    paper_rule(cast, valid_from=TODAY, valid_to=TODAY + 2 * DAY)
    held = [codes(cast.office.pk, TODAY + days * DAY) for days in (-1, 0, 2, 3)]
    assert held == [set(), {"cong-van"}, {"cong-van"}, set()]
    assert codes(cast.industry.pk) == set()


def test_a_rule_for_all_gives_way_to_one_of_the_body_itself(cast: Cast) -> None:
    paper_rule(cast, of=None)
    paper_rule(cast, of="office", medium=Medium.ELECTRONIC)
    assert (codes(cast.office.pk), codes(cast.industry.pk)) == (set(), {"cong-van"})


def test_rules_are_made_and_ended_by_administrators_and_never_deleted_or_changed(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        paper_rule(cast, by=cast.actor("lan"))
    rule = paper_rule(cast)
    with pytest.raises(Invalid) as twice:
        paper_rule(cast, valid_from=TODAY)
    assert twice.value.code == "already_ruled"
    for change in (rule.delete, lambda: ScopeRule.objects.update(reason="Khác")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Forbidden):
        end_scope(rule_id=rule.pk, last_day=TODAY, by=cast.actor("lan"), at=MONDAY)
    end_scope(rule_id=rule.pk, last_day=TODAY, by=cast.actor("an"), at=MONDAY)
    with pytest.raises(Invalid):
        end_scope(rule_id=rule.pk, last_day=TODAY, by=cast.actor("an"), at=MONDAY)
    assert paper_rule(cast, valid_from=TODAY + DAY).pk != rule.pk
    events = AuditEvent.objects.filter(act__startswith="documents.scope").order_by("pk")
    with translation.override("en"):
        told = [sentence(event) for event in events]
    assert told[:2] == [
        "decided that “Công văn” goes on paper only from 2026-01-01 (Quyết định 12-QĐ/TU, Điều 4)",
        "ended the rule for “Công văn”; its last day is 2026-11-23",
    ]


def test_an_entry_takes_the_next_number_and_keeps_no_word_of_what_the_paper_says(cast: Cast) -> None:
    registered(cast)
    kept = kept_on_paper(cast, written="77-CV/TU")
    assert (kept.arrival_number, kept.state, kept.number, kept.symbol) == (2, State.PAPER, "77", "CV/TU")
    assert (kept.abstract, kept.note, kept.signer_name, list(kept.files.all())) == ("", "", "", [])
    assert registered(cast).arrival_number == 3
    assert list(load([kept.pk])) == []
    seen = {
        name: documents_visible_to(cast.actor(name)).filter(pk=kept.pk).exists() for name in ("lan", "minh", "binh")
    }
    assert seen == {"lan": True, "minh": False, "binh": False}


def test_nothing_can_be_done_with_an_entry(cast: Cast) -> None:
    kept, lan = kept_on_paper(cast), cast.actor("lan")
    assert offers_for(lan, kept, []) == []
    with pytest.raises(Refusal):
        submit_to_leader(
            document_id=kept.pk, version=kept.version, position_id=position_of(cast, "minh"), by=lan, at=MONDAY
        )
    with pytest.raises(Refusal):
        register_document(document_id=kept.pk, version=kept.version, card=a_card(), by=lan, at=MONDAY)


@pytest.mark.parametrize("field", ["written", "issuer_name", "paper_place"])
@pytest.mark.parametrize("text", ["05-MẬT/TU", "TỐI MẬT", "Tuyệt mật"])
def test_no_text_of_an_entry_carries_a_secrecy_mark(cast: Cast, field: str, text: str) -> None:
    assert refused(cast=cast, **{field: text}) == "secrecy_mark"
    assert (Document.objects.count(), SeriesNumber.objects.count()) == (0, 0)


def test_ordinary_words_that_look_like_marks_pass(cast: Cast) -> None:
    kept = kept_on_paper(cast, issuer_name="Ủy ban Mặt trận Tổ quốc tỉnh", paper_place="Phòng Cơ yếu – bảo mật, tủ 2")
    assert kept.arrival_number == 1


def test_no_entry_is_kept_of_what_may_go_electronic_or_stands_in_the_register_already(cast: Cast) -> None:
    paper_rule(cast)
    assert refused(cast=cast, type_id=type_named("Nghị quyết").pk) == "goes_electronic"
    kept_on_paper(cast, written="9-CV/TU")
    assert refused(cast=cast, written="09-CV/TU") == "duplicate"
    with pytest.raises(Forbidden):
        kept_on_paper(cast, at=MONDAY - timedelta(days=3000))


@pytest.mark.parametrize("attempt", ["insert", "move", "state there", "state back"])
def test_no_file_comes_to_an_entry_by_any_door_of_the_database(cast: Cast, attempt: str) -> None:
    kept, other = kept_on_paper(cast), waiting(cast)
    file = DocumentFile.objects.get(document=other)
    ways: dict[str, Callable[[], object]] = {
        "insert": lambda: DocumentFile.objects.create(
            document=kept, blob=file.blob, intake=an_intake(cast.actor("lan")), name="a.pdf"
        ),
        "move": lambda: DocumentFile.objects.filter(pk=file.pk).update(document=kept),
        "state there": lambda: Document.objects.filter(pk=other.pk).update(state="paper", finished_at=MONDAY),
        "state back": lambda: Document.objects.filter(pk=kept.pk).update(
            state="registered", finished_at=None, abstract="Nội dung", paper_rule=None, paper_place=""
        ),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        ways[attempt]()
    assert not DocumentFile.objects.filter(document=kept).exists()


def test_files_of_such_a_type_are_refused_when_they_are_received_and_when_they_are_registered(cast: Cast) -> None:
    document, lan = waiting(cast), cast.actor("lan")
    paper_rule(cast)
    with pytest.raises(Refusal) as received:
        receive_document(intakes=[an_intake(lan)], type_id=type_named().pk, by=lan, at=MONDAY)
    card = a_card(type_id=type_named().pk)
    with pytest.raises(Refusal) as carded:
        register_document(document_id=document.pk, version=document.version, card=card, by=lan, at=MONDAY)
    assert (received.value.code, carded.value.code, Document.objects.count()) == ("paper_only", "paper_only", 1)
    assert "Quyết định 12-QĐ/TU, Điều 4" in str(carded.value)
    assert SeriesNumber.objects.count() == 0
    expect_electronic(cast.industry.pk, type_named().pk, TODAY)


def test_no_paper_of_such_a_type_is_laid_before_a_conference(cast: Cast) -> None:
    document = registered(cast, type_id=type_named().pk)
    kept = kept_on_paper(cast)
    conference, thu, blob = a_draft(cast), cast.actor("thu"), document.files.get().blob
    for source in ({"document_id": document.pk}, {"type_id": type_named().pk}):
        with pytest.raises(Refusal) as refusal:
            attach_paper(conference=conference, item_id=None, title="Tài liệu", blob=blob, **source, by=thu, at=MONDAY)
        assert refusal.value.code == "paper_only"
    assert kept not in attachable_documents(cast.actor("lan"))
    with pytest.raises(Forgotten):
        source_of(cast.actor("lan"), kept.pk)

"""Grants, the list of principals that follows them, and what delegation and removal do to both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from plenum.audit.models import AuditEvent
from plenum.core.errors import Forgotten
from plenum.directory.models import Appointment, Delegation, Position
from plenum.directory.queries.actors import actor_for
from plenum.documents.actions.instruct import instruct
from plenum.documents.actions.read import note_reading
from plenum.documents.assignees import Assignee
from plenum.documents.entries import ids, load
from plenum.documents.enums import GrantReason
from plenum.documents.grants import grant
from plenum.documents.models import Document, Grant, Instruction, Reading, Turn
from plenum.documents.queries.documents import document_for, documents_visible_to, visible_ids
from tests.cast import MONDAY, Cast
from tests.documents.made import assigned, done, in_work, position_of, registered, submitted, waiting


@pytest.mark.feature("X10")
@pytest.mark.parametrize("make", [waiting, registered, submitted, assigned, in_work, done])
def test_the_principals_of_a_document_are_those_of_its_grants(cast: Cast, make: object) -> None:
    document: Document = make(cast)  # type: ignore[operator]
    granted = sorted(set(Grant.objects.filter(document=document).values_list("principal_id", flat=True)))
    assert Document.objects.get(pk=document.pk).principals == granted != []


def test_nobody_writes_the_principals_by_hand(cast: Cast) -> None:
    document = registered(cast)
    before = Document.objects.get(pk=document.pk).principals
    Document.objects.filter(pk=document.pk).update(principals=[1, 2, 3, 999])
    assert Document.objects.get(pk=document.pk).principals == before


def test_a_grant_that_is_taken_back_is_gone_at_once(cast: Cast) -> None:
    document = submitted(cast)
    Grant.objects.filter(document=document, reason=GrantReason.SUBMITTED).delete()
    with pytest.raises(Forgotten):
        document_for(cast.actor("minh"), document.pk)


def test_a_grant_is_never_rewritten(cast: Cast) -> None:
    document = submitted(cast)
    with pytest.raises(Exception, match="Cannot update rows"), transaction.atomic():
        Grant.objects.filter(document=document).update(reason=GrantReason.LEAD)


def test_the_same_grant_again_changes_nothing(cast: Cast) -> None:
    document = submitted(cast)
    principals = list(Grant.objects.filter(document=document).values_list("principal_id", flat=True))
    grant(document, principals[:1], GrantReason.CLERK, by=cast.actor("lan"), at=MONDAY)
    assert Grant.objects.filter(document=document).count() == len(principals)


@pytest.mark.parametrize("make", [waiting, registered, submitted, assigned, in_work, done])
def test_whoever_has_the_turn_may_see_the_document(cast: Cast, make: object) -> None:
    document: Document = make(cast)  # type: ignore[operator]
    turns = set(Turn.objects.filter(document=document).values_list("principal_id", flat=True))
    assert turns - set(Document.objects.get(pk=document.pk).principals) == set()


def test_visible_ids_are_those_of_the_list(cast: Cast) -> None:
    ours, theirs = in_work(cast), registered(cast, by="binh")
    asked = [ours.pk, theirs.pk, 10**9]
    assert [visible_ids(cast.actor(name), asked) for name in ("nam", "binh", "dung")] == [{ours.pk}, {theirs.pk}, set()]


def test_who_leaves_the_post_sees_nothing_of_it_any_more(cast: Cast) -> None:
    document = in_work(cast)
    Appointment.objects.filter(person=cast.nam).update(ended_at=MONDAY)
    assert not documents_visible_to(cast.actor("nam")).filter(pk=document.pk).exists()


@pytest.mark.feature("O3")
def test_who_stands_in_for_the_leader_sees_and_instructs_and_both_names_are_kept(cast: Cast) -> None:
    document = submitted(cast)
    delegation = Delegation.objects.create(
        position=Position.objects.get(pk=position_of(cast, "minh")),
        delegator=cast.minh,
        delegate=cast.son,
        reason="Đi công tác",
        scope=["documents"],
        valid_from=MONDAY - timedelta(hours=1),
        valid_to=MONDAY + timedelta(days=1),
    )
    by = actor_for(cast.son, MONDAY, f"d{delegation.pk}", "documents")
    instruct(
        document_id=document.pk,
        version=document.version,
        text="Thay mặt đồng chí Minh",
        lead=Assignee("unit", cast.general.pk),
        by=by,
        at=MONDAY,
    )
    told = Instruction.objects.get(document=document)
    event = AuditEvent.objects.get(act="documents.document.instructed", target_id=document.pk)
    assert (told.given_by, told.on_behalf_of, told.given_in_id) == (cast.son, cast.minh, position_of(cast, "minh"))
    assert (event.actor_name, event.on_behalf_of_name) == ("Phạm Hồng Sơn", "Nguyễn Quang Minh")


def test_a_limit_to_conferences_gives_no_sight_of_documents(cast: Cast) -> None:
    document = submitted(cast)
    delegation = Delegation.objects.create(
        position=Position.objects.get(pk=position_of(cast, "minh")),
        delegator=cast.minh,
        delegate=cast.son,
        reason="Đi công tác",
        scope=["conferences"],
        valid_from=MONDAY - timedelta(hours=1),
        valid_to=MONDAY + timedelta(days=1),
    )
    by = actor_for(cast.son, MONDAY, f"d{delegation.pk}", "documents")
    with pytest.raises(Forgotten):
        document_for(by, document.pk)


@pytest.mark.feature("X3")
def test_reading_is_written_down_once_for_each_occasion(cast: Cast) -> None:
    document = in_work(cast)
    later = (timedelta(), timedelta(minutes=5), timedelta(hours=2))
    for after in later:
        note_reading(document=document, by=cast.actor("nam"), at=MONDAY + after)
    reading = Reading.objects.get(document=document, person=cast.nam)
    events = AuditEvent.objects.filter(act="documents.document.read", target_id=document.pk)
    assert (reading.times, [event.at for event in events.order_by("seq")]) == (2, [MONDAY, MONDAY + later[2]])


def test_reading_takes_what_is_for_information_off_the_desk(cast: Cast) -> None:
    document = done(cast)
    note_reading(document=document, by=cast.actor("minh"), at=MONDAY)
    open_turns = Turn.objects.filter(document=document, closed_at=None)
    assert [cast.actor("hoa").principals >= {t.principal_id} for t in open_turns] == [True]


def test_an_instruction_without_a_lead_can_t_be_stored(cast: Cast) -> None:
    document = submitted(cast)
    Instruction.objects.create(
        document=document, given_at=MONDAY, given_by=cast.minh, given_in_id=position_of(cast, "minh")
    )
    with pytest.raises(IntegrityError, match="instruction_names_a_lead"), transaction.atomic():
        connection.check_constraints()
    Instruction.objects.filter(document=document).delete()


@pytest.mark.feature("D18")
def test_the_search_knows_the_document_only_by_those_who_may_see_it(cast: Cast) -> None:
    document = in_work(cast, content="hạ tầng cấp nước sạch nông thôn", written="412-CV/TU")
    waiting(cast)
    entry = next(iter(load([document.pk])))
    assert (entry.number, entry.symbol, entry.title) == ("412", "412-CV/TU", document.abstract)
    assert "cấp nước sạch" in entry.text
    assert list(entry.principals) == Document.objects.get(pk=document.pk).principals
    assert [e.id for e in load(list(ids()))] == [document.pk]

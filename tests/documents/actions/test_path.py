"""The way of one document, step by step; and that no step can be taken out of order."""

import pytest

from plenum.core.errors import Refusal
from plenum.documents.actions.give import give_to_specialist
from plenum.documents.actions.instruct import instruct
from plenum.documents.actions.report import report_done
from plenum.documents.assignees import Assignee
from plenum.documents.enums import Act, State
from plenum.documents.models import Document, Turn
from plenum.documents.queries.documents import documents_visible_to
from tests.cast import MONDAY, Cast
from tests.documents.made import assigned, done, in_work, lead_of, position_of, registered, submitted, waiting
from tests.permissions.matrix import PEOPLE

STAGES = [
    (waiting, State.WAITING, {"lan": Act.REGISTER}, {"lan"}),
    (registered, State.REGISTERED, {"lan": Act.SUBMIT}, {"lan"}),
    (submitted, State.SUBMITTED, {"minh": Act.INSTRUCT}, {"lan", "minh"}),
    (assigned, State.ASSIGNED, {"hoa": Act.GIVE}, {"lan", "minh", "hoa"}),
    (in_work, State.IN_WORK, {"nam": Act.REPORT}, {"lan", "minh", "hoa", "nam"}),
    (done, State.DONE, {"minh": Act.READ, "hoa": Act.READ}, {"lan", "minh", "hoa", "nam"}),
]


def whose_turn(cast: Cast, document: Document) -> dict[str, Act]:
    """Who of the cast has an open turn, and for what."""
    turns = Turn.objects.filter(document=document, closed_at=None)
    return {
        name: Act(turn.act) for name in PEOPLE for turn in turns if turn.principal_id in cast.actor(name).principals
    }


def seen_by(cast: Cast, document: Document) -> set[str]:
    return {name for name in PEOPLE if documents_visible_to(cast.actor(name)).filter(pk=document.pk).exists()}


@pytest.mark.feature("D5", "D7")
@pytest.mark.parametrize(("make", "state", "turns", "readers"), STAGES, ids=[str(s[1]) for s in STAGES])
def test_each_step_passes_the_turn_on_and_shows_the_document_to_nobody_else(
    cast: Cast, make: object, state: State, turns: dict[str, Act], readers: set[str]
) -> None:
    document: Document = make(cast)  # type: ignore[operator]
    document.refresh_from_db()
    assert (document.state, whose_turn(cast, document), seen_by(cast, document)) == (state, turns, readers)


@pytest.mark.parametrize("make", [assigned, in_work, done])
def test_a_second_instruction_is_out_of_order(cast: Cast, make: object) -> None:
    document: Document = make(cast)  # type: ignore[operator]
    with pytest.raises(Refusal) as refused:
        instruct(
            document_id=document.pk,
            version=document.version,
            text="",
            lead=Assignee("unit", cast.archive.pk),
            by=cast.actor("minh"),
            at=MONDAY,
        )
    assert refused.value.code == "out_of_order"
    assert Document.objects.get(pk=document.pk).version == document.version


def test_a_document_is_given_on_once(cast: Cast) -> None:
    document = in_work(cast)
    with pytest.raises(Refusal) as refused:
        give_to_specialist(
            document_id=document.pk,
            version=document.version,
            assignment_id=lead_of(document).pk,
            lead=position_of(cast, "nam"),
            by=cast.actor("hoa"),
            at=MONDAY,
        )
    assert refused.value.code == "may_not_give"


def test_work_is_reported_once(cast: Cast) -> None:
    document = done(cast)
    with pytest.raises(Refusal) as refused:
        report_done(
            document_id=document.pk,
            version=document.version,
            assignment_id=lead_of(document, below=True).pk,
            text="Lần nữa",
            by=cast.actor("nam"),
            at=MONDAY,
        )
    assert refused.value.code == "may_not_report"

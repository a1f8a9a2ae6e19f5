"""What must always hold, held by the database itself."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from plenum.documents.enums import Fate
from plenum.documents.models import Assignment, Document, NumberSeries, SeriesNumber, Turn
from tests.cast import MONDAY, Cast
from tests.documents.made import assigned, registered, submitted


def refused(name: str) -> pytest.RaisesExc[Exception]:
    return pytest.raises((IntegrityError, InternalError), match=name)


def number(cast: Cast, series: NumberSeries, value: int, **fields: object) -> SeriesNumber:
    return SeriesNumber.objects.create(series=series, number=value, given_at=MONDAY, given_by=cast.lan, **fields)


@pytest.mark.feature("D2")
def test_a_number_can_t_leave_a_gap(cast: Cast) -> None:
    registered(cast)
    with refused("number_follows_the_one_before"), transaction.atomic():
        number(cast, NumberSeries.objects.get(), 3)


@pytest.mark.feature("D2")
def test_a_number_is_given_once(cast: Cast) -> None:
    registered(cast)
    with refused("number_is_given_once_in_its_series"), transaction.atomic():
        number(cast, NumberSeries.objects.get(), 1)


@pytest.mark.feature("D2")
def test_a_series_may_begin_above_one_and_sub_numbers_hang_on_a_number(cast: Cast) -> None:
    registered(cast)
    series = NumberSeries.objects.create(register=NumberSeries.objects.get().register, group="nội bộ", first_number=501)
    number(cast, series, 501)
    number(cast, series, 501, sub="a")
    with refused("number_follows_the_one_before"), transaction.atomic():
        number(cast, series, 502, sub="a")


@pytest.mark.feature("D2")
def test_a_number_is_neither_deleted_nor_changed(cast: Cast) -> None:
    registered(cast)
    with refused("number_stays_what_it_is"), transaction.atomic():
        SeriesNumber.objects.update(number=7)
    with refused("number_stays_what_it_is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_seriesnumber")


def test_a_void_number_says_why(cast: Cast) -> None:
    registered(cast)
    with refused("void_number_says_why"), transaction.atomic():
        SeriesNumber.objects.update(fate=Fate.VOID)


def test_two_documents_can_t_share_a_number(cast: Cast) -> None:
    one, two = registered(cast), registered(cast)
    with refused("document_has_its_number_alone"), transaction.atomic():
        Document.objects.filter(pk=two.pk).update(arrival_number=one.arrival_number)


def test_a_document_can_t_go_on_without_a_number(cast: Cast) -> None:
    document = registered(cast)
    with refused("document_that_goes_on_has_a_number"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(arrival_number=None, register=None, place=None)


def test_a_finished_document_says_when(cast: Cast) -> None:
    document = registered(cast)
    with refused("finished_document_says_when"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state="done")


def test_a_submitted_document_waits_for_a_post(cast: Cast) -> None:
    document = submitted(cast)
    with refused("submitted_document_waits_for_a_post"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(submitted_to=None)


@pytest.mark.feature("D5")
def test_an_instruction_has_one_lead(cast: Cast) -> None:
    document = assigned(cast)
    lead = Assignment.objects.get(document=document)
    with refused("instruction_has_one_lead"), transaction.atomic():
        Assignment.objects.create(document=document, instruction_id=lead.instruction_id, role="lead", unit=cast.archive)


@pytest.mark.feature("D5")
def test_an_instruction_names_nobody_twice(cast: Cast) -> None:
    document = assigned(cast)
    lead = Assignment.objects.get(document=document)
    with refused("instruction_names_nobody_twice"), transaction.atomic():
        Assignment.objects.create(
            document=document, instruction_id=lead.instruction_id, role="inform", unit=cast.general
        )


def test_an_assignment_is_to_a_unit_or_to_a_person(cast: Cast) -> None:
    document = assigned(cast)
    with refused("assignment_is_to_a_unit_or_to_a_person"), transaction.atomic():
        Assignment.objects.filter(document=document).update(person=cast.nam)


def test_a_turn_is_open_once(cast: Cast) -> None:
    document = submitted(cast)
    turn = Turn.objects.get(document=document, closed_at=None)
    with refused("turn_is_open_once"), transaction.atomic():
        Turn.objects.create(document=document, principal_id=turn.principal_id, act=turn.act, opened_at=MONDAY)


def test_a_closed_turn_says_by_whom(cast: Cast) -> None:
    submitted(cast)
    with refused("closed_turn_says_by_whom"), transaction.atomic():
        Turn.objects.filter(closed_at=None).update(closed_at=MONDAY)

"""Eight clerks at once, each on a connection: no gap, no number twice, and a rollback gives its number back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection, transaction

from plenum.core.errors import Refusal
from plenum.documents.actions.register import register_document
from plenum.documents.models import Document, SeriesNumber
from tests.cast import MONDAY, Cast, make_cast
from tests.documents.made import a_card, load_types, waiting

WRITERS = 8
ROUNDS = 5


class Lost(Exception):
    """Something went wrong after the number was given."""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    load_types()
    return make_cast()


def together(work: list[list[Document]], act: object) -> list[object]:
    """Let each list be worked on by a thread of its own, all starting at once."""
    start = Barrier(len(work))

    def run(documents: list[Document]) -> list[object]:
        close_old_connections()
        try:
            start.wait(timeout=20)
            return [act(document) for document in documents]  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as threads:
        return [result for results in threads.map(run, work) for result in results]


@pytest.mark.feature("D2")
def test_eight_writers_leave_no_gap_even_when_every_third_registration_is_rolled_back(cast: Cast) -> None:
    work = [[waiting(cast) for _ in range(ROUNDS)] for _ in range(WRITERS)]
    clerk = cast.actor("lan")

    def register(document: Document) -> int | None:
        try:
            with transaction.atomic():
                done = register_document(
                    document_id=document.pk, version=document.version, card=a_card(), by=clerk, at=MONDAY
                )
                if document.pk % 3 == 0:
                    raise Lost
        except Lost:
            return None
        return done.arrival_number

    given = sorted(number for number in together(work, register) if isinstance(number, int))
    stored = list(SeriesNumber.objects.order_by("number").values_list("number", flat=True))
    assert given == stored == list(range(1, len(given) + 1))
    assert len(given) == sum(1 for documents in work for document in documents if document.pk % 3)


@pytest.mark.feature("D3")
def test_two_clerks_with_the_same_paper_register_it_once(cast: Cast) -> None:
    work = [[waiting(cast, content="Cùng một bản")] for _ in range(WRITERS)]
    clerk = cast.actor("lan")

    def register(document: Document) -> str:
        try:
            register_document(document_id=document.pk, version=1, card=a_card(), by=clerk, at=MONDAY)
        except Refusal as refusal:
            return refusal.code
        return "registered"

    assert sorted(str(r) for r in together(work, register)) == ["duplicate"] * (WRITERS - 1) + ["registered"]


def test_one_document_sent_twice_at_once_is_registered_once(cast: Cast) -> None:
    document = waiting(cast)
    clerk = cast.actor("lan")

    def register(document: Document) -> str:
        try:
            register_document(document_id=document.pk, version=1, card=a_card(), by=clerk, at=MONDAY)
        except Refusal as refusal:
            return refusal.code
        return "registered"

    results = sorted(str(r) for r in together([[document]] * 4, register))
    assert (results, SeriesNumber.objects.count()) == (["registered", "stale", "stale", "stale"], 1)

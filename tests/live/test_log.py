import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.db.utils import ProgrammingError
from django.utils import timezone

from plenum.live.actions import LARGEST, forget_events_before, publish
from plenum.live.models import Channel, Event
from plenum.live.queries import cursor_of
from tests.cast import MONDAY

pytestmark = pytest.mark.feature("C16")
CHANNEL = "room:log"


def tell(number: int = 0, *, channel: str = CHANNEL, at: object = MONDAY) -> int:
    return publish(channel, audience="everyone", kind="counted", payload={"number": number}, at=at)  # type: ignore[arg-type]


class Undone(Exception):
    pass


def test_eight_writers_with_rollbacks_leave_no_gap_and_no_double(transactional_db: None) -> None:
    kept: list[int] = []

    def write(writer: int) -> None:
        for number in range(20):
            try:
                with transaction.atomic():
                    seq = tell(writer * 100 + number)
                    if (writer + number) % 3 == 0:
                        raise Undone
                kept.append(seq)
            except Undone:
                pass
        connection.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stored = list(Event.objects.filter(channel=CHANNEL).order_by("seq").values_list("seq", flat=True))
    assert stored == sorted(kept) == list(range(1, len(kept) + 1))
    assert Channel.objects.get(name=CHANNEL).seq == len(kept)


@pytest.mark.django_db
def test_each_channel_counts_for_itself() -> None:
    assert [tell(), tell(), tell(channel="room:other")] == [1, 2, 1]
    assert cursor_of("room:other", CHANNEL, "room:never") == "1,2,0"


def test_publishing_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(TransactionManagementError):
        tell()
    assert Event.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("channel", "audience", "kind"),
    [
        ("room", "everyone", "counted"),
        ("room:1\ndata: x", "everyone", "counted"),
        ("room:1", "every one", "counted"),
        ("room:1", "everyone", "counted\n\n"),
        ("room:1", "everyone", "snapshot"),
        ("room:1", "everyone", "hello"),
    ],
)
def test_a_name_that_cannot_travel_is_refused(channel: str, audience: str, kind: str) -> None:
    with pytest.raises(ValueError, match=r"^not (the name of a channel|the name of an audience|a kind of event): "):
        publish(channel, audience=audience, kind=kind, payload={}, at=MONDAY)


@pytest.mark.django_db
def test_a_payload_too_large_for_a_stream_is_refused() -> None:
    with pytest.raises(ValueError, match="too large for a stream"):
        publish(CHANNEL, audience="everyone", kind="counted", payload={"text": "x" * LARGEST}, at=MONDAY)


@pytest.fixture
def logged(db: None) -> None:
    tell(at=timezone.now())


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE live_event SET payload = '{}'", "Cannot update rows from live_event table"),
        ("DELETE FROM live_event", "Cannot delete rows from live_event table"),
        ("DELETE FROM live_channel", "Cannot delete rows from live_channel table"),
        ("UPDATE live_channel SET seq = seq + 2", "the sequence of a channel goes up by one at a time"),
        ("UPDATE live_channel SET seq = seq - 1", "the sequence of a channel goes up by one at a time"),
        ("UPDATE live_channel SET name = 'room:x'", "the sequence of a channel goes up by one at a time"),
    ],
)
def test_the_log_is_never_rewritten(logged: None, statement: str, sentence: str) -> None:
    with pytest.raises(ProgrammingError, match=sentence), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_old_events_are_forgotten_and_the_number_goes_on() -> None:
    now = timezone.now()
    tell(at=now - timedelta(days=3))
    tell(at=now - timedelta(hours=47))
    assert forget_events_before(now) == 1
    assert list(Event.objects.values_list("seq", flat=True)) == [2]
    assert tell(at=now) == 3

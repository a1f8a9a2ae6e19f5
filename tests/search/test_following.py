"""The index follows the database: nothing missed, nothing twice, whatever dies in between."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from plenum.core.clock import now
from plenum.search import folder, outbox
from plenum.search.actions import reindex
from plenum.search.errors import AlreadyRunning, NotReady
from plenum.search.indexer import Indexer
from plenum.search.models import OutboxRow
from plenum.search.queries import search, search_visible
from plenum.search.registry import Entry
from plenum.search.schema import VERSION
from tests.search.conftest import EVERYBODY, Things, found, reader

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_and_a_removal_are_followed(things: Things, indexer: Indexer) -> None:
    things.put(1, "Kế hoạch năm")
    assert indexer.catch_up() == 1
    things.put(1, "Báo cáo năm")
    things.put(2, "Báo cáo quý")
    indexer.catch_up()
    assert (found("kế hoạch"), sorted(found("báo cáo"))) == ([], [1, 2])
    things.remove(1)
    indexer.catch_up()
    assert found("báo cáo") == [2]
    assert indexer.catch_up() == 0


def test_what_is_rolled_back_is_never_read(things: Things, indexer: Indexer) -> None:
    with transaction.atomic():
        reindex("thing", 1, 2)
        transaction.set_rollback(True)
    assert indexer.catch_up() == 0


def test_the_outbox_is_written_in_the_transaction_of_the_change(things: Things) -> None:
    with pytest.raises(RuntimeError):
        reindex("thing", 1)
    with pytest.raises(ValueError, match="unknown"), transaction.atomic():
        reindex("unknown", 1)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        reindex("thing", 1, 2, 3)
    assert (len(queries), OutboxRow.objects.count()) == (1, 3)


def test_a_transaction_that_ends_late_is_not_lost_and_holds_nobody_back(things: Things, indexer: Indexer) -> None:
    written, finish = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            reindex("thing", 1)
            written.set()
            finish.wait(30)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert written.wait(30)
    things.put(2, "Công văn nhanh")
    indexer.catch_up()
    assert found("công văn") == [2]
    things.put(3, "Công văn sau")
    indexer.catch_up()
    things.entries[1] = letter(1)
    finish.set()
    slow.join()
    assert indexer.catch_up() == 1
    assert sorted(found("công văn")) == [1, 2, 3]


def letter(number: int) -> Entry:
    return Entry("thing", number, [EVERYBODY], "Công văn", "")


class KilledError(BaseException):
    """Stands for a death of the process at this very place."""


def test_a_death_between_loading_and_writing_loses_nothing(things: Things, index_folder: Path) -> None:
    def die(ids: Sequence[int]) -> None:
        raise KilledError

    with Indexer() as first:
        first.catch_up()
        things.put(1, "Công văn")
        things.on_load = die
        with pytest.raises(KilledError):
            first.catch_up()
    things.on_load = lambda ids: None
    with Indexer() as second:
        assert second.catch_up() == 1
    assert found("công văn") == [1]


def test_a_death_between_the_commit_and_the_place_writes_once_more_but_not_twice(
    things: Things, indexer: Indexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(generation: Path, place: folder.Place) -> None:
        raise KilledError

    things.put(1, "Công văn")
    with monkeypatch.context() as patch:
        patch.setattr(folder, "write_place", die)
        with pytest.raises(KilledError):
            indexer.catch_up()
    assert indexer.catch_up() == 1
    assert search("công văn", principals=[EVERYBODY]).total == 1


def test_one_thing_that_can_not_be_loaded_does_not_stop_the_others(
    things: Things, indexer: Indexer, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(ids: Sequence[int]) -> None:
        if 2 in ids:
            raise KeyError("broken")

    things.on_load = refuse
    with transaction.atomic():
        for number in (1, 2, 3):
            things.put(number, "Công văn")
    indexer.catch_up()
    assert sorted(found("công văn")) == [1, 3]
    assert "The thing with id 2 can't be indexed." in caplog.text


@pytest.mark.parametrize("damage", ["missing", "emptied", "meta", "segment", "place", "current", "version"])
def test_an_index_that_can_not_be_used_is_made_anew_by_itself(things: Things, index_folder: Path, damage: str) -> None:
    with Indexer() as keeper:
        keeper.catch_up()
        things.put(1, "Công văn")
        keeper.catch_up()
    generation = folder.current()
    assert generation is not None
    if damage == "missing":
        subprocess.run(["rm", "-r", str(index_folder)], check=True)
    elif damage == "emptied":
        subprocess.run(["rm", "-r", str(generation)], check=True)
    elif damage == "version":
        place = generation / "place.json"
        place.write_text(place.read_text().replace(f'"version": {VERSION}', '"version": 0'))
    else:
        victims = {
            "meta": generation / "meta.json",
            "segment": next(generation.glob("*.store")),
            "place": generation / "place.json",
            "current": index_folder / "current",
        }
        victims[damage].write_bytes(b"\x00nonsense")
    with Indexer() as keeper:
        assert keeper.catch_up() == 1
        assert found("công văn") == [1]
        assert keeper.catch_up() == 0


def test_without_an_index_the_search_says_so(things: Things, index_folder: Path) -> None:
    with pytest.raises(NotReady):
        search("công văn", principals=[EVERYBODY])


def test_the_index_of_another_database_is_made_anew(
    things: Things, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Indexer() as keeper:
        keeper.catch_up()
    things.put(1, "Công văn")
    OutboxRow.objects.all().delete()
    with Indexer() as keeper:
        assert keeper.catch_up() == 0
    with monkeypatch.context() as patch, Indexer() as keeper:
        patch.setattr(outbox, "life", lambda: "restored")
        assert keeper.catch_up() == 1
    assert found("công văn") == [1]


def test_a_machine_that_slept_longer_than_the_outbox_is_kept_makes_its_index_anew(
    things: Things, index_folder: Path
) -> None:
    with Indexer() as keeper:
        keeper.catch_up()
    things.put(1, "Công văn")
    assert outbox.prune(now() + outbox.KEPT + timedelta(minutes=1)) == 1
    generation = folder.current()
    assert generation is not None
    place = folder.read_place(generation)
    assert place is not None
    asleep = folder.Place(place.life, place.snapshot, place.read_at - outbox.KEPT)
    folder.write_place(generation, asleep)
    with Indexer() as keeper:
        assert keeper.catch_up() == 1
    assert found("công văn") == [1]


def test_while_the_index_is_made_anew_changes_are_found_in_the_old_one_and_kept_in_the_new(
    things: Things, indexer: Indexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plenum.search.indexer.BATCH", 2)
    monkeypatch.setattr("plenum.search.indexer.PAUSE", -1.0)
    for number in range(1, 9):
        things.put(number, "Công văn")
    indexer.catch_up()
    seen: list[list[int]] = []

    def change(ids: Sequence[int]) -> None:
        things.on_load = lambda ids: None
        things.put(20, "Công văn mới")
        things.remove(1)
        things.on_load = look

    def look(ids: Sequence[int]) -> None:
        seen.append(sorted(found("công văn")))

    things.on_load = change
    old = folder.current()
    indexer.rebuild()
    assert sorted(found("công văn")) == [2, 3, 4, 5, 6, 7, 8, 20]
    assert [2, 3, 4, 5, 6, 7, 8, 20] in seen
    assert folder.current() != old
    assert old is not None
    assert not old.exists()


def test_two_keepers_of_one_index_are_refused(indexer: Indexer) -> None:
    with pytest.raises(AlreadyRunning):
        Indexer()
    with pytest.raises(CommandError, match="already"):
        call_command("indexer", "--once")


def test_asking_for_a_new_index_while_a_keeper_runs_lets_the_keeper_do_it(
    things: Things, indexer: Indexer, capsys: pytest.CaptureFixture[str]
) -> None:
    things.entries[1] = letter(1)
    call_command("rebuild_index")
    assert "indexer" in capsys.readouterr().out
    assert found("công văn") == []
    assert indexer.catch_up() == 1
    assert found("công văn") == [1]
    assert indexer.catch_up() == 0


def test_the_commands_do_it_themselves_when_no_keeper_runs(things: Things, index_folder: Path) -> None:
    call_command("indexer", "--once")
    things.entries[1] = letter(1)
    call_command("rebuild_index")
    assert found("công văn") == [1]


def test_a_right_taken_away_is_not_shown_even_before_the_index_knows(things: Things, indexer: Indexer) -> None:
    things.put(1, "Công văn", principals=[7])
    things.put(2, "Công văn", principals=[7])
    indexer.catch_up()
    things.put(1, "Công văn", principals=[8])
    assert sorted(found("công văn", 7)) == [1, 2]
    visible = search_visible("công văn", by=reader(7))
    assert ([hit.id for hit in visible.hits], visible.total) == ([2], 1)


def test_the_keeper_runs_as_a_process_and_ends_when_told(index_folder: Path) -> None:
    program = (
        "import sys, django; django.setup(); from django.conf import settings; from pathlib import Path;"
        f"settings.DATA = Path({str(index_folder.parent)!r});"
        f"settings.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r};"
        "from django.core.management import call_command; call_command('indexer')"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "follows" in process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=30) == 0
    with Indexer() as next_keeper:
        assert next_keeper.catch_up() == 0


def test_the_keeper_follows_until_it_is_stopped(things: Things, indexer: Indexer) -> None:
    stop, loaded = threading.Event(), threading.Event()
    things.on_load = lambda ids: loaded.set()

    def keep() -> None:
        indexer.run(stop)
        connection.close()

    keeper = threading.Thread(target=keep)
    keeper.start()
    things.put(1, "Công văn")
    assert loaded.wait(30)
    stop.set()
    keeper.join()
    assert found("công văn") == [1]

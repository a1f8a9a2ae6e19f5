"""A process killed anywhere loses nothing that was acknowledged, and leaves at most bytes that the sweep removes."""

import base64
import hashlib
import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_STORED

import pytest
from django.db import connection, transaction

from plenum.core.postgres.binaries import program
from plenum.files.actions.intake import hand_in as hand_in_files
from plenum.files.enums import StorePlace
from plenum.files.locks import hold_bytes
from plenum.files.models import Blob
from plenum.files.queries.blobs import read_blob
from plenum.files.scrubbing import verify_blobs
from plenum.files.store import current_store
from plenum.files.sweeping import AGE, sweep_orphans
from tests.bad_papers import with_members
from tests.cast import MONDAY
from tests.files.conftest import LAN, accepted, hand_in
from tests.jobs import CHECK, work_off
from tests.papers import many_pages_pdf, party_document_pdf, state_letter_docx

pytestmark = [pytest.mark.usefixtures("data_folder")]

#: Hands one file after the other in, says each hash once its transaction has committed, and can be killed any time.
CLIENT = """
import io, sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[2]
django.setup()
import pathlib
settings.DATA = pathlib.Path(sys.argv[1])
from plenum.files.checking import submit_file
from tests.cast import MONDAY
from tests.files.conftest import LAN
from tests.papers import many_pages_pdf
for number in range(1000):
    data = many_pages_pdf(2, f"{sys.argv[3]} {number}")
    intake = submit_file(content=io.BytesIO(data), name="a.pdf", declared=True, by=LAN, at=MONDAY)
    print(intake.sha256, flush=True)
"""


def age_everything(folder: Path) -> None:
    long_ago = MONDAY.timestamp() - AGE.total_seconds() - 60
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (long_ago, long_ago))


def connected() -> list[str]:
    """The arguments that lead a client program to the database of the tests."""
    place = connection.get_connection_params()
    words = {"host": "host", "port": "port", "username": "user", "dbname": "dbname"}
    return [f"--{word}={place[name]}" for word, name in words.items() if place.get(name)]


def dumped() -> bytes:
    """Every row of every table, jobs included."""
    command = [program("pg_dump"), *connected(), "--data-only"]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ}).stdout


def holding(folder: Path, trace: bytes) -> list[Path]:
    """The files below in whose bytes the trace stands."""
    return [path for path in folder.rglob("*") if path.is_file() and trace in path.read_bytes()]


def traces_of(*files: bytes, secret: str) -> Iterator[bytes]:
    """By what a file would be known: its words as a disk, a table or a log write them, and stretches of its bytes."""
    yield from (secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode())
    for data in files:
        for place in range(0, len(data) - 48, len(data) // 8):
            stretch = data[place : place + 48]
            yield from (stretch, stretch.hex().encode(), base64.b64encode(stretch))


def orphaned(data: bytes) -> str:
    """Hand a file in, and let the transaction around it fail; the hash of the bytes that stay."""
    with transaction.atomic():
        sha256 = accepted(data).sha256
        transaction.set_rollback(True)
    return sha256


@pytest.mark.crash
@pytest.mark.feature("S9")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("heard", [1, 3, 6])
def test_what_was_acknowledged_survives_a_kill(data_folder: Path, heard: int) -> None:
    client = subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(data_folder), connection.settings_dict["NAME"], str(heard)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "plenum.config.settings.test"},
    )
    assert client.stdout is not None
    acknowledged = [client.stdout.readline().strip() for _line in range(heard)]
    client.send_signal(signal.SIGKILL)
    acknowledged += client.stdout.read().split()
    client.wait()
    client.stdout.close()
    assert len(acknowledged) >= heard
    for sha256 in acknowledged:
        with read_blob(Blob.objects.get(sha256=sha256)) as content:
            assert hashlib.sha256(content.read()).hexdigest() == sha256
    report = verify_blobs(MONDAY)
    assert (report.ok, report.read) == (True, {StorePlace.FIRST: Blob.objects.count()})
    assert list((data_folder / "blobs" / "incoming").iterdir()) == []
    age_everything(data_folder)
    sweep_orphans(MONDAY)
    assert {path.name for path in (data_folder / "blobs").rglob("??/*") if path.is_file()} == set(
        Blob.objects.values_list("sha256", flat=True)
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.feature("S2", "S4")
def test_a_refused_file_is_in_no_folder_no_dump_no_job_and_no_log(
    data_folder: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = "Khe Sang 7741"
    monkeypatch.setattr(tempfile, "tempdir", str(data_folder / "temporary"))
    (data_folder / "temporary").mkdir()
    marked = with_members(
        state_letter_docx(mark="MẬT", paragraphs=[secret]), {"a.xml": f"<a>{secret}</a>".encode()}, method=ZIP_STORED
    )
    damaged = with_members(
        state_letter_docx(paragraphs=[secret]), {"b.xml": f"<b>{secret}".encode()}, method=ZIP_STORED
    )
    kept = many_pages_pdf(1, "Khe Moi 8852")
    files = [(marked, f"{secret}.docx"), (damaged, "hỏng.docx"), (kept, "a.pdf"), (marked, f"MẬT {secret}.docx")]
    submission = hand_in_files(
        files=[(io.BytesIO(data), name) for data, name in files],
        declared=True,
        about={"title": secret},
        by=LAN,
        at=MONDAY,
    )
    waiting = {path.parent.name for path in holding(data_folder, secret.encode())}
    assert (waiting, secret.encode() in dumped()) == ({"quarantine"}, True)
    assert work_off() == [CHECK]
    assert [intake.code for intake in submission.intakes.order_by("pk")] == [
        "secrecy_mark",
        "damaged",
        "",
        "secrecy_mark",
    ]
    dump = dumped()
    assert (b"Khe Moi 8852" in dump, hashlib.sha256(marked).hexdigest().encode() in dump) == (True, True)
    log = (caplog.text + "".join(capfd.readouterr())).encode()
    for trace in traces_of(marked, damaged, secret=secret):
        assert (trace in dump, trace in log, holding(data_folder, trace)) == (False, False, [])
    assert b"procrastinate_jobs" in dump
    bytes_on_disk = [path.name for path in data_folder.rglob("*") if path.is_file()]
    assert bytes_on_disk == [hashlib.sha256(kept).hexdigest()]


@pytest.mark.django_db
def test_an_aborted_transaction_leaves_an_orphan_that_the_sweep_removes_after_a_day(data_folder: Path) -> None:
    kept = accepted(many_pages_pdf(1))
    orphan = orphaned(party_document_pdf())
    assert current_store().has(orphan)
    now = MONDAY.now(MONDAY.tzinfo)
    assert sweep_orphans(now) == []
    assert sweep_orphans(now + AGE + timedelta(minutes=1)) == [orphan]
    assert (current_store().has(orphan), current_store().has(kept.sha256)) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_the_sweep_waits_for_somebody_who_hands_the_same_bytes_in(data_folder: Path) -> None:
    data = party_document_pdf()
    orphaned(data)
    age_everything(data_folder)
    swept: list[list[str]] = []

    def sweep() -> None:
        swept.append(sweep_orphans(MONDAY))
        connection.close()

    with transaction.atomic():
        hand_in(data)
        sweeper = threading.Thread(target=sweep)
        sweeper.start()
        sweeper.join(timeout=0.5)
        assert sweeper.is_alive()
    sweeper.join()
    assert swept == [[]]
    assert verify_blobs(MONDAY).ok


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_in_the_same_bytes_at_once_share_one_blob() -> None:
    data = party_document_pdf()
    states: list[str] = []

    def client() -> None:
        states.append(hand_in(data).state)
        connection.close()

    clients = [threading.Thread(target=client) for _client in range(4)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    assert (states, Blob.objects.count()) == (["accepted"] * 4, 1)


@pytest.mark.django_db
def test_the_lock_of_a_name_takes_any_hash() -> None:
    names = ["0" * 64, "f" * 64, "7" + "f" * 63, "8" + "0" * 63]
    for sha256 in names:
        hold_bytes(sha256)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (len(names),)

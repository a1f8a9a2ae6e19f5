import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from plenum.audit.actions.checkpoint import write_checkpoint
from plenum.audit.actions.record import record
from plenum.files.models import Blob
from plenum.files.store import current_store
from tests.audit.people import AT, LAN

pytestmark = [pytest.mark.django_db, pytest.mark.feature("X3")]


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "blobs").mkdir()


def verify(*options: str) -> tuple[str, str]:
    """What the command says, and what it complains of before it fails."""
    said, complained = StringIO(), StringIO()
    try:
        call_command("verify", *options, stdout=said, stderr=complained)
    except CommandError as error:
        complained.write(str(error))
    return said.getvalue(), complained.getvalue()


def test_a_whole_system_is_said_to_be_whole() -> None:
    record("documents.document.read", by=LAN, at=AT, target=("document", 1))
    write_checkpoint(at=AT)
    assert verify() == (
        "The record is whole: 1 events in all chains are as they were written.\n"
        "The files are whole: 0 of 0 were read.\n",
        "",
    )


def test_a_broken_chain_is_named_and_the_command_fails() -> None:
    for number in range(3):
        record("documents.document.read", by=LAN, at=AT, target=("document", number))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE audit_event SET act = 'x' WHERE seq = 2")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    said, complained = verify()
    assert said == "The files are whole: 0 of 0 were read.\n"
    assert complained == (
        "Chain 5 is broken at 2: the event is not as it was written.\n"
        "Not everything is as it was written: 1 broken places are named above."
    )


def test_a_missing_file_is_named_and_the_command_fails() -> None:
    Blob.objects.create(sha256="ab" * 32, size=3, media_type="application/pdf", name="a.pdf", at=AT)
    said, complained = verify()
    assert "The record is whole" in said
    assert complained.splitlines()[0] == f"The file {'ab' * 32} is missing from the store."


@pytest.mark.feature("S9")
def test_both_stores_are_checked_and_put_right_only_when_asked(settings: Settings, tmp_path: Path) -> None:
    settings.BLOBS_COPY = str(tmp_path / "copy")
    (tmp_path / "copy").mkdir()
    sha256 = a_file(b"abc")
    not_copied = f"The file {sha256} is not in the second copy yet."
    damaged = f"The file {sha256} is not as it was accepted."
    assert verify()[1].splitlines()[0] == not_copied
    said, complained = verify("--repair")
    assert (said.splitlines()[1:], complained) == (
        [
            f"{not_copied} It was put right from the store.",
            "The files are whole: 1 of 1 were read.",
            "The second copy is whole: 1 of 1 were read.",
        ],
        "",
    )
    path = tmp_path / "blobs" / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o600)
    path.write_bytes(b"abd")
    assert (verify()[1].splitlines()[0], path.read_bytes()) == (damaged, b"abd")
    assert f"{damaged} It was put right from the second copy." in verify("--repair")[0]
    assert (verify()[1], path.read_bytes()) == ("", b"abc")
    for store in ("blobs", "copy"):
        (tmp_path / store / sha256[:2] / sha256[2:4] / sha256).unlink()
    assert verify("--repair")[1].splitlines()[:2] == [
        f"The file {sha256} is missing from the store. It could not be put right.",
        f"The file {sha256} is missing from the second copy. It could not be put right.",
    ]
    (tmp_path / "copy").rename(tmp_path / "away")
    assert verify()[1].splitlines()[0] == f"A store can't be reached: There is no folder {tmp_path / 'copy'}."


def a_file(data: bytes) -> str:
    """A kept file; its hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    with current_store().incoming() as incoming:
        incoming.write(data)
        current_store().keep(incoming, sha256)
    Blob.objects.create(sha256=sha256, size=len(data), media_type="application/pdf", name="a.pdf", at=AT)
    return sha256


def test_a_folder_of_checkpoints_must_exist(tmp_path: Path) -> None:
    assert verify("--checkpoints", str(tmp_path / "none"))[1] == f"There is no folder {tmp_path / 'none'}."

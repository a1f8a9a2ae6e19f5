from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from plenum.audit.actions.checkpoint import write_checkpoint
from plenum.audit.actions.record import record
from plenum.files.models import Blob
from tests.audit.people import AT, LAN

pytestmark = [pytest.mark.django_db, pytest.mark.feature("X3")]


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


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


def test_a_folder_of_checkpoints_must_exist(tmp_path: Path) -> None:
    assert verify("--checkpoints", str(tmp_path / "none"))[1] == f"There is no folder {tmp_path / 'none'}."

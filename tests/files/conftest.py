"""What the tests of files share."""

import io
from pathlib import Path

import pytest

from plenum.core.actor import Actor
from plenum.files.checking import submit_file
from plenum.files.models import Blob, Intake
from tests.cast import MONDAY

LAN = Actor(person_id=41, name="Trần Thị Lan", position_id=7, organisation_id=3)


@pytest.fixture
def data_folder(tmp_path: Path, settings: object) -> Path:
    """A data folder of its own for one test."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def hand_in(data: bytes, name: str = "báo cáo.pdf", *, by: Actor = LAN, declared: bool = True) -> Intake:
    """Hand a file in as Lan on Monday."""
    return submit_file(content=io.BytesIO(data), name=name, declared=declared, by=by, at=MONDAY)


def accepted(data: bytes, name: str = "báo cáo.pdf") -> Blob:
    """Hand a file in that must be accepted; its blob."""
    intake = hand_in(data, name)
    assert intake.blob is not None, intake.code
    return intake.blob

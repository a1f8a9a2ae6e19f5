"""Uploads have no name on the disk, and one that is too large does not fill it."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import RequestFactory

from plenum.files.uploads import NamelessUploadHandler

pytestmark = [pytest.mark.usefixtures("data_folder")]


def uploaded(rf: RequestFactory, name: str, content: bytes) -> "UploadedFile[Any]":
    """The file as a view gets it."""
    upload = rf.post("/", {"content": SimpleUploadedFile(name, content)}).FILES["content"]
    assert isinstance(upload, UploadedFile)
    return upload


def test_the_settings_know_no_other_way_in(rf: RequestFactory) -> None:
    assert [type(handler) for handler in rf.post("/").upload_handlers] == [NamelessUploadHandler]


@pytest.mark.feature("S2")
def test_an_upload_is_nowhere_in_the_folders_while_it_is_read(rf: RequestFactory, data_folder: Path) -> None:
    content = b"Khe Sang 7741 " * 400_000
    upload = uploaded(rf, "báo cáo.pdf", content)
    found = subprocess.run(["grep", "-rla", "Khe Sang 7741", str(data_folder)], capture_output=True, check=False)
    assert (upload.name, upload.size, upload.read() == content, found.stdout) == (
        "báo cáo.pdf",
        len(content),
        True,
        b"",
    )
    upload.close()


@pytest.mark.feature("S4")
def test_of_too_large_a_file_only_one_byte_too_many_is_kept(rf: RequestFactory, settings: object) -> None:
    settings.MAX_FILE_SIZE = 100_000  # type: ignore[attr-defined]
    upload = uploaded(rf, "a.pdf", b"x" * 900_000)
    assert (len(upload.read()), upload.size) == (100_001, 900_000)
    upload.close()


def test_an_interrupted_upload_is_closed() -> None:
    handler = NamelessUploadHandler()
    handler.new_file("content", "a.pdf", "application/pdf", None)
    content = handler.content
    assert content is not None
    handler.upload_interrupted()
    assert (content.closed, handler.content, handler.file_complete(0)) == (True, None, None)

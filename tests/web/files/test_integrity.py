"""The page of the file store, its alarm, and the button of one file."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from plenum.files.enums import StorePlace
from plenum.files.models import Blob, Holding
from plenum.files.scrubbing import begin_round, examine, go_on
from plenum.files.store import current_store
from tests.cast import MONDAY, Cast
from tests.files.incidents import TELLING, with_bytes
from tests.jobs import check_files
from tests.web.documents.conftest import As, as_, cast, sent  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.feature("S9")]


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "blobs").mkdir()


def lost(number: int) -> Blob:
    """A file whose bytes are gone, which a check has found."""
    blob = Blob.objects.create(
        sha256=f"{number:064x}", size=2048, media_type="application/pdf", name=f"{TELLING} {number}.pdf", at=MONDAY
    )
    examine(blob.pk, StorePlace.FIRST, MONDAY)
    return blob


def test_a_whole_store_says_so_and_that_there_is_no_second_copy(cast: Cast, as_: As) -> None:  # noqa: F811
    with_bytes(cast)
    before = as_("an").get("/files/integrity/").content.decode()
    assert "waits for its first check" in before
    begin_round(StorePlace.FIRST, MONDAY)
    go_on(StorePlace.FIRST, MONDAY)
    page = as_("an").get("/files/integrity/").content.decode()
    assert "Nothing is missing or damaged" in page
    assert "There is no second copy" in page
    assert "files checked: 1" in page
    assert "waits for its first check" not in page


def test_a_lost_file_is_shown_without_a_word_of_it_and_disappears_when_it_is_back(
    cast: Cast,  # noqa: F811
    as_: As,  # noqa: F811
    settings: Settings,
    tmp_path: Path,
) -> None:
    document = with_bytes(cast)
    blob = Blob.objects.get()
    path = tmp_path / "blobs" / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256
    kept = path.read_bytes()
    path.unlink()
    an = as_("an")
    at = f"/files/integrity/{blob.pk}/check/"
    assert an.post(at, sent()).status_code == 302
    assert check_files() == [blob.pk]
    page = an.get("/files/integrity/").content.decode()
    assert all(word in page for word in (blob.sha256, "Missing", cast.lan.full_name, at))
    assert TELLING not in page
    assert document.abstract not in page
    assert "1 file is missing or damaged." in an.get("/").content.decode()
    assert "missing or damaged." not in as_("lan").get("/").content.decode()
    path.write_bytes(kept)
    an.post(at, sent())
    check_files()
    page = an.get("/files/integrity/").content.decode()
    assert blob.sha256 not in page
    assert "Nothing is missing or damaged" in page
    assert current_store().has(blob.sha256)


def test_the_page_costs_the_same_with_one_and_with_three(cast: Cast, as_: As) -> None:  # noqa: F811
    counted = []
    browser = as_("an")
    browser.get("/files/integrity/")
    for number in range(3):
        lost(number)
        if number != 1:
            with CaptureQueriesContext(connection) as queries:
                browser.get("/files/integrity/")
            counted.append(len(queries))
    assert (counted[0], Holding.objects.count()) == (counted[1], 3)

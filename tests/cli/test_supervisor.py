"""The supervisor with small programs in place of the parts: real processes, real signals."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

#: A supervisor over two parts that write their process ids; ``sys.argv[1]`` is the folder for them.
PROGRAM = """
import subprocess, sys
from pathlib import Path
from plenum.cli.supervisor import Part, Stopped, Supervisor
from plenum.core.leash import leashed

folder = Path(sys.argv[1])
BODY = '''
import os, signal, sys, time
from pathlib import Path
name, folder, deaf = sys.argv[1:]
if deaf == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
with (Path(folder) / name).open("a") as file:
    file.write(f"{os.getpid()}\\\\n")
time.sleep(600)
'''

def part(name, deaf="hears"):
    return Part(name, lambda: subprocess.Popen(leashed([sys.executable, "-c", BODY, name, str(folder), deaf])))

import plenum.cli.supervisor
plenum.cli.supervisor.GRACE = 0.5
with Supervisor() as supervisor:
    try:
        supervisor.start(part("one"))
        supervisor.start(part("two", "deaf"))
        supervisor.watch()
    except Stopped:
        pass
(folder / "ended").touch()
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)])
    pids_of(tmp_path, "one", 1)
    pids_of(tmp_path, "two", 1)
    yield process
    process.kill()
    process.wait()


def pids_of(folder: Path, name: str, count: int) -> list[int]:
    """The process ids that the part has had, once there are ``count`` of them."""
    deadline = time.monotonic() + 20
    while True:
        file = folder / name
        pids = [int(word) for word in file.read_text().split()] if file.exists() else []
        if len(pids) >= count:
            return pids
        assert time.monotonic() < deadline, f"{name} has had {pids}"
        time.sleep(0.02)


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_a_part_that_dies_is_started_again(running: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    first = pids_of(tmp_path, "one", 1)[0]
    os.kill(first, signal.SIGKILL)
    second = pids_of(tmp_path, "one", 2)[1]
    assert (second != first, Path(f"/proc/{second}").exists()) == (True, True)
    assert len(pids_of(tmp_path, "two", 1)) == 1


@pytest.mark.parametrize("request_to_stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_all_parts_end_together_even_one_that_does_not_listen(
    running: "subprocess.Popen[bytes]", tmp_path: Path, request_to_stop: signal.Signals
) -> None:
    running.send_signal(request_to_stop)
    assert running.wait(20) == 0
    assert [gone(pids_of(tmp_path, name, 1)[0]) for name in ("one", "two")] == [True, True]
    assert (tmp_path / "ended").exists()


def test_a_killed_supervisor_leaves_nothing_behind(running: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    running.kill()
    assert [gone(pids_of(tmp_path, name, 1)[0]) for name in ("one", "two")] == [True, True]
    assert not (tmp_path / "ended").exists()


def test_a_part_cannot_outlive_a_holder_that_died_before_the_leash_was_on() -> None:
    # The holder named in the terms is not the parent: the program must not start.
    code = "from plenum.core.leash import *; import os; print(*leashed(['/bin/echo', 'alive'])[:4], sep='\\n')"
    words = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split("\n")
    terms = '{"holder": 1, "death": 9, "user": null, "views": []}'
    run = subprocess.run([*words[:4], terms, "/bin/echo", "alive"], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (1, "")

"""The waiting process: it has loaded every parser, reads no foreign byte itself, and makes one child a job."""

import ctypes
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from plenum.files.gate.ocr import why_nothing_is_read
from plenum.files.sandbox.calls import give_up_calls
from plenum.files.sandbox.confine import confine
from plenum.files.sandbox.limits import SECONDS, tighten
from plenum.files.sandbox.work import JOBS, Answer

REQUEST_LENGTH = 65_536
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


def main(descriptor: int) -> None:
    """Serve requests from the control socket until it closes."""
    control = socket.socket(fileno=descriptor)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)  # its children may not look into it
    if os.getpid() != 1:
        confine(libc, [str(Path(__file__).parents[1]), *(path for path in sys.path if path.endswith("-packages"))])
    why_nothing_is_read()  # loads the models, which every child inherits
    control.send(b"ready")
    while True:
        message, descriptors, _flags, _address = socket.recv_fds(control, REQUEST_LENGTH, 2)
        if not message:
            return
        child = os.fork()
        if child == 0:
            control.close()
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            give_up_calls(libc)
            _work(message, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        _pid, status, usage = os.wait4(child, 0)
        _clear_away()
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        control.send(b"ready %d %d" % (usage.ru_maxrss, ended_by))


def _work(message: bytes, content: int, answer: int) -> None:
    """The child's whole life."""
    try:
        tighten()
        signal.alarm(SECONDS)
        request: dict[str, Any] = json.loads(message)
        with os.fdopen(content, "rb") as file, os.fdopen(answer, "wb") as out:
            _send(out, JOBS[request.pop("job")](file, **request))
    finally:
        os._exit(0)


def _send(out: Any, answer: Answer) -> None:
    """A line of JSON that says how long each part is, then the parts."""
    head = json.dumps({"value": answer.value, "parts": [len(part) for part in answer.parts]}).encode()
    out.write(len(head).to_bytes(8, "big"))
    out.write(head)
    for part in answer.parts:
        out.write(part)
    out.flush()


def _clear_away() -> None:
    """As the first process of its own world, end whatever a child left behind; elsewhere there is nothing to end."""
    if os.getpid() != 1:
        return
    try:
        os.kill(-1, signal.SIGKILL)
        while True:
            os.wait()
    except (ProcessLookupError, ChildProcessError):
        return

"""Runs a program on a leash: it dies when the process that started it dies, even by SIGKILL.

Run as a script by `leashed`, so that nothing has to happen between fork and exec of a process that may have
threads. The script gives the program a session of its own (a Ctrl-C in the terminal reaches the holder of the
leash alone), drops root for an ordinary user when told to, and then becomes the program.

An ordinary user may be unable to walk to a folder that is its own, because a parent (``/root``, say) is closed.
Nobody's rights are widened for that: the program gets a private view of the file system (mount name space) in
which the closed parent is covered by an empty folder that holds only the ``views`` the program needs, at the same
addresses as before. Where the system forbids such views (a container without CAP_SYS_ADMIN), the program keeps
the single capability to pass closed folders instead.
"""

import ctypes
import errno
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS, NO_SETUID_FIXUP = 28, 1 << 2
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CLONE_NEWNS = 0x00020000
MS_REMOUNT, MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 32, 2, 4, 4096, 16384, 1 << 18
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION_3 = 0x20080522


def leashed(
    program: Sequence[str],
    *,
    death: signal.Signals = signal.SIGKILL,
    user: tuple[int, int] | None = None,
    views: Sequence[str] = (),
) -> list[str]:
    """The command that runs ``program`` on a leash held by this process.

    ``death`` is what the program receives when this process dies; ``user`` is the (uid, gid) to become, for root
    alone; ``views`` are the folders it must be able to reach then.
    """
    terms = {"holder": os.getpid(), "death": int(death), "user": user, "views": list(views)}
    return [sys.executable, "-I", "-S", __file__, json.dumps(terms), *program]


def _checked(result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _system() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _mount(source: str, target: str, kind: str, flags: int, options: str) -> None:
    result = _system().mount(
        source.encode(), target.encode(), kind.encode() or None, ctypes.c_ulong(flags), options.encode() or None
    )
    _checked(result)


def _parents(path: str) -> Iterator[str]:
    """``/a``, ``/a/b`` and so on down to the folder that holds ``path``."""
    walked = ""
    for part in os.path.realpath(path).split("/")[1:-1]:
        walked += "/" + part
        yield walked


def _closed_parents(views: Sequence[str], user: tuple[int, int]) -> list[str]:
    """For each view the first folder on the way that ``user`` may not pass, if there is one."""
    closed = []
    os.setegid(user[1])
    os.seteuid(user[0])
    for view in views:
        found = next((folder for folder in _parents(view) if not os.access(folder, os.X_OK, effective_ids=True)), None)
        if found and found not in closed:
            closed.append(found)
    os.seteuid(0)
    os.setegid(0)
    return closed


def _show_only(views: Sequence[str], closed: Sequence[str]) -> None:
    """Cover each closed folder, in a name space of our own, by an empty one that holds the views below it."""
    os.umask(0o022)
    _checked(_system().unshare(CLONE_NEWNS))
    _mount("none", "/", "", MS_REC | MS_PRIVATE, "")
    handles = {os.path.realpath(view): os.open(view, os.O_PATH | os.O_DIRECTORY) for view in views}
    for folder in closed:
        _mount("plenum", folder, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m")
        for view, handle in handles.items():
            if view.startswith(folder + "/"):
                os.makedirs(view, exist_ok=True)
                _mount(f"/proc/self/fd/{handle}", view, "", MS_BIND | MS_REC, "")
    for handle in handles.values():
        os.close(handle)


def _keep(capability: int) -> None:
    """Give this process, no longer root, one capability that survives becoming the program."""
    mask = 1 << capability
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    _checked(_system().capset(header, sets))
    _checked(_system().prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0))


def _permitted(capability: int) -> bool:
    with open("/proc/self/status", encoding="ascii") as status:
        held = next(int(line.split()[1], 16) for line in status if line.startswith("CapPrm"))
    return bool(held >> capability & 1)


def _become(user: tuple[int, int], views: Sequence[str]) -> None:
    """Drop root for ``user``, who can reach every one of ``views`` afterwards."""
    os.setgroups([user[1]])
    closed = _closed_parents(views, user)
    capability = None
    if closed:
        try:
            _show_only(views, closed)
        except OSError as error:
            if error.errno != errno.EPERM:
                raise
            capability = CAP_DAC_READ_SEARCH if _permitted(CAP_DAC_READ_SEARCH) else CAP_DAC_OVERRIDE
            # Else changing the user would drop it, and access(2), by which programs look for themselves, ignore it.
            _checked(_system().prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP, 0, 0, 0))
    os.setresgid(user[1], user[1], user[1])
    os.setresuid(user[0], user[0], user[0])
    if capability is not None:
        _keep(capability)


def main() -> None:
    """Become the program that the arguments name; see `leashed`."""
    terms, program = json.loads(sys.argv[1]), sys.argv[2:]
    os.setsid()
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    if terms["user"] and os.getuid() == 0:
        _become((terms["user"][0], terms["user"][1]), terms["views"])
    # Changing the user clears the leash, so it is put on last; the holder may have died meanwhile.
    _checked(_system().prctl(PR_SET_PDEATHSIG, terms["death"], 0, 0, 0))
    if os.getppid() != terms["holder"]:
        sys.exit("The process that started this one is gone.")
    os.execv(program[0], program)  # noqa: S606 becoming the program is the point


if __name__ == "__main__":
    main()

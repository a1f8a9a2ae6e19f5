"""Calls to the kernel that a parser never needs: they answer *not permitted* instead of leading out.

A filter (seccomp) that stays with the process for its life: no socket of any family, so no database and no service of
the machine either; no way into another process; no queue (io_uring) that would do the same past the filter.
"""

import ctypes
import errno
import platform
import struct

PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
#: Answers of the filter.
ALLOW = 0x7FFF0000
DENY = 0x00050000 | errno.EPERM
#: Instructions of the filter's machine: load a word, jump if equal, jump if not less, return.
LOAD, EQUAL, NOT_LESS, RETURN = 0x20, 0x15, 0x35, 0x06
#: Where the number of the call and the architecture stand in what the filter sees.
NUMBER, ARCHITECTURE = 0, 4
#: On x86-64 numbers from here on are a second way to the same calls.
SECOND_WAY = 0x40000000
#: The architecture's name for the kernel, and its numbers of ``socket``, ``connect``, ``ptrace``,
#: ``process_vm_readv`` and ``process_vm_writev``.
MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 101, 310, 311)),
    "aarch64": (0xC00000B7, (198, 203, 117, 270, 271)),
}
#: ``io_uring_setup`` and ``pidfd_getfd`` have the same numbers everywhere.
EVERYWHERE = (425, 438)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def give_up_calls(libc: ctypes.CDLL) -> bool:
    """Install the filter for this process and its children; False where the kernel or the machine knows none."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    instructions = _instructions(machine[0], (*machine[1], *EVERYWHERE))
    code = ctypes.create_string_buffer(instructions, len(instructions))
    program = _Program(len(instructions) // 8, ctypes.addressof(code))
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program)) == 0)


def _instructions(architecture: int, denied: tuple[int, ...]) -> bytes:
    """Eight bytes each: what to do, how far to jump when it is so and when not, and a number."""
    last = len(denied)
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 0, last + 3, architecture),
        (LOAD, 0, 0, NUMBER),
        (NOT_LESS, last + 1, 0, SECOND_WAY),
        *[(EQUAL, last - index, 0, number) for index, number in enumerate(denied)],
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, DENY),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)

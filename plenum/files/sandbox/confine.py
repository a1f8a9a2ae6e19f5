"""What the kernel lets an ordinary process give up by itself, for machines without bubblewrap.

A network of its own with nothing in it (user and network namespace), and no files but programs, libraries and fonts
(Landlock, Linux 5.13). Where the kernel refuses one of them the limits still stand; the self-test tells which.
"""

import ctypes
import os
import struct
import sys

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
#: The same numbers on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PATH_BENEATH = 1
EXECUTE, READ_FILE, READ_FOLDER = 1, 4, 8
#: Everything that the first version of Landlock knows: reading, writing, making, removing.
ALL = 0x1FFF
READABLE = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/dev/null", "/dev/urandom")


def confine(libc: ctypes.CDLL, folders: list[str]) -> None:
    """Give up network and files; ``folders`` stay readable beside `READABLE`."""
    libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    attributes = ctypes.create_string_buffer(struct.pack("=Q", ALL))
    rules = libc.syscall(CREATE_RULESET, attributes, 8, 0)
    if rules < 0:
        return
    for path in (*READABLE, os.path.realpath(sys.base_prefix), *folders):
        _allow_reading(libc, rules, path)
    libc.syscall(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allow_reading(libc: ctypes.CDLL, rules: int, path: str) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    allowed = EXECUTE | READ_FILE | READ_FOLDER if os.path.isdir(path) else READ_FILE
    rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, descriptor))
    libc.syscall(ADD_RULE, rules, PATH_BENEATH, rule, 0)
    os.close(descriptor)

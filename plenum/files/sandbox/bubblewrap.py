"""The command line of a world with nothing in it but Python and the parsers."""

import os
import shutil
import sys
from pathlib import Path

import plenum

#: Where the product's own parsers lie inside.
INSIDE = "/app"
NOBODY = "65534"
#: All that a waiting process knows of its surroundings: that it is one of many, and shall use one core.
ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


def bwrap_program() -> str | None:
    """Where bubblewrap is, if it is."""
    return shutil.which("bwrap")


def python_command(control: int, *, inside: bool) -> list[str]:
    """Start the waiting process with the bare interpreter; ``control`` is its open socket."""
    packages = [f"{INSIDE}/packages/{number}" for number, _folder in enumerate(library_folders())]
    paths = [INSIDE, *packages] if inside else [str(package_root()), *map(str, library_folders())]
    code = f"import sys; sys.path[:0] = {paths!r}; from plenum.files.sandbox.zygote import main; main({control})"
    return [os.path.realpath(sys.executable), "-I", "-S", "-B", "-c", code]


def isolation(program: str) -> list[str]:
    """Arguments that take everything away: network, processes, users, host name, environment, terminal."""
    return [
        program,
        "--unshare-all",
        "--unshare-user",
        *("--uid", NOBODY, "--gid", NOBODY),
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        *(argument for name, value in ENVIRONMENT.items() for argument in ("--setenv", name, value)),
        *("--cap-drop", "ALL"),
        *system_folders(),
    ]


def zygote_command(program: str, control: int) -> list[str]:
    """The waiting process in bubblewrap."""
    files = package_root() / "plenum" / "files"
    packages: list[str] = []
    for number, folder in enumerate(library_folders()):
        packages += ["--ro-bind", str(folder), f"{INSIDE}/packages/{number}"]
    bindings = [
        *packages,
        *("--ro-bind", str(package_root() / "plenum/__init__.py"), f"{INSIDE}/plenum/__init__.py"),
        *("--ro-bind", str(files / "__init__.py"), f"{INSIDE}/plenum/files/__init__.py"),
        *("--ro-bind", str(files / "gate"), f"{INSIDE}/plenum/files/gate"),
        *("--ro-bind", str(files / "sandbox"), f"{INSIDE}/plenum/files/sandbox"),
    ]
    return [*isolation(program), "--as-pid-1", *bindings, "--chdir", "/", *python_command(control, inside=True)]


def system_folders() -> list[str]:
    """Programs and libraries of the machine, read-only, and the interpreter's own home."""
    arguments = ["--ro-bind", "/usr", "/usr"]
    for name in ("lib", "lib64", "lib32", "bin", "sbin"):
        path = Path("/", name)
        if path.is_symlink():
            arguments += ["--symlink", os.readlink(path), str(path)]
        elif path.exists():
            arguments += ["--ro-bind", str(path), str(path)]
    home = os.path.realpath(sys.base_prefix)
    if not home.startswith("/usr/"):
        arguments += ["--ro-bind", home, home]
    return [*arguments, "--dev", "/dev"]


def package_root() -> Path:
    """The folder that holds the package."""
    return Path(plenum.__file__).resolve().parents[1]


def library_folders() -> list[Path]:
    """The folders of installed packages on the path of this process."""
    named = (
        Path(entry).resolve() for entry in sys.path if entry.rstrip("/").endswith(("site-packages", "dist-packages"))
    )
    return list(dict.fromkeys(folder for folder in named if folder.is_dir()))

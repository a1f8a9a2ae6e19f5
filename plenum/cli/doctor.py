"""`plenum doctor`: how every part is, one line each; ends with code 1 when one is not well."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError

from plenum.cli.vendor import missing_copies
from plenum.core import health
from plenum.core.health import Finding

#: Bytes that should stay free beside the data.
SPACE = 2 * 2**30
#: Programs that the gate hands files of strangers to, and what is not possible without them.
TOOLS = {
    "bwrap": "files are not converted without the sandbox",
    "soffice": "pages of DOCX files are not shown",
    "tesseract": "scans are refused, since nobody can read them for secrecy marks",
}
IN_DATABASE = (health.database, health.migrations, health.record_is_closed, health.worker, health.failed_jobs)


def examine() -> None:
    """Print a line for each part."""
    django.setup()
    findings = list(_findings())
    for finding in findings:
        print(f"{'well' if finding.well else 'BAD ':<5} {finding.part:<12} {finding.detail}")
    if not all(finding.well for finding in findings):
        sys.exit(1)


def _findings() -> Iterator[Finding]:
    for look in IN_DATABASE:
        yield _looked(look)
    yield _looked(_file_store)
    from plenum.files.antivirus import why_antivirus_is_silent

    yield _space(settings.DATA)
    yield _writable(settings.DATA)
    silent = why_antivirus_is_silent()
    yield Finding("antivirus", not silent, silent or settings.CLAMD or "none is configured (PLENUM_CLAMD)")
    missing = missing_copies()
    yield Finding("front end", not missing, f"{len(missing)} files are missing" if missing else "complete")
    for tool, lost in TOOLS.items():
        found = shutil.which(tool)
        yield Finding("tool", found is not None, found or f"{tool} is not installed: {lost}")


def _looked(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except DatabaseError as error:
        return Finding(look.__name__.strip("_").replace("_", " "), False, str(error).strip().splitlines()[0])


def _file_store() -> Finding:
    from plenum.files.queries.integrity import count_broken

    broken = count_broken()
    return Finding(
        "file store", not broken, f"{broken} files are missing or damaged" if broken else "nothing is missing"
    )


def _space(data: Path) -> Finding:
    free = shutil.disk_usage(data).free
    return Finding("space", free >= SPACE, f"{free / 2**30:.1f} GB free")


def _writable(data: Path) -> Finding:
    probe = data / ".doctor"
    try:
        probe.write_bytes(b"well")
        probe.unlink()
    except OSError as error:
        return Finding("data folder", False, f"{data}: {error.strerror}")
    return Finding("data folder", True, str(data))

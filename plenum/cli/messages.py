"""The catalogues of translations, compiled in a checkout when they changed; the built wheel carries them compiled."""

from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def catalogues() -> Iterator[Path]:
    """Every catalogue of the project."""
    yield from sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_messages() -> int:
    """Compile what is newer than its compiled form; the number of catalogues compiled. Nothing outside a checkout."""
    if not (PACKAGE.parent / "pyproject.toml").is_file():
        return 0
    stale = [po for po in catalogues() if _is_stale(po)]
    for po in stale:
        _compile(po)
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parents[1].name)
    fresh = po.with_suffix(".mo.new")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.rename(po.with_suffix(".mo"))

"""Draws the tables of states into ``docs/states``."""

import importlib
import pkgutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

import plenum
from plenum.core.states import StateTable

FOLDER = Path(plenum.__file__).resolve().parents[1] / "docs" / "states"


def tables() -> dict[str, tuple[str, StateTable]]:  # type: ignore[type-arg]
    """Every table of states of every domain, by its name, with the words of its module."""
    found = {}
    for domain in pkgutil.iter_modules(plenum.__path__, "plenum."):
        if domain.ispkg and any(m.name == "states" for m in pkgutil.iter_modules([_folder(domain.name)])):
            module = importlib.import_module(f"{domain.name}.states")
            for thing in vars(module).values():
                if isinstance(thing, StateTable):
                    found[thing.name] = (module.__doc__ or "", thing)
    return found


def pages() -> dict[str, str]:
    """The page of each table, by the name of its file."""
    return {f"{name}.md": _page(name, about, table) for name, (about, table) in sorted(tables().items())}


def _folder(name: str) -> str:
    return str(Path(plenum.__file__).parent / name.removeprefix("plenum.").replace(".", "/"))


def _page(name: str, about: str, table: "StateTable") -> str:  # type: ignore[type-arg]
    title = name.replace("-", " ").replace("_", " ").capitalize()
    module = f"{type(table.start).__module__.rpartition('.')[0]}.states"
    return (
        f"# States: {title}\n\nDrawn by `plenum manage state_diagrams` from `{module}`.\n\n{about.strip()}\n\n"
        f"```mermaid\n{table.mermaid()}```\n"
    )


class Command(BaseCommand):
    help = "Draw the tables of states into docs/states."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        for name, text in pages().items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(name)

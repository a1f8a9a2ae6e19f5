"""The catalogues against the source: every message in every language, and nothing else.

``python -m tests.architecture.catalogues`` says what is wrong, one line each, and fails if anything is.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from os import chdir
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.core.management import call_command

PACKAGE = Path(__file__).resolve().parents[2] / "plenum"
LANGUAGES = ("vi", "ru")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|(%[sd])")

Key = tuple[str, str]


@dataclass(frozen=True)
class Book:
    """One catalogue of one app in one language."""

    app: str
    language: str
    catalogue: Catalog

    def messages(self) -> dict[Key, Message]:
        return {key_of(message): message for message in self.catalogue if message.id}


def apps() -> list[Path]:
    """The folders that have a catalogue of their own: one for each app."""
    return sorted(path.parent for path in PACKAGE.rglob("apps.py"))


def name_of(app: Path) -> str:
    return app.relative_to(PACKAGE).as_posix()


def books(app: Path) -> Iterator[Book]:
    """The catalogues of ``app`` that exist."""
    for language in LANGUAGES:
        path = app / "locale" / language / "LC_MESSAGES" / "django.po"
        if path.exists():
            with path.open("rb") as file:
                yield Book(name_of(app), language, read_po(file, locale=language))


def key_of(message: Message) -> Key:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", text)


def extract() -> dict[str, dict[Key, Message]]:
    """What the source says today: app → its messages. Works on a copy, so that no catalogue is touched."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "plenum"
        shutil.copytree(PACKAGE, copy, ignore=_not_a_source)
        for app in apps():
            (copy / name_of(app) / "locale").mkdir()
        try:
            chdir(folder)
            call_command("makemessages", locale=["xx"], keep_pot=True, no_obsolete=True, stdout=StringIO(), verbosity=0)
        finally:
            chdir(here)
        return {name_of(app): _messages_in(copy / name_of(app) / "locale" / "django.pot") for app in apps()}


def _not_a_source(folder: str, names: list[str]) -> Iterable[str]:
    skipped = {"locale", "static", "migrations", "__pycache__", "config"}
    return [
        name
        for name in names
        if name in skipped or ((Path(folder) / name).is_file() and Path(name).suffix not in {".py", ".html", ".txt"})
    ]


def _messages_in(pot: Path) -> dict[Key, Message]:
    if not pot.exists():
        return {}
    text = pot.read_text(encoding="utf-8").replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1")
    return {key_of(message): message for message in read_po(StringIO(text)) if message.id}


def complaints(book: Book, source: dict[Key, Message]) -> Iterator[str]:
    """What is wrong with one catalogue, in sentences."""
    at, written = f"{book.app} ({book.language})", book.messages()
    for key in source.keys() - written.keys():
        yield f"{at}: {key[1]!r} is missing"
    for key in written.keys() - source.keys():
        yield f"{at}: {key[1]!r} is said nowhere"
    for message in book.catalogue.obsolete.values():
        yield f"{at}: {message.id!r} is obsolete"
    for key in written.keys() & source.keys():
        yield from (f"{at}: {key[1]!r} {fault}" for fault in faults(written[key], book.catalogue.num_plurals))


def faults(message: Message, plurals: int) -> Iterator[str]:
    """What is wrong with one translation."""
    forms = [message.string] if isinstance(message.id, str) else list(message.string or ())
    if message.fuzzy:
        yield "is fuzzy"
    if not all(forms) or (not isinstance(message.id, str) and len(forms) != plurals):
        yield "is not translated in every form"
        return
    wanted = placeholders(message.id if isinstance(message.id, str) else message.id[-1])
    if any(placeholders(str(form)) != wanted for form in forms):
        yield "has other placeholders in its translation"


def placeholders(text: str) -> list[str]:
    return sorted("".join(found) for found in _PLACEHOLDER.findall(text))


def disagreements(all_books: Iterable[Book]) -> Iterator[str]:
    """The same message translated in two ways: which of them a page shows would hang on the order of the apps."""
    said: dict[tuple[str, Key], tuple[str, object]] = {}
    for book in all_books:
        for key, message in book.messages().items():
            before = said.setdefault((book.language, key), (book.app, message.string))
            if before[1] != message.string:
                yield f"{key[1]!r} is {before[1]!r} in {before[0]} and {message.string!r} in {book.app}"


def all_complaints() -> list[str]:
    """Everything that is wrong, in the order of the apps."""
    source, found, every = extract(), list[str](), list[Book]()
    for app in apps():
        here = list(books(app))
        if source[name_of(app)]:
            present = {book.language for book in here}
            found += [f"{name_of(app)}: there is no catalogue for {lang}" for lang in LANGUAGES if lang not in present]
        for book in here:
            found += sorted(complaints(book, source[name_of(app)]))
        every += here
    return found + sorted(set(disagreements(every)))


if __name__ == "__main__":
    import django

    django.setup()
    wrong = all_complaints()
    sys.exit("\n".join(wrong) or None)

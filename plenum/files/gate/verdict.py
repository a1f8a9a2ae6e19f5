"""What the gate says of a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


class Refused(Exception):
    """The file is refused. ``code`` is a stable word, ``facts`` what its sentence names, never content."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Mark:
    """A secrecy mark that was found."""

    #: ``MẬT``, ``TỐI MẬT`` or ``TUYỆT MẬT``.
    mark: str
    #: ``name``, ``property``, ``header``, ``footer``, ``box``, ``note``, ``head`` (top of the first page), ``body``.
    place: str
    #: The page it stands on, from 1; 0 where there are no pages.
    page: int = 0
    #: How it was told from an ordinary word: ``alone``, ``labelled``, ``carried``, ``beside``, ``token``.
    how: str = "alone"


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read from the image of a page.

    ``words`` are (x, y, width, height, word, confidence) in parts of the page's width and height, in reading order.
    """

    page: int
    text: str
    #: From 0 to 100.
    confidence: float
    words: tuple[tuple[float, float, float, float, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Accepted or refused, with what was read on the way."""

    accepted: bool
    code: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    media_type: str = ""
    #: None until the file is laid out in pages.
    pages: int | None = None
    #: Width and height in points, one a page.
    page_sizes: tuple[tuple[float, float], ...] = ()
    #: The text of each page, or one text of the whole file when ``pages`` is None.
    texts: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    #: The pages or pictures that have to be looked at as images, from 1, and how many of them must be read.
    sights: tuple[int, ...] = ()
    reads: int = 0
    scans: tuple[Scan, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values that `verdict_from` reads again."""
        return asdict(self)


def refused_for(error: Exception) -> Refused:
    """What a parser's error comes to: ``too_heavy`` for want of memory, ``unreadable`` for what nobody foresaw."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, MemoryError | RecursionError):
        return Refused("too_heavy")
    return Refused("unreadable", error=type(error).__name__)


def refusal(error: Refused, marks: tuple[Mark, ...] = ()) -> Verdict:
    """The verdict for a `Refused`."""
    return Verdict(accepted=False, code=error.code, facts=dict(error.facts), marks=marks)


def verdict_from(answer: Mapping[str, Any]) -> Verdict:
    """Read a verdict that came out of the sandbox; raises `ValueError` for anything that is not exactly one.

    What comes out was made beside foreign bytes: shapes and types are checked as if a stranger had sent them.
    """
    try:
        verdict = Verdict(
            accepted=_exactly(bool, answer["accepted"]),
            code=_exactly(str, answer["code"]),
            facts={_exactly(str, key): _fact(value) for key, value in answer["facts"].items()},
            media_type=_exactly(str, answer["media_type"]),
            pages=None if answer["pages"] is None else _exactly(int, answer["pages"]),
            page_sizes=tuple((float(width), float(height)) for width, height in answer["page_sizes"]),
            texts=tuple(_exactly(str, text) for text in answer["texts"]),
            marks=marks_from(answer["marks"]),
            sights=tuple(_exactly(int, number) for number in answer["sights"]),
            reads=_exactly(int, answer["reads"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The sandbox gave no verdict.") from error
    if verdict.accepted is bool(verdict.code) or len(verdict.code) > 40 or len(verdict.media_type) > 100:
        raise ValueError("The sandbox contradicts itself.")
    return verdict


def marks_from(answer: Any) -> tuple[Mark, ...]:
    """Read marks that came out of the sandbox; raises `ValueError` for anything else."""
    try:
        return tuple(
            Mark(
                _exactly(str, mark["mark"]),
                _exactly(str, mark["place"]),
                _exactly(int, mark["page"]),
                _exactly(str, mark["how"]),
            )
            for mark in answer
        )
    except (KeyError, TypeError) as error:
        raise ValueError("The sandbox names no marks.") from error


def scan_from(answer: Mapping[str, Any]) -> Scan:
    """Read what was read of an image and came out of the sandbox; raises `ValueError` for anything else."""
    try:
        return Scan(
            page=_exactly(int, answer["page"]),
            text=storable(_exactly(str, answer["text"])),
            confidence=float(answer["confidence"]),
            words=tuple(
                (float(x), float(y), float(width), float(height), storable(_exactly(str, word)), float(confidence))
                for x, y, width, height, word, confidence in answer["words"]
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The sandbox read nothing that makes sense.") from error


def storable(text: str) -> str:
    """Text that a database takes: no NUL, no half of a character."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value


def _fact(value: Any) -> str | int:
    return value if type(value) is int else str(_exactly(str, value))[:200]

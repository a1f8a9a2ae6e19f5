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

    def as_json(self) -> dict[str, Any]:
        """Plain values that `verdict_from` reads again."""
        return asdict(self)


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
            marks=tuple(Mark(**mark) for mark in answer["marks"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The sandbox gave no verdict.") from error
    if verdict.accepted is bool(verdict.code) or len(verdict.code) > 40 or len(verdict.media_type) > 100:
        raise ValueError("The sandbox contradicts itself.")
    return verdict


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value


def _fact(value: Any) -> str | int:
    return value if type(value) is int else str(_exactly(str, value))[:200]

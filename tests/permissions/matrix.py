"""The access matrix: every URL × every role × (own, other unit, other body, none) = the expected status.

Each web folder keeps its rows in ``tests/permissions/rows/<folder>.py`` as a list ``ROWS``. A row names one URL and
what each of the cast gets for GET and for POST; a URL may have several rows (the own document, another body's).
A URL without a row fails the build.

    Row(
        "documents:document",
        kwargs=lambda cast: {"pk": registered(cast).pk},      # makes what the URL is about
        get=Expect(lan=200, minh=200, others=404),             # `others`: everyone of the cast not named
    )

Somebody who is not signed in is redirected to sign in (302) unless ``anonymous=`` says otherwise. A method
that a row does not mention must answer 405 to everyone who is signed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from tests.cast import Cast

#: Everyone of the cast, in the order of `tests.cast`.
PEOPLE = ("lan", "minh", "son", "hoa", "nam", "dung", "thu", "an", "vy", "binh", "phuc")
ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Expect:
    """The status for each person; ``others`` for those not named, ``anonymous`` for nobody signed in."""

    others: int
    named: Mapping[str, int] = field(default_factory=dict)

    def __init__(self, *, others: int, anonymous: int = 302, **named: int) -> None:
        unknown = set(named) - set(PEOPLE)
        if unknown:
            raise ValueError(f"not of the cast: {sorted(unknown)}")
        object.__setattr__(self, "others", others)
        object.__setattr__(self, "named", {ANONYMOUS: anonymous, **named})

    def of(self, person: str) -> int:
        return self.named.get(person, self.others)


NOT_ALLOWED = Expect(others=405)


def nothing(cast: Cast) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Row:
    """One URL and what each of the cast gets there."""

    name: str
    get: Expect = NOT_ALLOWED
    post: Expect = NOT_ALLOWED
    kwargs: Callable[[Cast], Mapping[str, object]] = nothing
    #: The input of the POST; a fresh idempotency key is always added.
    data: Callable[[Cast], Mapping[str, object]] = nothing
    #: Added to the address, for GET.
    query: str = ""
    #: What tells this row from others of the same URL: ``another body's``.
    case: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.case}".strip()

    def input(self, cast: Cast) -> dict[str, object]:
        return {**self.data(cast), "_once": str(uuid4())}

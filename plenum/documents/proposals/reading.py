"""One paper, all of its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plenum.documents.proposals.head import read_date, read_issuer, read_sign, read_system, read_urgency
from plenum.documents.proposals.lines import Line, lines_of
from plenum.documents.proposals.signature import read_signature
from plenum.documents.proposals.subject import KnownType, read_abstract, read_deadline, read_type


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value and the words of the paper that it was read from."""

    value: str | int | date
    source: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was read; None where nothing was. Signs stand as on the paper: ``412-CV/TU``."""

    #: ``party`` or ``state``, by the title of the paper.
    system: str
    written: Proposal | None = None
    issued_on: Proposal | None = None
    #: In capitals as on the paper, with the superior body behind it when it is no name without: ``VĂN PHÒNG TỈNH ỦY``.
    issuer: Proposal | None = None
    #: Id of a `KnownType`.
    type: Proposal | None = None
    abstract: Proposal | None = None
    signer_name: Proposal | None = None
    signer_position: Proposal | None = None
    #: The exchange code, 1 to 3.
    urgency: Proposal | None = None
    due_on: Proposal | None = None


def read_paper(text: str, types: Sequence[KnownType]) -> Proposals:
    """Read the fields of one paper from its ``text``; empty proposals for a text that is no such paper."""
    lines = lines_of(text)
    system = read_system(lines)
    sign = read_sign(lines)
    issued = read_date(lines)
    kind = read_type(lines, types, system, sign.text if sign else "")
    name, position = read_signature(lines)
    return Proposals(
        system=system,
        written=_of(sign),
        issued_on=None if issued is None else Proposal(*issued),
        issuer=_of(read_issuer(lines)),
        type=None if kind is None else Proposal(*kind),
        abstract=_of(read_abstract(lines, types)),
        signer_name=_of(name),
        signer_position=_of(position),
        urgency=None if (urgency := read_urgency(lines)) is None else Proposal(*urgency),
        due_on=None if (due := read_deadline(lines)) is None else Proposal(*due),
    )


def _of(line: Line | None) -> Proposal | None:
    return None if line is None else Proposal(line.text, line.source)

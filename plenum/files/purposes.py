"""What files are handed in for: each domain registers its purposes when the application starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from plenum.files.models import Intake, Submission


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that can be made of accepted files.

    ``carry_out`` makes it, in the transaction that ends the submission, with the rights that the person has by then,
    and returns its id. It raises `Refusal` when that is not possible (any more).
    """

    name: str
    carry_out: Callable[[Submission, Sequence[Intake], datetime], int]


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Let files be handed in for a purpose; raises `ValueError` when its name is taken."""
    if _purposes.get(purpose.name, purpose) is not purpose:
        raise ValueError(f"{purpose.name} is already registered.")
    _purposes[purpose.name] = purpose


def purpose_of(submission: Submission) -> Purpose | None:
    """The purpose of a submission; None when whoever handed it in goes on by itself."""
    return _purposes[submission.purpose] if submission.purpose else None

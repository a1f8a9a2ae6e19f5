"""States as a table; the diagrams in ``docs/states/`` are generated from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from plenum.core.errors import Refusal

S = TypeVar("S", bound=Enum)


@dataclass(frozen=True)
class StateTable(Generic[S]):
    """``transitions[act]`` says from which states an act may be done and where it leads.

    An act is the name of the action (``"register_document"``), so that the diagram reads as the code does.
    """

    name: str
    start: S
    transitions: Mapping[str, tuple[frozenset[S], S]]

    def next(self, act: str, state: S) -> S:
        """The state after ``act``; raises a `Refusal` with code ``out_of_order`` when the act is not allowed now."""
        allowed, target = self.transitions[act]
        if state not in allowed:
            raise Refusal(
                _("This step is not possible now. Reload the page to see how things stand."), code="out_of_order"
            )
        return target

    def allows(self, act: str, state: S) -> bool:
        """True when ``act`` may be done in ``state``."""
        return state in self.transitions[act][0]

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.value}"]
        for act, (sources, target) in self.transitions.items():
            for source in sorted(sources, key=lambda s: str(s.value)):
                lines.append(f"    {source.value} --> {target.value}: {act}")
        return "\n".join(lines) + "\n"

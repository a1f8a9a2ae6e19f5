"""How a handed-in file moves; the gate decides, and what it decided stays."""

from plenum.core.states import StateTable
from plenum.files.enums import IntakeState

INTAKE = StateTable(
    name="intake",
    start=IntakeState.CHECKING,
    transitions={
        "accept": (frozenset({IntakeState.CHECKING}), IntakeState.ACCEPTED),
        "refuse": (frozenset({IntakeState.CHECKING}), IntakeState.REFUSED),
    },
)

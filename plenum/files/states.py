"""How a handed-in file moves; the gate decides, and what it decided stays. How an incident is closed by two persons."""

from plenum.core.states import StateTable
from plenum.files.enums import IncidentState, IntakeState

INTAKE = StateTable(
    name="intake",
    start=IntakeState.CHECKING,
    transitions={
        "accept": (frozenset({IntakeState.CHECKING}), IntakeState.ACCEPTED),
        "refuse": (frozenset({IntakeState.CHECKING}), IntakeState.REFUSED),
    },
)

INCIDENT = StateTable(
    name="incident",
    start=IncidentState.OPEN,
    transitions={
        "propose_outcome": (frozenset({IncidentState.OPEN}), IncidentState.PROPOSED),
        "refuse_outcome": (frozenset({IncidentState.PROPOSED}), IncidentState.OPEN),
        "confirm_false_alarm": (frozenset({IncidentState.PROPOSED}), IncidentState.FALSE_ALARM),
        "confirm_secret": (frozenset({IncidentState.PROPOSED}), IncidentState.CONFIRMED),
    },
)

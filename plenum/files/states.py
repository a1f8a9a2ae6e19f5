"""How a handed-in file moves, and what was handed in together; how an incident is closed by two persons."""

from plenum.core.states import StateTable
from plenum.files.enums import IncidentState, IntakeState, SubmissionState

INTAKE = StateTable(
    name="intake",
    start=IntakeState.CHECKING,
    transitions={
        "accept": (frozenset({IntakeState.CHECKING}), IntakeState.ACCEPTED),
        "refuse": (frozenset({IntakeState.CHECKING}), IntakeState.REFUSED),
    },
)

SUBMISSION = StateTable(
    name="submission",
    start=SubmissionState.CHECKING,
    transitions={
        "carry_out": (frozenset({SubmissionState.CHECKING}), SubmissionState.DONE),
        "stop": (frozenset({SubmissionState.CHECKING}), SubmissionState.STOPPED),
        "go_on": (frozenset({SubmissionState.STOPPED}), SubmissionState.DONE),
        "let_go": (frozenset({SubmissionState.STOPPED}), SubmissionState.LET_GO),
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

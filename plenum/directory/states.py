"""The states of the directory's things, as tables."""

from plenum.core.states import StateTable
from plenum.directory.enums import RightsChangeState

_WAITING = frozenset({RightsChangeState.PROPOSED})

RIGHTS_CHANGE = StateTable(
    name="rights_change",
    start=RightsChangeState.PROPOSED,
    transitions={
        "confirm_rights_change": (_WAITING, RightsChangeState.APPLIED),
        "refuse_rights_change": (_WAITING, RightsChangeState.REFUSED),
        "withdraw_rights_change": (_WAITING, RightsChangeState.WITHDRAWN),
    },
)

"""How a conference goes: prepared, released to its delegates, held, closed."""

from plenum.conferences.enums import State
from plenum.core.states import StateTable

CONFERENCE = StateTable(
    name="conference",
    start=State.DRAFT,
    transitions={
        "release_conference": (frozenset({State.DRAFT}), State.RELEASED),
        "open_conference": (frozenset({State.RELEASED}), State.RUNNING),
        "move_to_item": (frozenset({State.RUNNING}), State.RUNNING),
        "start_countdown": (frozenset({State.RUNNING}), State.RUNNING),
        "add_minute": (frozenset({State.RUNNING}), State.RUNNING),
        "close_conference": (frozenset({State.RUNNING}), State.CLOSED),
    },
)

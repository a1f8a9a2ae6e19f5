from enum import Enum

import pytest

from plenum.core.errors import Refusal
from plenum.core.states import StateTable


class Lamp(Enum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


LAMP = StateTable(
    name="Lamp",
    start=Lamp.OFF,
    transitions={
        "switch_on": (frozenset({Lamp.OFF}), Lamp.ON),
        "switch_off": (frozenset({Lamp.ON}), Lamp.OFF),
        "break_lamp": (frozenset({Lamp.ON, Lamp.OFF}), Lamp.BROKEN),
    },
)


def test_an_act_leads_to_its_state() -> None:
    assert LAMP.next("switch_on", Lamp.OFF) == Lamp.ON


def test_an_act_out_of_order_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        LAMP.next("switch_on", Lamp.BROKEN)
    assert refusal.value.code == "out_of_order"


def test_the_table_says_what_is_allowed() -> None:
    assert [LAMP.allows("switch_off", state) for state in Lamp] == [False, True, False]


def test_the_table_draws_itself() -> None:
    assert LAMP.mermaid() == (
        "stateDiagram-v2\n"
        "    [*] --> off\n"
        "    off --> on: switch_on\n"
        "    on --> off: switch_off\n"
        "    off --> broken: break_lamp\n"
        "    on --> broken: break_lamp\n"
    )

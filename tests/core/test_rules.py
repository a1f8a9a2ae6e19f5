import pytest

from plenum.core.actor import Actor
from plenum.core.errors import Forbidden
from plenum.core.rules import Reason, rule

CLERK = Actor(person_id=1, name="Lan", roles=frozenset({"clerk"}))
LEADER = Actor(person_id=2, name="Minh", roles=frozenset({"leader"}))


@rule
def can_register(by: Actor) -> Reason:
    """Only clerks register."""
    return None if by.has_role("clerk") else "Only a clerk may register."


def test_a_rule_answers_yes_and_no() -> None:
    assert (can_register(CLERK), can_register(LEADER)) == (True, False)


def test_a_rule_gives_the_reason_beside_a_disabled_button() -> None:
    assert (can_register.reason(CLERK), can_register.reason(LEADER)) == (None, "Only a clerk may register.")


def test_a_rule_refuses_an_act_with_its_reason_and_a_stable_code() -> None:
    with pytest.raises(Forbidden, match="Only a clerk may register") as refusal:
        can_register.check(LEADER)
    assert (refusal.value.code, refusal.value.status) == ("may_not_register", 403)


def test_a_rule_keeps_the_words_that_explain_it() -> None:
    assert can_register.__doc__ == "Only clerks register."

"""Two at once: one wins, and what must hold still holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from plenum.core.actor import SYSTEM
from plenum.core.errors import Refusal
from plenum.directory.actions.delegations import give_delegation
from plenum.directory.actions.organisations import move_organisation
from plenum.directory.actions.people import deactivate_person
from plenum.directory.actions.rights import confirm_rights_change, refuse_rights_change
from plenum.directory.actions.setup import FirstAdministrator, FirstBody, set_up
from plenum.directory.enums import DelegationKind, Level, RightsChangeState, Role, System
from plenum.directory.models import Appointment, Delegation, Organisation, Person, RightsChange
from plenum.directory.queries.administrators import administrations
from plenum.directory.queries.organisations import path_to
from tests.cast import MONDAY, Cast, make_cast
from tests.directory.people import appointment, body, newcomer, post, second_administrator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    return make_cast()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts at the same moment; what became of each: ``done`` or the code of its refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=10)
            act()
        except Refusal as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_of_two_first_starts_at_once_one_wins(transactional_db: None) -> None:
    def start(name: str) -> Callable[[], object]:
        first = FirstBody("H99", "Tỉnh ủy Lam Giang", "Tỉnh ủy", "TU", System.PARTY, Level.PROVINCE, "Lam Giang")
        who = FirstAdministrator(name, "Bùi Bình An", "", "Lam-Giang-2026!", "Quản trị hệ thống")
        return lambda: set_up(body=first, administrator=who, by=SYSTEM, at=MONDAY)

    assert at_once(*(start(f"an{n}") for n in range(4))) == ["done", "not_found", "not_found", "not_found"]
    assert (Person.objects.count(), Organisation.objects.count(), administrations(MONDAY).count()) == (1, 1, 1)


def test_two_moves_that_meet_make_no_circle(crowd: Cast) -> None:
    an = crowd.actor("an")
    a, b = (body(an, name, None) for name in ("Ban A", "Ban B"))

    def move(what: Organisation, below: Organisation) -> Callable[[], object]:
        return lambda: move_organisation(organisation_id=what.pk, parent_id=below.pk, version=1, by=an, at=MONDAY)

    outcome = at_once(move(a, b), move(b, a))
    assert outcome in (["cycle", "done"], ["done", "stale"])
    a.refresh_from_db()
    assert len(path_to(a)) <= 1


def test_a_change_is_confirmed_or_refused_but_not_both(crowd: Cast) -> None:
    second, xuan = second_administrator(crowd), newcomer()
    change = appointment(xuan, post(crowd, Role.LEADER), crowd.actor("an"))
    outcome = at_once(
        lambda: confirm_rights_change(change_id=change.pk, by=second, at=MONDAY),
        lambda: confirm_rights_change(change_id=change.pk, by=second, at=MONDAY),
        lambda: refuse_rights_change(change_id=change.pk, reason="-", by=second, at=MONDAY),
    )
    change.refresh_from_db()
    assert outcome == ["done", "out_of_order", "out_of_order"]
    assert Appointment.objects.filter(person=xuan).count() == (change.state == RightsChangeState.APPLIED)


def test_two_administrators_do_not_remove_each_other(crowd: Cast) -> None:
    an, second = crowd.actor("an"), second_administrator(crowd)

    def remove(who: int, by: object) -> Callable[[], object]:
        return lambda: deactivate_person(person_id=who, reason="-", version=1, by=by, at=MONDAY)  # type: ignore[arg-type]

    outcome = at_once(remove(second.person_id, an), remove(crowd.an.pk, second))
    assert outcome == ["done", "last_administrator"]
    assert administrations(MONDAY).count() == 1


def test_one_proposal_of_many_waits(crowd: Cast) -> None:
    xuan, place, an = newcomer(), post(crowd), crowd.actor("an")
    outcome = at_once(*(lambda: appointment(xuan, place, an) for _ in range(4)))
    assert outcome == ["done", "waits_already", "waits_already", "waits_already"]
    assert RightsChange.objects.count() == 1


def test_one_delegation_of_many_is_given(crowd: Cast) -> None:
    son = crowd.actor("son")

    def give() -> object:
        return give_delegation(
            position_id=son.position_id or 0,
            delegate_id=crowd.hoa.pk,
            kind=DelegationKind.DELEGATION,
            scope=[],
            reason="-",
            valid_from=MONDAY,
            valid_to=MONDAY.replace(day=30),
            by=son,
            at=MONDAY,
        )

    assert at_once(give, give, give) == ["done", "given_before", "given_before"]
    assert Delegation.objects.count() == 1

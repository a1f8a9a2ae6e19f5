"""Who sees and hears a conference follows the roles, the posts and the delegations of the moment."""

import asyncio
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenum.conferences import rules
from plenum.conferences.actions.preparation import edit_conference
from plenum.conferences.broadcast import channel_of
from plenum.conferences.models import Conference
from plenum.conferences.queries.audiences import audiences_of
from plenum.conferences.queries.conferences import conferences_visible_to
from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.directory.actions.delegations import give_delegation, revoke_delegation
from plenum.directory.actions.positions import end_appointment, withdraw_roles
from plenum.directory.actions.principals import principal_of_position
from plenum.directory.enums import DelegationKind, Role
from plenum.directory.models import Appointment, Delegation, Position
from plenum.live.hub.admission import Admission
from plenum.live.hub.request import Refused
from plenum.live.hub.sessions import Sessions
from plenum.live.hub.store import Store
from plenum.live.hub.streams import Ticket
from plenum.live.registry import Viewer
from tests.cast import FOUNDED, MONDAY, Cast
from tests.conferences.making import DETAILS, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.feature("C1")]
Rights = tuple[bool, bool, frozenset[str]]
ALL: Rights = (True, True, frozenset({"everyone", "secretariat"}))
NOTHING: Rights = (False, False, frozenset())


def rights(by: Actor, conference: Conference) -> Rights:
    """Whether ``by`` sees the conference, works on it, and what they hear of it."""
    return (
        conferences_visible_to(by).filter(pk=conference.pk).exists(),
        rules.works_on(by, conference),
        audiences_of(conference.pk, Viewer(by.person_id, by.principals)),
    )


def post_of(cast: Cast, name: str) -> Position:
    return Position.objects.get(appointments__person=getattr(cast, name))


def lend(cast: Cast, scope: list[str], at: datetime = MONDAY) -> Delegation:
    return give_delegation(
        position_id=post_of(cast, "minh").pk,
        delegate_id=cast.dung.pk,
        kind=DelegationKind.DELEGATION,
        scope=scope,
        reason="Công tác",
        valid_from=at,
        valid_to=at + timedelta(days=2),
        by=cast.actor("minh", at),
        at=at,
    )


def heard_by(hub: Admission, person_id: int, conference: Conference) -> frozenset[str]:
    """What the hub lets a person hear, asked as for a stream."""
    channel = channel_of(conference.pk)
    try:
        return asyncio.run(hub.rights(Ticket(None, None, person_id), [channel]))[channel]
    except Refused:
        return frozenset()


def asked_again(queries: CaptureQueriesContext) -> int:
    return sum("pg_notify" in query["sql"] for query in queries.captured_queries)


def test_a_withdrawn_role_takes_everything_with_it(cast: Cast, draft: Conference) -> None:
    assert rights(cast.actor("thu"), draft) == ALL
    post = post_of(cast, "thu")
    with CaptureQueriesContext(connection) as queries:
        withdraw_roles(
            position_id=post.pk,
            roles=[Role.CONFERENCE_SECRETARY],
            version=post.version,
            by=cast.actor("an"),
            at=MONDAY,
        )
    assert rights(cast.actor("thu"), draft) == NOTHING
    assert asked_again(queries) == 1


def test_who_becomes_a_secretary_sees_what_was_prepared_before(cast: Cast, draft: Conference) -> None:
    assert rights(cast.actor("dung"), draft) == NOTHING
    Position.objects.filter(pk=post_of(cast, "dung").pk).update(roles=[Role.CONFERENCE_SECRETARY])
    expected = ALL if post_of(cast, "dung").organisation_id == draft.organisation_id else NOTHING
    assert rights(cast.actor("dung"), draft) == expected


def test_another_holder_of_the_chairs_post_is_not_the_chair(cast: Cast, draft: Conference) -> None:
    Appointment.objects.create(person=cast.dung, position=post_of(cast, "minh"), is_main=False, valid_from=FOUNDED)
    assert rights(cast.actor("minh"), draft) == ALL
    assert rights(cast.actor("dung"), draft) == NOTHING


@pytest.mark.feature("O3")
def test_whoever_stands_in_for_the_chair_sees_it_as_long_as_that_lasts(cast: Cast, draft: Conference) -> None:
    with CaptureQueriesContext(connection) as given:
        delegation = lend(cast, [])
    assert rights(cast.actor("dung"), draft) == ALL
    with CaptureQueriesContext(connection) as revoked:
        revoke_delegation(delegation_id=delegation.pk, by=cast.actor("minh"), at=MONDAY)
    assert rights(cast.actor("dung"), draft) == NOTHING
    assert (asked_again(given), asked_again(revoked)) == (1, 1)


@pytest.mark.feature("O3")
def test_who_acts_for_somebody_loses_it_with_them(cast: Cast, draft: Conference) -> None:
    lend(cast, [])
    held = Appointment.objects.get(person=cast.minh)
    with CaptureQueriesContext(connection) as queries:
        end_appointment(appointment_id=held.pk, last_day=None, by=cast.actor("an"), at=MONDAY)
    assert rights(cast.actor("dung"), draft) == NOTHING
    assert asked_again(queries) == 2  # the holder, and who acts for the holder


def test_a_former_chair_and_the_stand_in_are_cut(cast: Cast, draft: Conference) -> None:
    lend(cast, [])
    with CaptureQueriesContext(connection) as queries:
        edit_conference(conference=draft, details=DETAILS, version=draft.version, by=cast.actor("thu"), at=MONDAY)
    assert [rights(cast.actor(name), fresh(draft)) for name in ("minh", "dung")] == [NOTHING, NOTHING]
    cut = [query["sql"] for query in queries.captured_queries if "live_revocations" in query["sql"]]
    assert sorted(str(pk) for pk in (cast.minh.pk, cast.dung.pk) if any(f'"person": {pk},' in sql for sql in cut)) == (
        sorted([str(cast.minh.pk), str(cast.dung.pk)])
    )


def test_grants_of_before_are_made_anew(cast: Cast, draft: Conference, released: Conference) -> None:
    expected = [(row.secretariat, row.principals) for row in (fresh(draft), fresh(released))]
    old = [principal_of_position(post_of(cast, name).pk) for name in ("thu", "minh")]
    Conference.objects.update(secretariat=old, principals=old)
    with connection.schema_editor() as editor:
        import_module("plenum.conferences.migrations.0002_rights_follow_the_role").grant_anew(apps, editor)
    assert [(row.secretariat, row.principals) for row in (fresh(draft), fresh(released))] == expected


@pytest.mark.feature("O3", "C16")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("scope", "heard"),
    [([], {"everyone", "secretariat"}), (["conferences"], {"everyone", "secretariat"}), (["documents"], set())],
)
def test_a_stand_in_hears_a_conference_when_the_delegation_holds_there(
    cast: Cast, released: Conference, scope: list[str], heard: set[str]
) -> None:
    hub = Admission(Sessions(Store()))
    lend(cast, scope, now())
    assert heard_by(hub, cast.minh.pk, released) == {"everyone", "secretariat"}
    assert heard_by(hub, cast.dung.pk, released) == heard

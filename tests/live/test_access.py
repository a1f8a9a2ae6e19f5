import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.directory.enums import System
from plenum.directory.models import Delegation, Person, Position
from plenum.live.actions import revoke, revoke_person
from tests.cast import FOUNDED, MONDAY, organisation
from tests.live.conftest import Listen, sign_in
from tests.live.process import Web
from tests.live.room import allow, count_up

pytestmark = pytest.mark.feature("C16")


@pytest.mark.parametrize("path", ["", "/poll"])
def test_nobody_in_particular_is_told_to_sign_in_whatever_they_ask_for(listen: Listen, room: str, path: str) -> None:
    names = (room, "room:unknown", "unknown:1", "nonsense")
    answers = [listen(f"{name}{path}", as_session=None) for name in names]
    assert [(answer.body(), answer.status) for answer in answers] == [(b"Forbidden", 403)] * 4


@pytest.mark.parametrize("path", ["", "/poll"])
def test_what_one_may_not_hear_looks_like_what_does_not_exist(listen: Listen, room: str, path: str) -> None:
    names = ["room:closed", "unknown:1", "nonsense", "", f"{room},room:closed", f"{room},{room}", room[:-1] + "%0a"]
    answers = [listen(f"{name}{path}") for name in names]
    assert [(answer.body(), answer.status) for answer in answers] == [(b"Not found", 404)] * len(names)


def test_only_reading_is_answered(web: Web, room: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"http://127.0.0.1:{web.port}/live/{room}", data=b"x", method="POST"), timeout=20)
    assert refused.value.code == 405
    refused.value.close()


def expire(person: Person, key: str) -> None:
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))


def sign_out(person: Person, key: str) -> None:
    Session.objects.filter(pk=key).delete()


def deactivate(person: Person, key: str) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def change_password(person: Person, key: str) -> None:
    person.set_password("another")
    person.save()


ENDS = [expire, sign_out, deactivate, change_password]


@pytest.mark.parametrize("end", ENDS)
def test_a_session_that_is_over_opens_no_stream(
    listen: Listen, room: str, lan: Person, session: str, end: Callable[[Person, str], None]
) -> None:
    end(lan, session)
    answer = listen(f"{room}?after=0")
    assert (answer.body(), answer.status) == (b"Forbidden", 403)


@pytest.mark.parametrize("value", ['"\\000"', "x" * 5000, "ключ".encode().decode("latin-1"), "a'b", "{}"])
def test_a_cookie_that_is_no_key_opens_no_stream_and_harms_nobody(
    listen: Listen, room: str, session: str, value: str
) -> None:
    answer = listen(f"{room}?after=0", as_session=value)
    assert (answer.body(), answer.status) == (b"Forbidden", 403)
    listen(f"{room}?after=0").greeted()


def test_a_forged_session_opens_no_stream(listen: Listen, room: str, session: str) -> None:
    Session.objects.filter(pk=session).update(session_data="e30:1abc:forged")
    answer = listen(f"{room}?after=0")
    assert (answer.body(), answer.status) == (b"Forbidden", 403)


@pytest.mark.parametrize("end", ENDS)
def test_a_stream_ends_within_a_second_of_the_word_that_the_session_is_over(
    listen: Listen, room: str, lan: Person, session: str, end: Callable[[Person, str], None]
) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    end(lan, session)
    revoke_person(lan.pk)
    assert stream.ended() < 1


@pytest.mark.parametrize("end", ENDS)
def test_a_stream_whose_session_ended_without_a_word_is_found_by_the_sweep(
    listen: Listen, room: str, lan: Person, session: str, end: Callable[[Person, str], None]
) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    end(lan, session)
    assert stream.ended() < 20


def test_who_loses_the_right_is_cut_within_a_second_and_the_others_stay(listen: Listen, room: str, lan: Person) -> None:
    dung = Person.objects.create_user("dung", "Vũ Tiến Dũng")
    allow(room, ["everyone"], person_id=dung.pk)
    removed, staying = listen(f"{room}?after=0"), listen(f"{room}?after=0", as_session=sign_in(dung))
    removed.greeted()
    staying.greeted()
    allow(room, [], person_id=lan.pk)
    revoke(room, person_id=lan.pk)
    assert removed.ended() < 1
    again = listen(f"{room}?after=0")
    assert (again.body(), again.status) == (b"Not found", 404)
    count_up(room)
    assert staying.next().number == 1


@pytest.mark.feature("O3")
def test_a_stream_whose_right_ends_by_the_clock_is_found_by_the_sweep(listen: Listen, room: str, lan: Person) -> None:
    minh = Person.objects.create_user("minh", "Nguyễn Văn Minh")
    body = organisation("VP", "Văn phòng", "VPTU", System.PARTY)
    post = Position.objects.create(organisation=body, title="Chánh Văn phòng", roles=[], valid_from=FOUNDED)
    ends = timezone.now() + timedelta(seconds=2)
    Delegation.objects.create(
        position=post, delegator=minh, delegate=lan, kind="delegation", valid_from=MONDAY, valid_to=ends
    )
    allow(room, ["everyone"], person_id=minh.pk)
    acting, other = listen(f"{room}?after=0"), listen(f"{room}?after=0", as_session=sign_in(minh))
    acting.greeted()
    other.greeted()
    allow(room, [], person_id=lan.pk)
    acting.ended()
    assert timezone.now() >= ends
    count_up(room)
    assert other.next().number == 1


def test_a_word_without_a_name_asks_everybody_on_the_channel(listen: Listen, room: str, lan: Person) -> None:
    streams = [listen(f"{room}?after=0") for _client in range(3)]
    for stream in streams:
        stream.greeted()
    allow(room, [], person_id=lan.pk)
    revoke(room)
    assert [stream.ended() < 1 for stream in streams] == [True] * 3


def test_who_may_hear_something_else_gets_its_state_and_then_its_events(listen: Listen, room: str, lan: Person) -> None:
    count_up(room, "chair")
    stream = listen(f"{room}?after=1")
    stream.greeted()
    allow(room, ["chair"], person_id=lan.pk)
    revoke(room, person_id=lan.pk)
    said = stream.next()
    assert (said.event, said.data["payload"]) == ("snapshot", {"chair": {"number": 1, "language": "vi"}})
    count_up(room, "everyone")
    count_up(room, "chair")
    assert (stream.next().data["payload"]["number"], stream.status) == (2, 200)


def test_a_word_that_changes_nothing_disturbs_nobody(listen: Listen, room: str, lan: Person) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    revoke(room)
    revoke_person(lan.pk)
    count_up(room)
    assert stream.next().event == "message"


@pytest.mark.feature("C14")
@pytest.mark.parametrize("by_cookie", [True, False])
def test_a_screen_comes_in_by_its_token_and_goes_when_it_is_disconnected(
    web: Web, listen: Listen, room: str, by_cookie: bool
) -> None:
    token = "s" * 43
    allow(room, ["screen"], device=token)
    stream = (
        listen(f"{room}?after=0", as_session=None, headers={"Cookie": f"device={token}"})
        if by_cookie
        else listen(f"{room}?after=0&device={token}", as_session=None)
    )
    stream.greeted()
    count_up(room, "everyone")
    count_up(room, "screen")
    assert stream.next().data["seq"] == 2
    allow(room, [], device=token)
    revoke(room, device=hashlib.sha256(token.encode()).hexdigest())
    assert stream.ended() < 1
    again = listen(f"{room}?device={token}", as_session=None)
    assert (again.body(), again.status) == (b"Not found", 404)


AUDIENCES = ["everyone", "delegates", "chair", "screen:3", "person:77"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    heard=st.lists(st.sets(st.sampled_from(AUDIENCES), min_size=1), min_size=2, max_size=3),
    told=st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=12),
    late=st.integers(min_value=0, max_value=12),
)
def test_an_audience_hears_what_it_is_told_and_nothing_else(
    listen: Listen, room: str, heard: list[set[str]], told: list[str], late: int
) -> None:
    room = f"{room}-{time.monotonic_ns()}"
    for number, audiences in enumerate(heard):
        allow(room, audiences, device=f"device-{number}")
    early = [listen(f"{room}?after=0&device=device-{number}", as_session=None) for number in range(len(heard))]
    for stream in early:
        stream.greeted()
    for audience in told[:late]:
        count_up(room, audience)
    coming = [listen(f"{room}?after=0&device=device-{number}", as_session=None) for number in range(len(heard))]
    arrived = [[said.data["seq"] for said in stream.greeted()] for stream in coming]
    for audience in told[late:]:
        count_up(room, audience)
    for number, audiences in enumerate(heard):
        expected = [seq for seq, audience in enumerate(told, start=1) if audience in audiences]
        assert [early[number].next().data["seq"] for _event in expected] == expected
        rest = expected[len(arrived[number]) :]
        assert arrived[number] + [coming[number].next().data["seq"] for _event in rest] == expected
        last = count_up(room, sorted(audiences)[0])
        told = [*told, sorted(audiences)[0]]
        assert {early[number].next().data["seq"], coming[number].next().data["seq"]} == {last}
        early[number].close()
        coming[number].close()

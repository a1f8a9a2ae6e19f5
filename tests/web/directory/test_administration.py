"""The pages of administration: what a form sends is what holds afterwards."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from plenum.directory.actions.delegations import give_delegation
from plenum.directory.enums import DelegationKind, RightsChangeState, Role
from plenum.directory.models import (
    Delegation,
    Organisation,
    Person,
    Position,
    RecipientGroup,
    RightsChange,
    Unit,
)
from plenum.directory.queries.actors import actor_for
from tests.cast import MONDAY, PASSWORD, Cast
from tests.directory.people import appointment, newcomer, post, second_administrator

pytestmark = pytest.mark.feature("O7")


@pytest.fixture
def an(cast: Cast, client: Client) -> Client:
    client.force_login(cast.an)
    return client


def signed(who: Person) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": who.username, "password": PASSWORD})
    return client


def send(client: Client, address: str, **data: object) -> int:
    return client.post(address, {**data, "_once": str(uuid4())}).status_code


def test_a_body_is_founded_renamed_and_closed_by_its_pages(cast: Cast, an: Client) -> None:
    given = {
        "name": "Ban Quản lý dự án",
        "short_name": "Ban QLDA",
        "symbol": "BQLDA",
        "code": "H99.QLDA",
        "system": "state",
        "level": "province",
        "place": "Lam Giang",
        "valid_from": "2026-11-01",
        "parent_q": "Tinh uy Lam Giang",
        "parent": cast.committee.pk,
    }
    assert send(an, "/directory/bodies/new/", **given) == 302
    body = Organisation.objects.get(code="H99.QLDA")
    assert body.parent_id == cast.committee.pk
    renamed = {"name": "Ban QLDA mới", "short_name": "QLDA", "symbol": "QLDA", "on": "2027-01-01", "version": 1}
    assert send(an, f"/directory/bodies/{body.pk}/rename/", **renamed) == 302
    assert send(an, f"/directory/bodies/{body.pk}/close/", last_day="2027-06-30", version=2) == 302
    body.refresh_from_db()
    assert (body.name, body.valid_to) == ("Ban QLDA mới", date(2027, 6, 30))


def test_a_form_that_is_wrong_comes_back_with_its_words_and_changes_nothing(cast: Cast, an: Client) -> None:
    page = an.post(
        "/directory/bodies/new/",
        {"name": "Ban X", "code": "H99.TU", "_once": str(uuid4())},
        headers={"accept-language": "en"},
    )
    assert page.status_code == 422
    assert 'value="Ban X"' in page.content.decode()
    assert not Organisation.objects.filter(name="Ban X").exists()


def test_an_old_page_is_refused_in_words_and_keeps_the_input(cast: Cast, an: Client) -> None:
    page = an.post(
        f"/directory/people/{cast.nam.pk}/edit/",
        {"full_name": "Đỗ Văn Năm", "contacts_for": "nobody", "version": 7, "_once": str(uuid4())},
    )
    assert page.status_code == 422
    assert "Đỗ Văn Năm" in page.content.decode()
    cast.nam.refresh_from_db()
    assert cast.nam.full_name == "Đỗ Văn Nam"


def test_the_same_form_sent_twice_enters_one_person(cast: Cast, an: Client) -> None:
    data = {"full_name": "Mai Xuân", "username": "xuan", "contacts_for": "nobody", "_once": str(uuid4())}
    answers = [an.post("/directory/people/new/", data) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert Person.objects.filter(username="xuan").count() == 1


def test_units_and_posts_are_opened_where_the_page_says(cast: Cast, an: Client) -> None:
    office = cast.office.pk
    unit = {"name": "Tổ Thư ký", "symbol": "TK", "parent": cast.general.pk, "valid_from": "2026-11-01"}
    assert send(an, f"/directory/bodies/{office}/units/new/", **unit) == 302
    team = Unit.objects.get(name="Tổ Thư ký")
    place = {"title": "Tổ trưởng", "unit": team.pk, "roles": ["head_of_unit"], "rank": 5, "valid_from": "2026-11-01"}
    assert send(an, f"/directory/bodies/{office}/posts/new/", **place) == 302
    opened = Position.objects.get(title="Tổ trưởng")
    assert (team.parent_id, opened.unit_id, opened.roles) == (cast.general.pk, team.pk, ["head_of_unit"])
    assert send(an, f"/directory/posts/{opened.pk}/roles/withdraw/", roles=["head_of_unit"], version=1) == 302
    assert send(an, f"/directory/posts/{opened.pk}/edit/", title="Tổ phó", rank=6, version=2) == 302
    assert send(an, f"/directory/posts/{opened.pk}/close/", last_day="2026-12-31", version=3) == 302
    opened.refresh_from_db()
    assert (opened.roles, opened.title, opened.valid_to) == ([], "Tổ phó", date(2026, 12, 31))


def test_an_appointment_waits_on_one_page_and_is_confirmed_on_another_with_a_fresh_sign_in(cast: Cast) -> None:
    second, xuan, place = second_administrator(cast), newcomer(), post(cast, Role.LEADER)
    an = signed(cast.an)
    sent = {"person": xuan.pk, "valid_from": "2026-11-01", "is_main": "on", "reason": "Quyết định 12"}
    assert send(an, f"/directory/posts/{place.pk}/appoint/", **sent) == 302
    change = RightsChange.objects.get()
    confirm = f"/directory/rights/{change.pk}/confirm/"
    assert send(an, confirm) == 403
    stale = Client()
    stale.force_login(Person.objects.get(pk=second.person_id))
    led = stale.post(confirm, {"_once": str(uuid4())})
    assert led.headers["Location"].startswith("/accounts/confirm/?next=")
    fresh = signed(Person.objects.get(pk=second.person_id))
    assert send(fresh, confirm) == 302
    change.refresh_from_db()
    assert change.state == RightsChangeState.APPLIED
    assert actor_for(xuan, MONDAY).roles == {Role.LEADER}


def test_somebody_is_picked_by_typing_when_there_is_no_script(cast: Cast, an: Client) -> None:
    place = post(cast)
    address = f"/directory/posts/{place.pk}/appoint/"
    common = {"valid_from": "2026-11-01", "reason": "Quyết định 12"}
    several = an.post(address, {**common, "person_q": "thi", "_once": str(uuid4())})
    assert several.status_code == 422
    assert several.content.decode().count('type="radio"') == 2
    assert send(an, address, **common, person_q="zzz") == 422
    assert send(an, address, **common, person_q="le thi hoa") == 302
    assert RightsChange.objects.get().person_id == cast.hoa.pk


def test_a_proposal_is_refused_or_withdrawn_with_a_reason(cast: Cast, an: Client) -> None:
    second_administrator(cast)
    tam = signed(Person.objects.get(username="tam"))
    change = appointment(newcomer(), post(cast), cast.actor("an"))
    assert send(tam, f"/directory/rights/{change.pk}/refuse/") == 422
    assert send(tam, f"/directory/rights/{change.pk}/refuse/", reason="Chưa đủ hồ sơ") == 302
    another = appointment(cast.nam, post(cast, title="Khác"), cast.actor("an"), is_main=False)
    assert send(an, f"/directory/rights/{another.pk}/withdraw/", reason="Nhầm") == 302
    assert sorted(RightsChange.objects.values_list("state", flat=True)) == ["refused", "withdrawn"]


def test_the_first_administrator_appoints_the_second_one_by_the_pages_alone(cast: Cast) -> None:
    an = signed(cast.an)
    change = appointment(cast.dung, post(cast, Role.ADMINISTRATOR), cast.actor("an"), is_main=False)
    assert send(an, f"/directory/rights/{change.pk}/confirm/") == 302
    change.refresh_from_db()
    assert change.is_bootstrap


def test_a_closed_account_is_closed_for_the_open_browser_too(cast: Cast, an: Client) -> None:
    nam = signed(cast.nam)
    assert nam.get("/directory/").status_code == 200
    assert send(an, f"/directory/people/{cast.nam.pk}/close/", version=1, reason="Nghỉ hưu") == 302
    assert nam.get("/directory/").status_code == 302


def test_a_new_person_gets_a_link_and_chooses_a_password_with_it(cast: Cast, an: Client) -> None:
    send(an, "/directory/people/new/", full_name="Mai Xuân", username="xuan", contacts_for="nobody")
    xuan = Person.objects.get(username="xuan")
    fetch = f"/directory/people/{xuan.pk}/sign-in-link/"
    assert an.post(fetch).headers["Location"].startswith("/accounts/confirm/?next=")
    fresh = signed(cast.an)
    shown = fresh.post(fetch)
    link = shown.context["link"].removeprefix("http://testserver")
    assert shown.headers["Cache-Control"] == "no-store"
    new = Client()
    address = new.get(link, follow=True).redirect_chain[-1][0]
    password = "bốn-từ-dễ-nhớ-2026"
    assert new.post(address, {"password1": password, "password2": password}).status_code == 302
    assert new.post("/accounts/login/", {"login": "xuan", "password": password}).status_code == 302
    assert fresh.post(fetch).status_code == 403


@pytest.mark.feature("O3")
def test_everybody_gives_and_revokes_delegations_of_their_own(cast: Cast) -> None:
    son, hoa = signed(cast.son), signed(cast.hoa)
    held = cast.son.appointments.get().position_id
    given = {
        "delegate": cast.hoa.pk,
        "position": held,
        "kind": "substitution",
        "scope": ["documents"],
        "valid_from": "2026-11-23T00:00",
        "valid_to": "2099-01-01T00:00",
        "reason": "Đi công tác",
    }
    assert send(son, "/directory/delegations/new/", **given) == 422
    given["valid_to"] = (MONDAY + timedelta(days=90)).strftime("%Y-%m-%dT%H:%M")
    assert send(son, "/directory/delegations/new/", **given) == 302
    lent = Delegation.objects.get()
    assert "Phạm Hồng Sơn" in hoa.get("/directory/delegations/").content.decode()
    assert send(signed(cast.lan), f"/directory/delegations/{lent.pk}/revoke/") == 404
    assert send(hoa, f"/directory/delegations/{lent.pk}/revoke/") == 302
    lent.refresh_from_db()
    assert lent.revoked_by_id == cast.hoa.pk


@pytest.mark.feature("O3")
def test_who_acts_for_another_chooses_it_and_both_names_are_on_the_page(cast: Cast) -> None:
    lent = give_delegation(
        position_id=cast.actor("son").position_id or 0,
        delegate_id=cast.hoa.pk,
        kind=DelegationKind.DELEGATION,
        scope=[],
        reason="-",
        valid_from=MONDAY,
        valid_to=MONDAY + timedelta(days=300),
        by=cast.actor("son"),
        at=MONDAY,
    )
    hoa = signed(cast.hoa)
    assert (
        hoa.post("/accounts/capacity/", {"capacity": f"d{lent.pk}", "next": "/directory/"}).headers["Location"]
        == "/directory/"
    )
    page = hoa.get("/directory/").content.decode()
    assert "Phạm Hồng Sơn" in page
    assert hoa.post("/accounts/capacity/", {"capacity": "p999999"}).status_code == 404


@pytest.mark.feature("O4")
def test_lists_of_recipients_are_made_filled_and_deleted_by_their_pages(cast: Cast) -> None:
    lan = signed(cast.lan)
    assert send(lan, "/directory/groups/new/", name="Các sở", shared="1") == 302
    group = RecipientGroup.objects.get()
    put = f"/directory/groups/{group.pk}/recipients/"
    assert send(lan, put, bodies=[cast.industry.pk], people_q="le thi hoa") == 302
    assert sorted(str(r) for r in group.recipients.all()) == ["Lê Thị Hoa", "Sở Công Thương Lam Giang"]
    first = group.recipients.first()
    assert first is not None
    assert send(lan, f"/directory/groups/{group.pk}/recipients/{first.pk}/take/") == 302
    assert send(lan, f"/directory/groups/{group.pk}/rename/", name="Sở, ngành", version=3) == 302
    assert send(signed(cast.binh), f"/directory/groups/{group.pk}/delete/") == 404
    assert send(signed(cast.hoa), f"/directory/groups/{group.pk}/delete/") == 403
    assert send(lan, f"/directory/groups/{group.pk}/delete/") == 302
    assert not RecipientGroup.objects.exists()

import pytest
from django.test import Client

from plenum.directory.enums import Role
from plenum.directory.models import FormerName
from tests.cast import FOUNDED, Cast
from tests.directory.people import appointment, body, newcomer, post

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def lan(cast: Cast, client: Client) -> Client:
    client.force_login(cast.lan)
    return client


@pytest.fixture
def an(cast: Cast, client: Client) -> Client:
    client.force_login(cast.an)
    return client


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


@pytest.mark.feature("O1")
def test_the_tree_shows_every_body_and_costs_the_same_with_more_of_them(
    cast: Cast, lan: Client, django_assert_max_num_queries: object
) -> None:
    lan.get("/directory/")
    counts = []
    for more in (0, 2):
        for number in range(more):
            body(cast.actor("an"), f"Ban {number}", cast.committee)
        with django_assert_max_num_queries(10) as queries:  # type: ignore[operator]
            page = text_of(lan, "/directory/")
        counts.append(len(queries))
        assert page.count('class="pl-tree__symbol"') == 3 + more
    assert counts[0] == counts[1]


def test_a_search_finds_people_and_bodies_without_accents(cast: Cast, lan: Client) -> None:
    assert "Lê Thị Hoa" in text_of(lan, "/directory/?q=le+thi+hoa")
    assert "Sở Công Thương Lam Giang" in text_of(lan, "/directory/?q=cong+thuong")
    assert "pl-empty" in text_of(lan, "/directory/?q=zzzz")


def test_the_page_of_a_body_shows_units_posts_people_and_its_past(cast: Cast, lan: Client) -> None:
    FormerName.objects.create(
        organisation=cast.office, name="Văn phòng cũ", valid_from=FOUNDED, valid_to=FOUNDED.replace(year=2021)
    )
    page = text_of(lan, f"/directory/bodies/{cast.office.pk}/")
    shown = {words: words in page for words in ("Phòng Tổng hợp", "Lê Thị Hoa", "Chánh Văn phòng", "Văn phòng cũ")}
    assert shown == dict.fromkeys(shown, True)
    assert "/posts/new/" not in page


def test_the_page_of_a_body_costs_the_same_with_one_post_or_many(
    cast: Cast, lan: Client, django_assert_max_num_queries: object
) -> None:
    lan.get("/directory/")
    counts = []
    for organisation in (cast.industry, cast.office):
        with django_assert_max_num_queries(20) as queries:  # type: ignore[operator]
            text_of(lan, f"/directory/bodies/{organisation.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_closed_account_and_an_unknown_one_are_the_same_404(cast: Cast, lan: Client, an: Client) -> None:
    cast.phuc.is_active = False
    cast.phuc.save()
    client = Client()
    client.force_login(cast.lan)
    statuses = {client.get(f"/directory/people/{pk}/").status_code for pk in (cast.phuc.pk, 10**9)}
    assert statuses == {404}
    an_client = Client()
    an_client.force_login(cast.an)
    assert an_client.get(f"/directory/people/{cast.phuc.pk}/").status_code == 200


def test_contacts_are_shown_to_colleagues_and_not_to_others(cast: Cast, client: Client) -> None:
    for name, shown in (("lan", True), ("phuc", False)):
        client.force_login(getattr(cast, name))
        assert (cast.nam.email in text_of(client, f"/directory/people/{cast.nam.pk}/")) is shown


@pytest.mark.feature("O7")
def test_the_list_of_people_is_narrowed_and_paged(cast: Cast, an: Client) -> None:
    page = text_of(an, "/directory/people/?role=clerk")
    assert [name for name in ("Trần Thị Lan", "Ngô Thanh Bình", "Đỗ Văn Nam") if name in page] == [
        "Trần Thị Lan",
        "Ngô Thanh Bình",
    ]
    assert "pl-empty" in text_of(an, "/directory/people/?q=zzzz")


def test_the_record_of_a_thing_is_shown_to_administrators_alone(cast: Cast, client: Client) -> None:
    change = appointment(newcomer(), post(cast, Role.LEADER), cast.actor("an"))
    client.force_login(cast.an)
    assert "pl-story" in text_of(client, f"/directory/rights/{change.pk}/")


@pytest.mark.parametrize("kind", ["people", "bodies"])
def test_choosing_finds_what_one_types(cast: Cast, lan: Client, kind: str) -> None:
    assert 'name="person" value="' in text_of(lan, f"/directory/choose/{kind}/?person_q=a")
    assert "pl-pick__one" not in text_of(lan, f"/directory/choose/{kind}/?person_q=")
    assert lan.get(f"/directory/choose/{kind}/").status_code == 400
    assert lan.get("/directory/choose/posts/?x_q=a").status_code == 400

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.enums import ContactsFor, Role
from plenum.directory.models import Person
from plenum.directory.queries.organisations import containing, organisations_visible_to
from plenum.directory.queries.pages import page_of
from plenum.directory.queries.people import PeopleFilter, find_people, people_visible_to, posts_of, work_together
from tests.cast import MONDAY, Cast


def names(by: Actor, **wanted: object) -> list[str]:
    return [p.username for p in find_people(by, PeopleFilter(**wanted), MONDAY)]  # type: ignore[arg-type]


@pytest.mark.feature("O2")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hoa", ["hoa", "thu"]),
        ("thi hoa", ["hoa"]),
        ("Lê Thị Hoa", ["hoa"]),
        ("le hoa", ["hoa"]),
        ("ĐỖ", ["nam"]),
        ("do van", ["nam"]),
        ("zz", []),
    ],
)
def test_people_are_found_by_name_with_and_without_accents(cast: Cast, text: str, found: list[str]) -> None:
    assert names(cast.actor("phuc"), text=text) == found


def test_people_are_sorted_by_given_name_in_the_vietnamese_order(cast: Cast) -> None:
    assert names(cast.actor("lan")) == ["an", "binh", "dung", "hoa", "lan", "minh", "nam", "phuc", "son", "thu", "vy"]


def test_a_list_of_people_is_narrowed_by_role_body_and_state(cast: Cast) -> None:
    by = cast.actor("an")
    Person.objects.create_user("khach", "Cao Khách")
    cast.phuc.is_active = False
    cast.phuc.save()
    assert names(by, role=Role.CLERK) == ["binh", "lan"]
    assert names(by, organisation_id=cast.industry.pk) == ["binh", "phuc"]
    assert names(by, state="without_post") == ["khach"]
    assert names(by, state="closed") == ["phuc"]
    assert len(names(by, state="open")) == 11


def test_closed_accounts_are_seen_by_administrators_alone(cast: Cast) -> None:
    cast.phuc.is_active = False
    cast.phuc.save()
    seen = {name for name in ("lan", "an", "minh") if cast.phuc in people_visible_to(cast.actor(name))}
    assert seen == {"an"}


def test_a_list_of_people_costs_two_queries_at_any_length(cast: Cast, django_assert_num_queries: object) -> None:
    by = cast.actor("lan")
    for wanted in (PeopleFilter(text="lan"), PeopleFilter(organisation_id=cast.office.pk)):
        with django_assert_num_queries(2):  # type: ignore[operator]
            rows = page_of(find_people(by, wanted, MONDAY)).rows
            assert all(a.position.organisation.name for p in rows for a in p.posts_now)  # type: ignore[attr-defined]


def test_the_posts_of_a_body_come_with_their_holders_in_two_queries(
    cast: Cast, django_assert_num_queries: object
) -> None:
    for body, count in ((cast.industry, 2), (cast.office, 9)):
        with django_assert_num_queries(2):  # type: ignore[operator]
            held = [a.person.username for p in posts_of(body.pk, MONDAY) for a in p.holders_now]  # type: ignore[attr-defined]
        assert len(held) == count


def test_pages_follow_one_another_without_gap_and_back(cast: Cast) -> None:
    rows, walked, after = people_visible_to(cast.actor("lan")), [], ""
    pages = []
    while True:
        page = page_of(rows, after=after, size=4)
        pages.append([p.username for p in page.rows])
        walked.append(page)
        if not page.next:
            break
        after = page.next
    assert [len(p) for p in pages] == [4, 4, 3]
    assert [u for p in pages for u in p] == [p.username for p in rows]
    back = page_of(rows, before=walked[2].previous, size=4)
    assert [p.username for p in back.rows] == pages[1]
    assert page_of(rows, before=walked[1].previous, size=4).previous == ""


@given(mark=st.text())
def test_a_mark_that_nobody_made_means_the_first_page(mark: str) -> None:
    from plenum.directory.queries.pages import _beyond, _read

    assert _read(mark) is None or _beyond(_read(mark), back=False)


def test_bodies_are_found_by_name_short_name_symbol_and_code(cast: Cast) -> None:
    by = cast.actor("lan")
    found = {
        text: organisations_visible_to(by).filter(containing(text)).count()
        for text in ("cong thuong", "SCT", "h99", "x")
    }
    assert found == {"cong thuong": 1, "SCT": 1, "h99": 3, "x": 0}


@pytest.mark.parametrize(
    ("shown_to", "seen_by"),
    [
        (ContactsFor.EVERYONE, {"nam", "lan", "phuc", "an"}),
        (ContactsFor.OWN_BODY, {"nam", "lan", "an"}),
        (ContactsFor.NOBODY, {"nam", "an"}),
    ],
)
def test_contacts_are_seen_by_whom_the_person_wants(cast: Cast, shown_to: ContactsFor, seen_by: set[str]) -> None:
    cast.nam.contacts_for = shown_to
    seen = {
        name
        for name in ("nam", "lan", "phuc", "an")
        if rules.can_see_contacts(
            cast.actor(name), cast.nam, same_body=work_together(cast.actor(name), cast.nam.pk, MONDAY)
        )
    }
    assert seen == seen_by

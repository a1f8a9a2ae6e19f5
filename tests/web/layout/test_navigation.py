import pytest

from plenum.core.actor import Actor
from plenum.web.layout import navigation
from plenum.web.layout.navigation import Entry, Place, entries_for, register

CLERK = Actor(person_id=1, name="Lan", roles=frozenset({"clerk"}))
GUEST = Actor(person_id=2, name="Phúc")


@pytest.fixture(autouse=True)
def _rail_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_places", {})
    register(Place(name="Language", url="layout:language", icon="language", order=20))
    register(
        Place(
            name="Gallery",
            url="layout:gallery",
            icon="apps",
            order=10,
            may=lambda actor: actor.has_role("clerk"),
            count=lambda actor: 130,
        )
    )


def test_the_rail_stands_in_order_with_capped_counters_and_the_current_place() -> None:
    rail = entries_for(CLERK, "/gallery/button/")
    assert rail == [
        Entry("Gallery", "/gallery/", "apps", True, 130),
        Entry("Language", "/language/", "language", False, 0),
    ]
    assert [entry.shown_count for entry in rail] == ["99+", ""]


def test_a_place_that_a_person_may_not_use_is_not_there() -> None:
    assert [entry.name for entry in entries_for(GUEST, "/")] == ["Language"]


def test_registering_again_replaces() -> None:
    register(Place(name="Tongues", url="layout:language", icon="language", order=5))
    assert [entry.name for entry in entries_for(CLERK, "/")] == ["Tongues", "Gallery"]

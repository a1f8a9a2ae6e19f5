"""A page that follows by pieces is the page that is made anew."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plenum.conferences.actions.agenda import add_agenda_item
from plenum.conferences.actions.course import move_to_item, show_message, start_countdown
from plenum.conferences.actions.delegates import add_delegates
from plenum.conferences.actions.papers import attach_paper, release_paper
from plenum.conferences.actions.preparation import close_conference
from plenum.conferences.actions.screens import OpenedScreen, add_screen, revoke_screen
from plenum.conferences.enums import Audience
from plenum.conferences.events import PARTS
from plenum.conferences.models import Conference
from plenum.conferences.queries.audiences import audiences_of
from plenum.live.models import Event
from plenum.live.names import JSON
from plenum.live.registry import Viewer, domain_of
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_blob, a_running, fresh, guests, item

As = Callable[[str], Client]
PAGES = {Audience.EVERYONE: ("conference", "nam"), Audience.SECRETARIAT: ("console", "minh")}


@pytest.fixture
def screen(cast: Cast, running: Conference) -> OpenedScreen:
    return add_screen(conference=running, name="Chính", by=cast.actor("thu"), at=MONDAY)


def page(conference: Conference, audience: Audience, as_: As, opened: OpenedScreen) -> str:
    if audience == Audience.SCREEN:
        response = Client().get(reverse("conferences:screen", kwargs={"token": opened.token}))
    else:
        name, who = PAGES[audience]
        response = as_(who).get(reverse(f"conferences:{name}", kwargs={"pk": conference.pk}))
    return str(response.content.decode())


def pieces(conference: Conference, audience: Audience, after: int) -> dict[str, str]:
    """What a page that listened since ``after`` has in each of its places, by the live part's own door."""
    domain = domain_of(f"conference:{conference.pk}")
    assert domain is not None
    assert domain.render is not None
    held: dict[str, str] = {}
    for event in Event.objects.filter(audience=audience, seq__gt=after).order_by("seq"):
        rendered = domain.render(event.kind, event.payload, "vi")
        assert isinstance(rendered, dict)
        held |= rendered["fragments"]
    return held


def snapshot(conference: Conference, audience: Audience) -> JSON:
    domain = domain_of(f"conference:{conference.pk}")
    assert domain is not None
    return domain.snapshot(f"conference:{conference.pk}", audience, "vi")


@pytest.mark.feature("C9", "C14")
@pytest.mark.parametrize("audience", Audience)
def test_every_page_holds_exactly_the_pieces_that_the_events_bring(
    cast: Cast, running: Conference, as_: As, screen: OpenedScreen, audience: Audience
) -> None:
    minh, thu = cast.actor("minh"), cast.actor("thu")
    start = Event.objects.count()
    paper = attach_paper(
        conference=running, item_id=item(running, "Báo cáo").pk, title="A & B", blob=a_blob(), by=thu, at=MONDAY
    )
    release_paper(conference=running, paper_id=paper.pk, by=thu, at=MONDAY)
    add_agenda_item(conference=running, title="Thêm <b>", by=thu, at=MONDAY)
    moved = move_to_item(conference=running, item_id=item(running, "Báo cáo").pk, step=1, by=minh, at=MONDAY)
    start_countdown(conference=moved, seconds=300, step=moved.step, by=minh, at=MONDAY)
    show_message(conference=running, text="Giải lao <15 phút>", by=minh, at=MONDAY)
    add_delegates(conference=running, rows=guests(2), by=thu, at=MONDAY)
    with translation.override("vi"):
        followed = pieces(running, audience, start)
    html = page(running, audience, as_, screen)
    assert followed.keys() == {f"{audience}-{part}" for part in PARTS[audience] if part != "head"}
    assert {name: piece in html for name, piece in followed.items()} == dict.fromkeys(followed, True)


@pytest.mark.parametrize("audience", Audience)
def test_a_snapshot_holds_the_pieces_of_the_page(
    running: Conference, as_: As, screen: OpenedScreen, audience: Audience
) -> None:
    html = page(running, audience, as_, screen)
    with translation.override("vi"):
        whole = snapshot(running, audience)
    assert isinstance(whole, dict)
    fragments = whole["fragments"]
    assert isinstance(fragments, dict)
    assert [piece in html for piece in fragments.values()] == [True] * len(PARTS[audience])


def test_each_language_gets_its_own_words(running: Conference) -> None:
    said = {}
    for language in ("vi", "ru", "en"):
        with translation.override(language):
            said[language] = str(snapshot(running, Audience.EVERYONE))
    assert "Đang diễn ra" in said["vi"]
    assert "Идёт сейчас" in said["ru"]
    assert "On now" in said["en"]


@pytest.mark.feature("C14")
def test_who_hears_what(cast: Cast, running: Conference, screen: OpenedScreen) -> None:
    def heard(name: str) -> frozenset[str]:
        return audiences_of(running.pk, Viewer(1, cast.actor(name).principals))

    own = f"screen:{screen.screen.pk}"
    assert {name: heard(name) for name in ("thu", "minh", "nam", "hoa", "binh")} == {
        "thu": {"everyone", "secretariat"},
        "minh": {"everyone", "secretariat"},
        "nam": {"everyone"},
        "hoa": frozenset(),
        "binh": frozenset(),
    }
    assert audiences_of(running.pk, Viewer(device=screen.token)) == {"screen", own}
    assert audiences_of(running.pk, Viewer(device="guessed")) == frozenset()
    assert audiences_of(running.pk, Viewer()) == frozenset()


def test_a_screen_hears_no_other_conference(cast: Cast, running: Conference, screen: OpenedScreen) -> None:
    assert audiences_of(a_running(cast).pk, Viewer(device=screen.token)) == frozenset()


def test_a_revoked_screen_hears_that_it_was_cut_and_nothing_after(
    cast: Cast, running: Conference, screen: OpenedScreen
) -> None:
    revoke_screen(conference=running, screen_id=screen.screen.pk, by=cast.actor("thu"), at=MONDAY)
    last = Event.objects.order_by("seq").last()
    assert last is not None
    assert (last.audience, last.kind) == (f"screen:{screen.screen.pk}", "disconnected")
    assert audiences_of(running.pk, Viewer(device=screen.token)) == frozenset()
    html = Client().get(reverse("conferences:screen", kwargs={"token": screen.token})).content.decode()
    assert ("Màn hình đã được thư ký ngắt kết nối" in html, "data-live=" in html, "Báo cáo" in html) == (
        True,
        False,
        False,
    )


def test_a_page_of_everyone_names_nothing_internal(
    cast: Cast, running: Conference, as_: As, screen: OpenedScreen
) -> None:
    thu = cast.actor("thu")
    secret = item(running, "Hội ý")
    attach_paper(conference=running, item_id=secret.pk, title="Nhân sự", blob=a_blob(), by=thu, at=MONDAY)
    move_to_item(conference=running, item_id=secret.pk, step=1, by=thu, at=MONDAY)
    pages = {audience: page(running, audience, as_, screen) for audience in Audience}
    assert {audience: ("Hội ý" in html, "Nhân sự" in html) for audience, html in pages.items()} == {
        Audience.EVERYONE: (False, False),
        Audience.SCREEN: (False, False),
        Audience.SECRETARIAT: (True, True),
    }


def test_after_the_close_the_console_offers_no_act(
    cast: Cast, running: Conference, as_: As, screen: OpenedScreen
) -> None:
    close_conference(conference=running, step=1, by=cast.actor("minh"), at=MONDAY + timedelta(hours=2))
    html = page(fresh(running), Audience.SECRETARIAT, as_, screen)
    assert re.findall(r'formaction="[^"]*/(?:move|countdown|open|close)/', html) == []

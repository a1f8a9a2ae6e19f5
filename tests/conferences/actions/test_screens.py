from typing import Any

import pytest

from plenum.conferences.actions.screens import add_screen, revoke_screen
from plenum.conferences.models import Conference, Screen
from plenum.conferences.queries.screens import screen_with_token
from plenum.core.errors import Forbidden, Forgotten, Invalid
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_draft


@pytest.mark.feature("C14")
def test_a_token_opens_its_screen_and_is_not_stored(cast: Cast, draft: Conference) -> None:
    made = add_screen(conference=draft, name="Màn hình chính", by=cast.actor("thu"), at=MONDAY)
    assert screen_with_token(made.token) == made.screen
    stored = Screen.objects.values().get()
    assert made.token not in map(str, stored.values())
    with pytest.raises(Forgotten):
        screen_with_token(made.screen.token_sha256)


def test_two_screens_of_one_name_are_refused_until_the_first_is_gone(cast: Cast, draft: Conference) -> None:
    act: dict[str, Any] = {"conference": draft, "by": cast.actor("thu"), "at": MONDAY}
    first = add_screen(name="Chính", **act)
    with pytest.raises(Invalid) as refusal:
        add_screen(name=" Chính ", **act)
    assert refusal.value.code == "screen_twice"
    revoke_screen(screen_id=first.screen.pk, **act)
    assert add_screen(name="Chính", **act).screen.pk != first.screen.pk


def test_revoking_twice_is_revoking_once(cast: Cast, draft: Conference) -> None:
    act: dict[str, Any] = {"conference": draft, "by": cast.actor("thu")}
    made = add_screen(name="Chính", at=MONDAY, **act)
    revoke_screen(screen_id=made.screen.pk, at=MONDAY, **act)
    revoke_screen(screen_id=made.screen.pk, at=MONDAY.replace(hour=9), **act)
    assert screen_with_token(made.token).revoked_at == MONDAY


def test_a_screen_of_another_conference_is_not_found(cast: Cast, draft: Conference) -> None:
    thu = cast.actor("thu")
    strange = add_screen(conference=a_draft(cast), name="Chính", by=thu, at=MONDAY)
    with pytest.raises(Forgotten):
        revoke_screen(conference=draft, screen_id=strange.screen.pk, by=thu, at=MONDAY)
    assert screen_with_token(strange.token).revoked_at is None


@pytest.mark.parametrize("name", ["minh", "nam", "an"])
def test_only_the_secretaries_connect_screens(cast: Cast, draft: Conference, name: str) -> None:
    with pytest.raises(Forbidden):
        add_screen(conference=draft, name="Chính", by=cast.actor(name), at=MONDAY)

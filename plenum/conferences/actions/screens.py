"""Hall screens: given a token, and disconnected."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.conferences import rules
from plenum.conferences.broadcast import cut_screen
from plenum.conferences.locking import expect_open, lock_conference
from plenum.conferences.models import Conference, Screen
from plenum.conferences.queries.screens import screen_of, token_hash
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.core.ids import new_token
from plenum.core.text import normalise


@dataclass(frozen=True, slots=True)
class OpenedScreen:
    """A new screen with its token, which is known only now."""

    screen: Screen
    token: str


@transaction.atomic
def add_screen(*, conference: Conference, name: str, by: Actor, at: datetime) -> OpenedScreen:
    """Let a device show the conference; raises `Invalid` with code ``screen_twice`` when the name is in use."""
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    if not normalise(name):
        raise Invalid(_("Give the screen a name."), code="no_name", field="name")
    if conference.screens.filter(name=normalise(name), revoked_at=None).exists():
        raise Invalid(_("There is a screen of this name already."), code="screen_twice", field="name")
    token = new_token()
    screen = Screen.objects.create(
        conference=conference, name=normalise(name), token_sha256=token_hash(token), created_at=at
    )
    _record("added", screen, by=by, at=at)
    return OpenedScreen(screen, token)


@transaction.atomic
def revoke_screen(*, conference: Conference, screen_id: int, by: Actor, at: datetime) -> Screen:
    """Disconnect a screen: it says so within a second, and its token opens nothing any more. Twice is once."""
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    screen = screen_of(conference, screen_id)
    if screen.revoked_at is None:
        screen.revoked_at = at
        screen.save(update_fields=["revoked_at"])
        cut_screen(screen, at=at)
        _record("revoked", screen, by=by, at=at)
    return screen


def _record(verb: str, screen: Screen, *, by: Actor, at: datetime) -> None:
    record(
        f"conferences.screen.{verb}",
        by=by,
        at=at,
        target=("conference", screen.conference_id),
        payload={"screen": screen.pk, "name": screen.name},
        chain=screen.conference.organisation_id,
    )

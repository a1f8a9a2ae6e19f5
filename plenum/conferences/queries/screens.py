"""Hall screens and the tokens that open them."""

from datetime import timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from plenum.conferences.models import Conference, Screen
from plenum.core.errors import Forgotten

#: So long after the close a screen still says that the conference is over; then its link opens nothing any more.
OVER_FOR = timedelta(hours=12)


def not_long_over() -> Q:
    """The condition on screens that their conference is not closed, or was closed less than `OVER_FOR` ago."""
    closed_at = "conference__closed_at"
    return Q(**{f"{closed_at}__isnull": True}) | Q(**{f"{closed_at}__gt": Now() - OVER_FOR})


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode()).hexdigest()


def screens_of(conference: Conference) -> QuerySet[Screen]:
    """The screens of a conference, those that still work first."""
    return Screen.objects.filter(conference=conference).order_by("-revoked_at", "pk")


def screen_of(conference: Conference, screen_id: int) -> Screen:
    """One screen of this very conference; raises `Forgotten` when there is none such."""
    screen = Screen.objects.filter(conference=conference, pk=screen_id).first()
    if screen is None:
        raise Forgotten(_("There is no such screen at this conference."))
    return screen


def screen_with_token(token: str) -> Screen:
    """The screen that a token opens, revoked or not; raises `Forgotten` for a token that was never given, or
    whose conference was closed `OVER_FOR` ago."""
    screen = (
        Screen.objects.filter(not_long_over(), token_sha256=token_hash(token))
        .select_related("conference__organisation", "conference__current_item")
        .defer("conference__principals")
        .first()
    )
    if screen is None:
        raise Forgotten(_("This link opens no screen. Ask the conference secretary for a new one."))
    return screen

"""Who may hear what of a conference, asked when a stream opens and again when rights change."""

from plenum.conferences.enums import Audience
from plenum.conferences.models import Conference, Screen
from plenum.conferences.queries.screens import not_long_over, token_hash
from plenum.live.registry import Viewer


def audiences_of(conference_id: int, viewer: Viewer) -> frozenset[str]:
    """The audiences of a viewer; none when the conference is not open to them, as when there is no such conference.

    The secretariat hears what everyone hears as well. A screen hears its own audience and its own name, by which it
    is told that it was disconnected; a revoked token or one of another conference hears nothing.
    """
    heard: set[str] = set()
    if viewer.principals:
        held = list(viewer.principals)
        rows = Conference.objects.filter(pk=conference_id, principals__overlap=held)
        secretariat = rows.values_list("secretariat", flat=True).first()
        if secretariat is not None:
            heard.add(Audience.EVERYONE.value)
            if not viewer.principals.isdisjoint(secretariat):
                heard.add(Audience.SECRETARIAT.value)
    if viewer.device:
        screen = Screen.objects.filter(
            not_long_over(), conference_id=conference_id, token_sha256=token_hash(viewer.device), revoked_at=None
        ).first()
        if screen is not None:
            heard |= {Audience.SCREEN.value, f"{Audience.SCREEN.value}:{screen.pk}"}
    return frozenset(heard)

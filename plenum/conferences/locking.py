"""One row lock orders everything that happens to a conference."""

from django.utils.translation import gettext_lazy as _

from plenum.conferences.enums import State
from plenum.conferences.models import Conference
from plenum.core.errors import Refusal, Stale


def lock_conference(conference: Conference) -> Conference:
    """The conference as it stands now, locked until the transaction ends: agenda, papers and lists hang on it."""
    return (
        Conference.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .defer("principals")
        .get(pk=conference.pk)
    )


def expect_version(now: int, seen: int) -> None:
    """Raise `Stale` when the page was made from another version."""
    if now != seen:
        raise Stale(_("Somebody changed this while the page was open. Reload the page and repeat your change."))


def expect_open(conference: Conference) -> None:
    """Raise a `Refusal` with code ``closed`` when the conference is over and nothing of it may change any more."""
    if conference.state == State.CLOSED:
        raise Refusal(_("The conference is closed. Nothing in it can be changed any more."), code="closed")

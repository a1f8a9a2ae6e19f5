"""The figures beside the tabs of the preparation."""

from dataclasses import dataclass

from plenum.conferences.models import Conference, ConnectionPoint, Delegate, Screen


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many delegates are listed, points joined and screens connected."""

    delegates: int
    points: int
    screens: int


def numbers_of(conference: Conference) -> Numbers:
    """Three queries, whatever the size."""
    return Numbers(
        Delegate.objects.filter(conference=conference).count(),
        ConnectionPoint.objects.filter(conference=conference).count(),
        Screen.objects.filter(conference=conference, revoked_at=None).count(),
    )

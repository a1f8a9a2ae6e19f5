"""Whether somebody has been here before."""

from plenum.directory.models import Person


def is_set_up() -> bool:
    """True when there is any person. One query."""
    return Person.objects.exists()

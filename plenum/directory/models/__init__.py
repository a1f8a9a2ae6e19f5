"""Bodies, units, people, posts, delegations and principals."""

from plenum.directory.models.delegation import Delegation
from plenum.directory.models.organisation import Organisation, Unit
from plenum.directory.models.person import Person
from plenum.directory.models.position import Appointment, Position
from plenum.directory.models.principal import Principal

__all__ = ["Appointment", "Delegation", "Organisation", "Person", "Position", "Principal", "Unit"]

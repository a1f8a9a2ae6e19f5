"""Bodies, units, people, posts, delegations, groups, principals and changes of rights."""

from plenum.directory.models.delegation import Delegation
from plenum.directory.models.group import Recipient, RecipientGroup
from plenum.directory.models.organisation import FormerName, Organisation, Succession, Unit
from plenum.directory.models.person import Person
from plenum.directory.models.position import Appointment, Position
from plenum.directory.models.principal import Principal
from plenum.directory.models.rights_change import RightsChange

__all__ = [
    "Appointment",
    "Delegation",
    "FormerName",
    "Organisation",
    "Person",
    "Position",
    "Principal",
    "Recipient",
    "RecipientGroup",
    "RightsChange",
    "Succession",
    "Unit",
]

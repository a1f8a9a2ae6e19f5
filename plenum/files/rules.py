"""Who works incidents off and closes them, and who looks after the stores; roles are words of the actor's post."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.rules import Reason, rule
from plenum.files.models import Incident, Proposal

#: The roles of `plenum.directory.enums.Role`, which lies above: everywhere, and in the own body.
EVERYWHERE = "administrator"
IN_OWN_BODY = "chief_of_office"


@rule
def can_see_incidents(by: Actor) -> Reason:
    """Administrators and chiefs of office see that there are incidents."""
    if by.has_role(EVERYWHERE, IN_OWN_BODY):
        return None
    return _("Incidents are worked off by administrators and the chief of office.")


@rule
def can_see_integrity(by: Actor) -> Reason:
    """Administrators see whether the stores are whole, and have a file checked at once."""
    if by.has_role(EVERYWHERE):
        return None
    return _("The file store is looked after by administrators.")


@rule
def can_handle_incident(by: Actor, incident: Incident) -> Reason:
    """Administrators work every incident off, a chief of office those of the own body."""
    if by.has_role(EVERYWHERE):
        return None
    if by.has_role(IN_OWN_BODY) and by.organisation_id in incident.bodies:
        return None
    return _("Incidents are worked off by administrators and the chief of office.")


@rule
def can_propose_outcome(by: Actor, incident: Incident, *, proposers: Collection[int]) -> Reason:
    """Whoever handles it, but nobody twice: after a refusal somebody else has to look. ``proposers`` had a turn."""
    if (why := can_handle_incident.reason(by, incident)) is not None:
        return why
    if not people_of(by).isdisjoint(proposers):
        return _("You have proposed an outcome of this incident before: somebody else has to do it now.")
    return None


@rule
def can_decide_outcome(by: Actor, incident: Incident, proposal: Proposal) -> Reason:
    """A second person decides, who is neither the proposer nor acts for the proposer, nor the other way round."""
    if (why := can_handle_incident.reason(by, incident)) is not None:
        return why
    if not people_of(by).isdisjoint({proposal.by_person_id, proposal.for_person_id}):
        return _("You proposed it: another person has to decide.")
    return None


def people_of(by: Actor) -> set[int]:
    """The people behind an act: who does it, and whom it is done for."""
    return {by.person_id} | ({by.on_behalf_of_id} if by.on_behalf_of_id is not None else set())

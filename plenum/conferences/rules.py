"""Who prepares a conference, who conducts it, who sees what is not meant for everyone."""

from django.utils.translation import gettext_lazy as _

from plenum.conferences.models import Conference
from plenum.core.actor import Actor
from plenum.core.rules import Reason, rule
from plenum.directory.enums import Role


def is_secretary_of(by: Actor, organisation_id: int) -> bool:
    """True when ``by`` acts in a conference secretary's post of the body."""
    return by.has_role(Role.CONFERENCE_SECRETARY) and by.organisation_id == organisation_id


def is_chair_of(by: Actor, conference: Conference) -> bool:
    """True when ``by`` chairs the conference, or acts for the one who does."""
    return conference.chair_id is not None and conference.chair_id in {by.person_id, by.on_behalf_of_id}


def works_on(by: Actor, conference: Conference) -> bool:
    """True when ``by`` sees what is internal to the conference: its secretaries and its chair."""
    return not by.principals.isdisjoint(conference.secretariat)


@rule
def can_create_conference(by: Actor, organisation_id: int) -> Reason:
    """A conference is made by a conference secretary, for the own body."""
    if not is_secretary_of(by, organisation_id):
        return _("Only a conference secretary of the body prepares its conferences.")
    return None


@rule
def can_prepare_conference(by: Actor, conference: Conference) -> Reason:
    """Agenda, papers, delegates, points and screens are the secretaries' work."""
    if not is_secretary_of(by, conference.organisation_id):
        return _("Only a conference secretary of the body prepares its conferences.")
    return None


@rule
def can_conduct_conference(by: Actor, conference: Conference) -> Reason:
    """The course is the chair's, with the secretaries' help."""
    if not (is_chair_of(by, conference) or is_secretary_of(by, conference.organisation_id)):
        return _("Only the chair and the conference secretaries conduct the conference.")
    return None

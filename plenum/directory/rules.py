"""Who may do what in the directory; each rule gives a reason that a person can read."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from plenum.core.actor import SYSTEM, Actor
from plenum.core.rules import Reason, rule
from plenum.directory.enums import OWN_NAME_ONLY, ContactsFor, RightsChangeState, Role
from plenum.directory.models import Delegation, Person, Position, RecipientGroup, RightsChange


@rule
def can_administer(by: Actor) -> Reason:
    """Administrators change the directory; so does the system itself at the first start."""
    if by == SYSTEM or by.has_role(Role.ADMINISTRATOR):
        return None
    return _("Only an administrator may do this. Ask one, or choose your administrator's post at the top.")


@rule
def can_deactivate(by: Actor, person: Person) -> Reason:
    """An administrator closes the account of anybody but themself."""
    if by.person_id == person.pk:
        return _("You can't close your own account. Ask another administrator.")
    return can_administer.reason(by)


@rule
def can_decide(
    by: Actor, change: RightsChange, *, gaining: Collection[int] = (), alone: bool = False, one_hand: bool = False
) -> Reason:
    """A second administrator decides, never the proposer or one who gains (F3.c).

    ``gaining`` are the people who hold the post that gets more roles. ``alone`` is true for the one exception: the
    first administrator confirms the second one. ``one_hand`` is true when one of the two fetched the other's first
    sign-in and so could be both.
    """
    if (why := can_administer.reason(by)) is not None:
        return why
    if by.person_id == change.person_id or by.person_id in gaining:
        return _("It widens your own rights: another administrator has to decide.")
    if by.person_id == change.proposed_by_id and not alone:
        return _("You proposed it: another administrator has to decide. You may withdraw it.")
    if one_hand:
        return _("One of you two gave the other the first sign-in: a third administrator has to decide.")
    return None


@rule
def can_withdraw(by: Actor, change: RightsChange) -> Reason:
    """The proposer takes a proposal back while it waits."""
    if by.person_id != change.proposed_by_id:
        return _("Only the administrator who proposed it may withdraw it. You may refuse it.")
    if change.state != RightsChangeState.PROPOSED:
        return _("It is already decided.")
    return None


@rule
def can_delegate(by: Actor, position: Position, *, holds: bool) -> Reason:
    """The holder of a post, acting in their own name; what was delegated is not delegated again."""
    if by.delegation_id is not None:
        return _("You are acting for somebody else, and a delegation can't be passed on. Choose your own post first.")
    if not holds:
        return _("You can delegate only a post that you hold today.")
    if OWN_NAME_ONLY.issuperset(position.roles) and position.roles:
        return _("Administration and audit are done in one's own name and can't be delegated.")
    return None


@rule
def can_revoke(by: Actor, delegation: Delegation) -> Reason:
    """The delegator takes it back, the delegate gives it back, an administrator ends it."""
    if by.person_id in {delegation.delegator_id, delegation.delegate_id} or can_administer(by):
        return None
    return _("Only the two people concerned or an administrator may end a delegation.")


@rule
def can_keep_group(by: Actor, group: RecipientGroup) -> Reason:
    """A quick list is its owner's; a shared group belongs to the clerks of its body and to administrators."""
    if group.owner_id is not None:
        return None if group.owner_id == by.person_id else _("This list belongs to somebody else.")
    clerk = by.organisation_id == group.organisation_id and by.has_role(Role.CLERK, Role.CHIEF_OF_OFFICE)
    if clerk or can_administer(by):
        return None
    return _("Shared groups are kept by the clerks of the body.")


@rule
def can_see_contacts(by: Actor, person: Person, *, same_body: bool) -> Reason:
    """Telephone and e-mail are shown to whom the person wants, and always to administrators and to themself."""
    if by.person_id == person.pk or can_administer(by) or person.contacts_for == ContactsFor.EVERYONE:
        return None
    if same_body and person.contacts_for == ContactsFor.OWN_BODY:
        return None
    return _("This person shows telephone and e-mail to colleagues of the same body only.")

"""The terms of a change of rights, in words."""

from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.directory.enums import RightsChangeKind, Role, Scope
from plenum.directory.models import RightsChange
from plenum.web.layout.dates import day, moment

Words = list[tuple[str | Promise, str]]


def terms_in_words(change: RightsChange) -> Words:
    """Label and value of each term that a second administrator has to judge."""
    terms = change.terms
    match change.kind:
        case RightsChangeKind.APPOINT:
            until = day(date.fromisoformat(terms["valid_to"])) if terms["valid_to"] else "—"
            first = day(date.fromisoformat(terms["valid_from"]))
            main = str(_("yes")) if terms["is_main"] else str(_("no"))
            return [(_("First day"), first), (_("Last day"), until), (_("Main post"), main), _roles(change)]
        case RightsChangeKind.GRANT_ROLES:
            return [(_("Roles to add"), ", ".join(str(Role(role).label) for role in terms["roles"]))]
        case RightsChangeKind.SUBSTITUTE:
            scope = ", ".join(str(Scope(value).label) for value in terms["scope"]) or str(_("the whole post"))
            begin, end = (moment(datetime.fromisoformat(terms[key])) for key in ("valid_from", "valid_to"))
            return [(_("Where it holds"), scope), (_("From"), begin), (_("Until"), end), _roles(change)]
        case RightsChangeKind.CHANGE_EMAIL:
            present = change.person.email if change.person else ""
            return [(_("Present address"), present or "—"), (_("New e-mail address"), terms["email"])]
    return []


def _roles(change: RightsChange) -> tuple[str | Promise, str]:
    return _("Roles of the post"), ", ".join(change.position.role_labels()) if change.position else ""

"""The words of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class System(models.TextChoices):
    """Which body of rules governs a body's documents."""

    PARTY = "party", _("Party")
    STATE = "state", _("State")
    MASS = "mass", _("Front and mass organisations")


class Level(models.TextChoices):
    """The two levels of administration since 1 July 2025; data may add others with their validity."""

    PROVINCE = "province", _("Province")
    COMMUNE = "commune", _("Commune")


class Role(models.TextChoices):
    """What the holder of a post may be asked to do (O2)."""

    CLERK = "clerk", _("Clerk")
    SPECIALIST = "specialist", _("Specialist")
    HEAD_OF_UNIT = "head_of_unit", _("Head of unit")
    LEADER = "leader", _("Leader")
    CHIEF_OF_OFFICE = "chief_of_office", _("Chief of office")
    ARCHIVIST = "archivist", _("Archivist")
    CONFERENCE_SECRETARY = "conference_secretary", _("Conference secretary")
    POINT_SECRETARY = "point_secretary", _("Point secretary")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


#: Roles that act in their holder's own name only: no delegation carries them.
OWN_NAME_ONLY = frozenset({Role.ADMINISTRATOR.value, Role.AUDITOR.value})


class PrincipalKind(models.TextChoices):
    """Whom a grant can name."""

    PERSON = "person", _("Person")
    POSITION = "position", _("Post")
    CLERKS = "clerks", _("Clerks of a body")
    SECRETARIES = "secretaries", _("Conference secretaries of a body")
    STAND_INS = "stand_ins", _("Whoever acts for a person")
    UNIT = "unit", _("Everyone in a unit")
    ORGANISATION = "organisation", _("Everyone in a body")


class Scope(models.TextChoices):
    """Where a delegation holds; its value is the name of the domain."""

    DOCUMENTS = "documents", _("Documents")
    CONFERENCES = "conferences", _("Conferences")


class DelegationKind(models.TextChoices):
    """Why somebody acts in another's post."""

    DELEGATION = "delegation", _("Delegation")
    SUBSTITUTION = "substitution", _("Substitution during absence")


class ContactsFor(models.TextChoices):
    """Who may read a person's telephone number and address."""

    EVERYONE = "everyone", _("Everyone who signs in")
    OWN_BODY = "own_body", _("Colleagues of the same body")
    NOBODY = "nobody", _("Administrators only")


class SuccessionKind(models.TextChoices):
    """How one body came out of another."""

    MERGER = "merger", _("Merger")
    SPLIT = "split", _("Split")


class RightsChangeKind(models.TextChoices):
    """What widens somebody's rights and therefore waits for a second administrator (F3.c)."""

    APPOINT = "appoint", _("Appointment to a post")
    GRANT_ROLES = "grant_roles", _("More roles for a post")
    REACTIVATE = "reactivate", _("Account reopened")
    SUBSTITUTE = "substitute", _("Substitute named for a post")
    CHANGE_EMAIL = "change_email", _("New address for sign-in mail")
    RENEW_SIGN_IN = "renew_sign_in", _("New sign-in for a person")


class RightsChangeState(models.TextChoices):
    """How far a change of rights is."""

    PROPOSED = "proposed", _("Waiting for confirmation")
    APPLIED = "applied", pgettext_lazy("rights change", "Confirmed")
    REFUSED = "refused", pgettext_lazy("rights change", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("rights change", "Withdrawn")

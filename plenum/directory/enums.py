"""The words of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class PrincipalKind(models.TextChoices):
    """Whom a grant can name."""

    PERSON = "person", _("Person")
    POSITION = "position", _("Post")
    CLERKS = "clerks", _("Clerks of a body")
    UNIT = "unit", _("Everyone in a unit")
    ORGANISATION = "organisation", _("Everyone in a body")

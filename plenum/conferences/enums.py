"""The words of conferences."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What kind of meeting it is (C1)."""

    PLENARY = "plenary", _("Plenary")
    STANDING = "standing", _("Standing committee")
    DIALOGUE = "dialogue", _("Dialogue")
    WORKING = "working", _("Working session")
    ONLINE = "online", _("Online conference")


class State(models.TextChoices):
    """How far a conference is; `plenum.conferences.states` says what may follow what."""

    DRAFT = "draft", _("Being prepared")
    RELEASED = "released", _("Released to delegates")
    RUNNING = "running", _("On now")
    CLOSED = "closed", _("Closed")


class Seating(models.TextChoices):
    """From where a delegate takes part; everyone from exactly one place, so that nobody is counted twice."""

    HALL = "hall", _("In the hall")
    POINT = "point", _("At a connection point")
    ONLINE = "online", _("Online")


class Audience(models.TextChoices):
    """Who hears a live event."""

    EVERYONE = "everyone", _("Delegates")
    SECRETARIAT = "secretariat", _("Secretariat and chair")
    SCREEN = "screen", _("Hall screens")


class Progress(models.TextChoices):
    """Where an agenda item stands while the conference runs."""

    DONE = "done", _("Done")
    NOW = "now", _("On now")
    NEXT = "next", _("Coming next")
    LATER = "later", _("Later")


class Direction(models.TextChoices):
    """One step of an agenda item, for keys and buttons."""

    UP = "up", _("Move up")
    DOWN = "down", _("Move down")
    INTO = "into", _("Make a sub-item")
    OUT = "out", _("Move out one level")

"""A conference and what is live about it."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from plenum.conferences.enums import Kind, State
from plenum.directory.models import Organisation, Person

#: No countdown is longer than this, in seconds.
LONGEST_COUNTDOWN = 6 * 60 * 60


class Conference(models.Model):
    """A meeting that a body's secretaries prepare, a chair conducts and delegates follow.

    What is on now (item, countdown, message) is kept here, so that one row lock orders every step of the chair's and
    the secretary's consoles; the log of what was on when is `Proceeding`.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    #: The body whose secretaries prepare it.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="conferences")
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="chaired")
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    #: Rises with every change that a form makes; a form made before the last change is refused.
    version = models.PositiveIntegerField(default=1)
    #: Who may see it: the secretariat, and from the release on every delegate with an account.
    principals = ArrayField(models.BigIntegerField(), default=list)
    #: Who works on it: the secretaries of the body, the chair and the chair's stand-ins. Always part of ``principals``.
    secretariat = ArrayField(models.BigIntegerField(), default=list)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    #: Rises with every step of the course; a console's button made before the last step is refused.
    step = models.PositiveIntegerField(default=0)
    current_item = models.ForeignKey(
        "conferences.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: A countdown is a start and a length in seconds; every screen counts by itself.
    countdown_started_at = models.DateTimeField(null=True, blank=True)
    countdown_seconds = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [
            GinIndex(fields=["principals"], name="conference_principals"),
            models.Index(fields=["-starts_at", "-id"], name="conference_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="conference_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(current_item__isnull=True) | Q(state=State.RUNNING),
                name="conference_is_on_an_item_only_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(countdown_started_at__isnull=True, countdown_seconds__isnull=True)
                | Q(
                    state=State.RUNNING,
                    countdown_started_at__isnull=False,
                    countdown_seconds__gte=1,
                    countdown_seconds__lte=LONGEST_COUNTDOWN,
                ),
                name="conference_countdown_has_a_start_and_a_length",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.RELEASED], opened_at__isnull=True, closed_at__isnull=True)
                | Q(state=State.RUNNING, opened_at__isnull=False, closed_at__isnull=True)
                | Q(state=State.CLOSED, opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="conference_has_the_times_of_its_state",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def countdown_ends_at(self) -> datetime | None:
        """The instant at which the countdown reaches zero, or None."""
        if self.countdown_started_at is None or self.countdown_seconds is None:
            return None
        return self.countdown_started_at + timedelta(seconds=self.countdown_seconds)

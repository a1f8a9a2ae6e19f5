"""A state secret was found in the system: what was frozen where, what was done, and how two persons closed it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from plenum.files.enums import IncidentSource, IncidentState, Outcome
from plenum.files.models.blob import Blob


class Incident(models.Model):
    """Files that somebody, or the gate itself, found to hold a state secret.

    Nothing here says what the files hold. People stand here by id and name, as on an `Intake`: files knows no
    directory.
    """

    #: The number that people name it by; gapless, for it goes into the paper file.
    number = models.PositiveIntegerField(unique=True)
    source = models.CharField(max_length=10, choices=IncidentSource, default=IncidentSource.REPORT)
    state = models.CharField(max_length=12, choices=IncidentState, default=IncidentState.OPEN, db_index=True)
    #: What the reporter said: where the mark stands, never what the paper says.
    reason = models.CharField(max_length=500)
    reported_by_id = models.BigIntegerField()
    reported_by_name = models.CharField(max_length=200)
    reported_by_post = models.CharField(max_length=200, blank=True)
    reported_for_id = models.BigIntegerField(null=True, blank=True)
    reported_for_name = models.CharField(max_length=200, blank=True)
    reported_at = models.DateTimeField()
    #: The bodies whose chiefs of office work it off: those where something was frozen, and the reporter's.
    bodies = ArrayField(models.BigIntegerField(), default=list)
    #: The principals who held the files when they were frozen; they are told.
    holders = ArrayField(models.BigIntegerField(), default=list)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "proposed"], closed_at=None)
                | Q(state__in=["false_alarm", "confirmed"], closed_at__isnull=False),
                name="closed_incident_says_when",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="incident_says_why"),
        ]
        indexes = [
            GinIndex(fields=["bodies"], name="incident_of_a_body"),
            GinIndex(fields=["holders"], name="incident_by_holder"),
        ]
        triggers = [
            pgtrigger.Protect(name="incident_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="closed_incident_stays_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class IncidentFile(models.Model):
    """One file of an incident; it stays here when a false alarm lets the blob go."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="files")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "blob"], name="file_is_named_once_in_an_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.blob_id}"


class IncidentPlace(models.Model):
    """A thing of some domain that showed the file and was withdrawn with it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="places")
    #: A word of `plenum.files.showing`: ``document``, ``paper``.
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    #: How people find it in their registers, without anything of its content: ``412/2026``.
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "kind", "object_id"], name="place_is_named_once_in_an_incident"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class Measure(models.Model):
    """What somebody in charge did or ordered outside the system: devices cleaned, printouts collected."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="measures")
    text = models.CharField(max_length=1000)
    by_person_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="measure_says_what_was_done")]
        triggers = [
            pgtrigger.Protect(name="measure_stays_as_noted", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.by_name}"


class Proposal(models.Model):
    """An outcome that one person proposes and another confirms or refuses."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="proposals")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.CharField(max_length=1000)
    by_person_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_post = models.CharField(max_length=200, blank=True)
    #: Whoever the proposer acted for.
    for_person_id = models.BigIntegerField(null=True, blank=True)
    for_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    #: None while it waits.
    confirmed = models.BooleanField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_by_post = models.CharField(max_length=200, blank=True)
    decided_for_id = models.BigIntegerField(null=True, blank=True)
    decided_for_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    #: Why it was refused.
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(confirmed=None), name="one_proposal_waits_in_an_incident"
            ),
            models.UniqueConstraint(fields=["incident", "by_person_id"], name="nobody_proposes_twice_in_an_incident"),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed=None, decided_by_id=None, decided_at=None)
                | Q(confirmed__isnull=False, decided_by_id__isnull=False, decided_at__isnull=False),
                name="decided_proposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id=None)
                | ~Q(decided_by_id=F("by_person_id"))
                & (Q(for_person_id=None) | ~Q(decided_by_id=F("for_person_id")))
                & (Q(decided_for_id=None) | ~Q(decided_for_id=F("by_person_id")))
                & (Q(decided_for_id=None) | Q(for_person_id=None) | ~Q(decided_for_id=F("for_person_id"))),
                name="proposal_is_decided_by_another_person",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="proposal_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decided_proposal_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.outcome}"


class NoticeRead(models.Model):
    """A holder has taken note that a file was withdrawn, and how it ended."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    #: Read when the incident was closed already; a notice read before comes back with the outcome.
    was_closed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person_id", "was_closed"], name="notice_is_read_once_by_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.person_id}"

"""The record of one thing that somebody handed in."""

import pgtrigger
from django.db import models
from django.db.models import Q

from plenum.core.actor import Actor
from plenum.files.enums import IntakeState, Step
from plenum.files.errors import sentence
from plenum.files.models.blob import Blob
from plenum.files.models.submission import Submission


class Intake(models.Model):
    """One file handed in by one person, and what the gate said of it.

    Of a refused file only the hash, the person and the reason stay. Its name is dropped as well when the name
    itself was the reason or the file carries a secrecy mark, since a name may tell what is inside.
    """

    #: What it was handed in with; None in records from before files waited for their verdict.
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")
    name = models.CharField(max_length=255, blank=True)
    #: The sender's word that the file holds no state secret (Law 117/2025, article 5); nothing enters without it.
    declared = models.BooleanField()
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.CHECKING)
    #: Why it was refused: a stable word of `plenum.files.errors.SENTENCES`.
    code = models.CharField(max_length=40, blank=True)
    #: What the sentence of the code names: the place of a mark, a limit. Never a part of the content.
    facts = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    #: The name of the waiting bytes in the quarantine, which tells nothing; empty once there is a verdict.
    token = models.CharField(max_length=32, blank=True)
    step = models.CharField(max_length=10, choices=Step, default=Step.WAITING)
    #: Pages looked at, of all that must be.
    looked = models.PositiveIntegerField(default=0)
    sights = models.PositiveIntegerField(default=0)
    #: How often checking it was begun: a killed process begins anew, but not for ever.
    attempts = models.PositiveSmallIntegerField(default=0)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")

    by_person_id = models.BigIntegerField(db_index=True)
    by_name = models.CharField(max_length=200)
    by_position_id = models.BigIntegerField(null=True, blank=True)
    by_organisation_id = models.BigIntegerField(null=True, blank=True)
    on_behalf_of_id = models.BigIntegerField(null=True, blank=True)
    on_behalf_of_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(declared=True), name="intake_is_always_declared"),
            models.CheckConstraint(
                condition=~Q(state=IntakeState.REFUSED) | (Q(blob__isnull=True) & ~Q(code="")),
                name="refused_intake_keeps_no_bytes_but_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntakeState.ACCEPTED) | Q(blob__isnull=False, code=""),
                name="accepted_intake_has_its_bytes",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntakeState.CHECKING) | Q(blob__isnull=True, code=""),
                name="intake_being_checked_has_no_verdict",
            ),
            models.CheckConstraint(
                condition=Q(state=IntakeState.CHECKING) | Q(token=""), name="judged_intake_has_left_the_quarantine"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="verdict_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[IntakeState.ACCEPTED, IntakeState.REFUSED]),
                # The name alone goes when such bytes were destroyed: it may tell what they held.
                func="""
                IF NEW.name = '' AND to_jsonb(NEW) - 'name' = to_jsonb(OLD) - 'name'
                    AND EXISTS (SELECT 1 FROM files_blob WHERE sha256 = NEW.sha256 AND destroyed_at IS NOT NULL)
                THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                """,
            ),
            pgtrigger.Protect(name="intake_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.sha256[:12]}: {self.state}"

    @property
    def accepted(self) -> bool:
        return self.state == IntakeState.ACCEPTED

    @property
    def is_checking(self) -> bool:
        return self.state == IntakeState.CHECKING

    @property
    def actor(self) -> Actor:
        """Who handed it in, as the record names them; without rights."""
        return Actor(
            person_id=self.by_person_id,
            name=self.by_name,
            position_id=self.by_position_id,
            organisation_id=self.by_organisation_id,
            on_behalf_of_id=self.on_behalf_of_id,
            on_behalf_of_name=self.on_behalf_of_name,
        )

    def progress(self) -> int:
        """How far checking is, in percent: looking at page images takes nearly all of the time."""
        if not self.is_checking:
            return 100
        begun = {Step.WAITING: 0, Step.STRUCTURE: 5, Step.ANTIVIRUS: 10, Step.PAGES: 15}[Step(self.step)]
        return begun + (84 * self.looked // self.sights if self.step == Step.PAGES and self.sights else 0)

    def detail(self) -> str:
        """Why the file was refused and what to do, in the reader's language; empty unless it was refused."""
        return sentence(self.code, self.facts) if self.code else ""

"""Whose turn it is: what every desk, counter and reminder reads."""

from django.db import models
from django.db.models import F, Q

from plenum.directory.models import Person, Position, Principal
from plenum.documents.enums import Act
from plenum.documents.models.document import Document
from plenum.documents.models.instruction import Assignment


class Turn(models.Model):
    """A document waits for a principal to do one act; closed turns tell how long each step took."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="turns")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, null=True, blank=True, related_name="turns")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Act.choices)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: The post in which it was closed: whoever holds it follows what came of it.
    closed_in = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "assignment", "principal", "act"],
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="turn_is_open_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_at__gte=F("opened_at")),
                name="closed_turn_says_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["principal", "due_at", "id"], name="turn_that_waits", condition=Q(closed_at=None)),
            models.Index(
                fields=["closed_in", "document"], name="turn_that_was_taken", condition=Q(closed_in__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.document_id}"

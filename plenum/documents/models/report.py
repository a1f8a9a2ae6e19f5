"""What was done about a document."""

from django.db import models

from plenum.directory.models import Person, Position
from plenum.documents.models.instruction import Assignment


class Report(models.Model):
    """The answer of somebody who was asked; the lead's answer closes the document."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    text = models.CharField(max_length=2000)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reported_in = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

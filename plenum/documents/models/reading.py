"""Who has opened a document."""

from django.db import models

from plenum.directory.models import Person
from plenum.documents.models.document import Document


class Reading(models.Model):
    """How often somebody opened a document, and when last; the audit chain has every occasion."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="reading_is_counted_in_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.document_id}"

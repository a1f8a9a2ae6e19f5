"""Who may see a document, why, and who said so."""

import pgtrigger
from django.db import models

from plenum.directory.models import Person, Principal
from plenum.documents.enums import GrantReason
from plenum.documents.models.document import Document

_RECOUNT = "UPDATE documents_document SET principals = principals WHERE id IN (SELECT document_id FROM changed);"


def _recount(name: str, operation: pgtrigger.Operation, **table: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**table),  # type: ignore[no-untyped-call]
        func=f"{_RECOUNT} RETURN NULL;",
    )


class Grant(models.Model):
    """A principal may see a document; the document's own list of principals follows by trigger."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="grants")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=GrantReason.choices)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "principal", "reason"], name="grant_is_given_once_for_a_reason"
            ),
        ]
        triggers = [
            _recount("grants_given_are_counted", pgtrigger.Insert, new="changed"),
            _recount("grants_taken_are_counted", pgtrigger.Delete, old="changed"),
            pgtrigger.Protect(name="grant_stays_as_given", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.principal_id}"

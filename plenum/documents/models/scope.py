"""What may go electronic, as dated data: decisions of the province and of its bodies, never code."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from plenum.directory.models import Organisation, Person
from plenum.directory.models.periods import never_twice
from plenum.documents.enums import Medium
from plenum.documents.models.type import DocumentType


class ScopeRule(models.Model):
    """For a time a type of document goes on paper only, or may go electronic, in one body or in all of them.

    A rule is never changed or deleted, only ended; the next one follows it. What a body has of its own goes before
    what holds for all; where there is no rule, the type may go electronic.
    """

    #: Empty for all bodies.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, related_name="+")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    reason = models.CharField(max_length=300)
    #: The legal document and its place that says so.
    reference = models.CharField(max_length=200)
    valid_from = models.DateField()
    #: The last day of the rule.
    valid_to = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="scope_rule_ends_after_it_begins",
            ),
            never_twice("body_has_one_scope_rule_a_type_on_a_day", "organisation_id", "type_id"),
            never_twice("all_bodies_have_one_scope_rule_a_type_on_a_day", "type_id", condition=Q(organisation=None)),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="scope_rule_is_ended_not_changed",
                fields=[
                    "organisation",
                    "type",
                    "medium",
                    "reason",
                    "reference",
                    "valid_from",
                    "decided_at",
                    "decided_by",
                ],
            ),
            pgtrigger.Protect(name="scope_rule_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.type}: {self.get_medium_display()}"

"""Recipient groups of a body and personal quick lists (O4)."""

from django.db import models
from django.db.models import Q

from plenum.directory.models.naming import Named
from plenum.directory.models.organisation import Organisation, Unit
from plenum.directory.models.person import Person


class RecipientGroup(Named):
    """A named list of recipients: shared by a body, or a person's own."""

    #: The body whose clerks keep the group and whose people use it; None for a personal list.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="recipient_groups"
    )
    #: The person whose own quick list it is; None for a shared group.
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="quick_lists")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, owner=None) | Q(organisation=None, owner__isnull=False),
                name="recipient_group_is_shared_or_personal",
            ),
            models.UniqueConstraint(
                fields=["organisation", "owner", "folded"],
                nulls_distinct=False,
                name="recipient_group_has_a_name_of_its_own",
            ),
        ]


class Recipient(models.Model):
    """A body, a unit or a person in a recipient group."""

    group = models.ForeignKey(RecipientGroup, on_delete=models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation", "unit", "person"],
                nulls_distinct=False,
                name="recipient_is_in_a_group_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, unit=None, person=None)
                    | Q(organisation=None, unit__isnull=False, person=None)
                    | Q(organisation=None, unit=None, person__isnull=False)
                ),
                name="recipient_is_one_body_unit_or_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.unit or self.person)

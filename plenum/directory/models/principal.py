"""Principals: the one kind of thing that a grant can name."""

from django.db import models
from django.db.models import Q

from plenum.directory.enums import PrincipalKind
from plenum.directory.models.organisation import Organisation, Unit
from plenum.directory.models.person import Person
from plenum.directory.models.position import Position


class Principal(models.Model):
    """A person, whoever acts for a person, a post, a body's clerks or conference secretaries, everyone in a unit or
    everyone in a body.

    Rows that can be seen carry ids of principals as ``int[]``; who holds which principal is worked out per
    request (`plenum.directory.queries.actors`), so that a removal is immediate.
    """

    kind = models.CharField(max_length=20, choices=PrincipalKind.choices)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True)
    position = models.ForeignKey(Position, on_delete=models.CASCADE, null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "position", "unit", "organisation"],
                nulls_distinct=False,
                name="principal_is_named_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        kind__in=["person", "stand_ins"],
                        person__isnull=False,
                        position=None,
                        unit=None,
                        organisation=None,
                    )
                    | Q(kind="position", person=None, position__isnull=False, unit=None, organisation=None)
                    | Q(kind="unit", person=None, position=None, unit__isnull=False, organisation=None)
                    | Q(
                        kind__in=["clerks", "secretaries", "organisation"],
                        person=None,
                        position=None,
                        unit=None,
                        organisation__isnull=False,
                    )
                ),
                name="principal_names_what_its_kind_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id or self.position_id or self.unit_id or self.organisation_id}"

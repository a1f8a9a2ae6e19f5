"""The agenda: a tree of items."""

from django.db import models
from django.db.models import F, Q

from plenum.conferences.models.conference import Conference


class AgendaItem(models.Model):
    """One item of the agenda; its children are taken one after another when its turn has come."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="agenda")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    #: Place among the items of the same parent, from 0 without gaps.
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    #: Who presents it, as it is read out: a post or a name.
    presenter = models.CharField(max_length=200, blank=True)
    #: Planned length of the item itself, without its children.
    minutes = models.PositiveSmallIntegerField(default=0)
    #: Known to the secretariat and the chair only; so are its children.
    is_internal = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "parent", "position"],
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
                name="agenda_item_has_a_place_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="agenda_item_is_not_its_own_parent"
            ),
            models.CheckConstraint(condition=Q(minutes__lte=600), name="agenda_item_is_shorter_than_a_day"),
        ]

    def __str__(self) -> str:
        return self.title

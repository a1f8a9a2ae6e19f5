"""Connection points: halls elsewhere."""

from django.db import models

from plenum.conferences.models.conference import Conference
from plenum.directory.models import Organisation


class ConnectionPoint(models.Model):
    """A hall with many heads, joined to the conference by a link."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="points")
    name = models.CharField(max_length=150)
    place = models.CharField(max_length=200, blank=True)
    #: The body that runs the point, if it is one of the directory's.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: Everybody at the point, those on the list of delegates among them.
    heads = models.PositiveIntegerField(default=0)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "name"], name="connection_point_has_a_name_of_its_own"),
        ]

    def __str__(self) -> str:
        return self.name

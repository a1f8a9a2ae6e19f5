"""Delegates: who is called to the conference, and where they take part."""

from django.db import models
from django.db.models import Q

from plenum.conferences.enums import Seating
from plenum.conferences.models.conference import Conference
from plenum.conferences.models.point import ConnectionPoint
from plenum.directory.models import Person


class Delegate(models.Model):
    """Somebody on the list of a conference, in exactly one place: the hall, a point or online.

    Name, post and body are as they are read out at this conference; ``person`` is the account, if there is one.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="delegates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    post = models.CharField(max_length=150, blank=True)
    body = models.CharField(max_length=200, blank=True)
    seating = models.CharField(max_length=10, choices=Seating.choices, default=Seating.HALL)
    point = models.ForeignKey(
        ConnectionPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    seat = models.CharField(max_length=10, blank=True)
    group = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=300, editable=False)
    #: Name, post, body and seat without accents: what the list is searched by.
    folded = models.CharField(max_length=600, editable=False)

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["conference", "sort_key", "id"], name="delegate_list"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["conference", "person"], name="person_is_a_delegate_once"),
            models.UniqueConstraint(
                fields=["conference", "name", "post", "body"],
                condition=Q(person__isnull=True),
                name="guest_is_a_delegate_once",
            ),
            models.UniqueConstraint(
                fields=["conference", "seat"], condition=~Q(seat=""), name="seat_is_given_to_one_delegate"
            ),
            models.CheckConstraint(
                condition=Q(seating=Seating.POINT, point__isnull=False)
                | (~Q(seating=Seating.POINT) & Q(point__isnull=True)),
                name="delegate_of_a_point_names_the_point",
            ),
            models.CheckConstraint(
                condition=Q(seat="") | Q(seating=Seating.HALL), name="seat_is_for_those_in_the_hall"
            ),
        ]

    def __str__(self) -> str:
        return self.name

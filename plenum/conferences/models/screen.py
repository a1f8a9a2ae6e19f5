"""Hall screens: devices without a person."""

from django.db import models
from django.db.models import Q

from plenum.conferences.models.conference import Conference


class Screen(models.Model):
    """A device that shows the conference; it proves itself by a token of which only the hash is kept."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="screens")
    name = models.CharField(max_length=80)
    #: SHA-256 of the token, in hexadecimal.
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "name"],
                condition=Q(revoked_at__isnull=True),
                name="screen_has_a_name_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name

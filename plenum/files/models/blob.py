"""The record of bytes that were accepted; the bytes themselves are in the store."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plenum.files.enums import PreviewState


class Blob(models.Model):
    """Accepted bytes, named by their SHA-256. The bytes and this record of them never change.

    Two people who hand in the same bytes share one row; what each of them called the file is on the `Intake`.
    Only what is derived from the bytes may change: the number of pages and the state of the page images.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    #: In bytes.
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    #: The name under which these bytes were first handed in.
    name = models.CharField(max_length=255)
    #: None until the file was laid out in pages.
    pages = models.PositiveIntegerField(null=True, blank=True)
    #: Width and height of each page in points: ``[[595.3, 841.9], …]``.
    page_sizes = ArrayField(ArrayField(models.FloatField(), size=2), default=list, blank=True)
    previews_state = models.CharField(max_length=10, choices=PreviewState, default=PreviewState.WAITING)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="blob_is_named_by_its_sha256"),
            models.CheckConstraint(condition=Q(size__gt=0), name="blob_is_never_empty"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="blob_is_written_once", fields=["sha256", "size", "media_type", "name", "at"]),
            pgtrigger.Protect(name="blob_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"

    @property
    def has_pdf(self) -> bool:
        """Whether there is a PDF to read page by page: the file itself or its view. A picture has none."""
        return bool(self.page_sizes) and not self.media_type.startswith("image/")

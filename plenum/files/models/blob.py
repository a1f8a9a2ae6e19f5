"""The record of bytes that were accepted; the bytes themselves are in the store."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plenum.files.enums import PreviewState


class Blob(models.Model):
    """Accepted bytes, named by their SHA-256. The bytes and this record of them never change.

    The one exception is an incident that two persons confirmed: the bytes are destroyed and the name goes with them,
    while this row stays as their trace.

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
    #: The incident that froze it: nothing of it is given to anybody while this is set.
    incident = models.ForeignKey(
        "files.Incident", on_delete=models.PROTECT, null=True, blank=True, related_name="frozen_blobs"
    )
    #: When the bytes were destroyed after the incident was confirmed.
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="blob_is_named_by_its_sha256"),
            models.CheckConstraint(condition=Q(size__gt=0), name="blob_is_never_empty"),
            models.CheckConstraint(
                condition=Q(destroyed_at=None) | Q(incident__isnull=False, name=""),
                name="destroyed_blob_names_its_incident_and_nothing_else",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="blob_is_written_once", fields=["sha256", "size", "media_type", "at"]),
            pgtrigger.Protect(
                name="blob_loses_its_name_only_with_its_bytes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.name <> OLD.name AND NOT (NEW.name = '' AND OLD.destroyed_at IS NULL"
                    " AND NEW.destroyed_at IS NOT NULL)"
                ),
            ),
            pgtrigger.Protect(
                name="destroyed_blob_stays_destroyed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__destroyed_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="only_a_confirmed_incident_destroys",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("destroyed_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(new__destroyed_at__isnull=False),
                func="""
                IF NOT EXISTS (SELECT 1 FROM files_incident WHERE id = NEW.incident_id AND state = 'confirmed') THEN
                    RAISE EXCEPTION 'only_a_confirmed_incident_destroys'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_confirmed_incident_destroys';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="blob_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"

    @property
    def has_pdf(self) -> bool:
        """Whether there is a PDF to read page by page: the file itself or its view. A picture has none."""
        return bool(self.page_sizes) and not self.media_type.startswith("image/")

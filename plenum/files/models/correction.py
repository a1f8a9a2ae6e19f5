"""What people changed in the text that was read from a file."""

import pgtrigger
from django.db import models

from plenum.files.enums import TextSource
from plenum.files.models.blob import Blob


class TextCorrection(models.Model):
    """One correction of the text of one page: who, when, and the text before and after. The file itself is not touched.

    A correction never changes; to take one back is a correction of its own, which names it.
    """

    blob = models.ForeignKey(Blob, on_delete=models.CASCADE, related_name="text_corrections")
    #: As in `TextLayer`: from 1, or `WHOLE`.
    page = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    #: Where the text before came from.
    source_before = models.CharField(max_length=10, choices=TextSource)
    reason = models.CharField(max_length=300, blank=True)
    #: The correction that this one took back.
    takes_back = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    by_person_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_position_title = models.CharField(max_length=200, blank=True)
    by_organisation_id = models.BigIntegerField(null=True, blank=True)
    on_behalf_of_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["blob", "page", "-id"], name="corrections_of_a_page")]
        triggers = [
            pgtrigger.ReadOnly(
                name="correction_is_written_once", fields=["blob", "page", "before", "after", "by_person_id", "at"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.blob_id}/{self.page} {self.at:%Y-%m-%d %H:%M}"

"""The text that was read from a file, for search and for screen readers: derived, it can always be read again."""

import pgtrigger
from django.db import models

from plenum.files.enums import TextSource
from plenum.files.models.blob import Blob

#: The page of a text that has no pages yet: a word processor's file before it is laid out.
WHOLE = 0


class TextLayer(models.Model):
    """The text of one page, or of the whole file when ``page`` is `WHOLE`."""

    blob = models.ForeignKey(Blob, on_delete=models.CASCADE, related_name="text_layers")
    page = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=TextSource, default=TextSource.FILE)
    #: How sure the reading of an image is, from 0 to 100; None for text that was not read from an image.
    confidence = models.FloatField(null=True, blank=True)
    #: The words of an image with their places, in parts of the page's width and height:
    #: ``[[x, y, width, height, "word", confidence], …]`` in reading order.
    words = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blob", "page"], name="page_of_a_blob_has_one_text"),
        ]
        triggers = [
            # Whoever reads the page again leaves the words of a person as they are, without having to know of them.
            pgtrigger.Trigger(
                name="words_of_a_person_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__source=TextSource.PERSON) & ~pgtrigger.Q(new__source=TextSource.PERSON),
                func="RETURN OLD;",
            )
        ]

    def __str__(self) -> str:
        return f"{self.blob_id}/{self.page}"

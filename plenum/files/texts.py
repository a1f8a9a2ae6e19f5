"""Keeping the text of a file's pages."""

from plenum.files.gate.verdict import Verdict
from plenum.files.models import Blob, TextLayer
from plenum.files.models.text import WHOLE


def store_text(blob: Blob, verdict: Verdict) -> None:
    """Keep the text that the gate read: one layer a page, or one of the whole file while it has no pages."""
    first = WHOLE if verdict.pages is None else 1
    TextLayer.objects.bulk_create(
        [TextLayer(blob=blob, page=page, text=text) for page, text in enumerate(verdict.texts, start=first)]
    )

"""Keeping the text of a file's pages."""

from plenum.files.enums import TextSource
from plenum.files.gate.verdict import Scan, Verdict
from plenum.files.models import Blob, TextLayer
from plenum.files.models.text import WHOLE


def store_text(blob: Blob, verdict: Verdict) -> None:
    """Keep the text that the gate read: one layer a page, or one of the whole file while it has no pages.

    A page without letters of its own has those that were read from its image.
    """
    first = WHOLE if verdict.pages is None else 1
    scans = {scan.page: scan for scan in verdict.scans}
    TextLayer.objects.bulk_create(
        [_layer(blob, page, text, scans.get(page)) for page, text in enumerate(verdict.texts, start=first)]
    )


def _layer(blob: Blob, page: int, text: str, scan: Scan | None) -> TextLayer:
    if scan is None:
        return TextLayer(blob=blob, page=page, text=text)
    return TextLayer(
        blob=blob,
        page=page,
        text=scan.text if not text.strip() else f"{text}\n{scan.text}",
        source=TextSource.OCR,
        confidence=scan.confidence,
        words=[list(word) for word in scan.words],
    )

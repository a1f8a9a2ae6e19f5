"""The text that was read from a file, page by page, and the history of its corrections."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Forgotten, Refusal
from plenum.files.enums import PreviewState, TextSource
from plenum.files.errors import PAGES_WITHHELD
from plenum.files.models import Blob, TextCorrection, TextLayer
from plenum.files.models.text import WHOLE
from plenum.files.queries.blobs import expect_not_frozen

#: A word of which the reading is less sure than this, of 100, is marked for the eye.
SURE = 70
#: Corrections on one page of the history.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, all of it read surely or all of it not."""

    text: str
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page as it stands now."""

    number: int
    text: str
    source: TextSource
    #: From 0 to 100; None unless it was read from an image.
    confidence: float | None
    #: The text in stretches; one that was read unsurely is a word.
    runs: tuple[Run, ...]
    #: For `correct_text`: what the reader has before the eyes.
    seen: str
    #: True when something was read here, even if it was nothing but white paper.
    is_read: bool
    previous: int | None
    next: int | None

    @property
    def unsure(self) -> int:
        """How many words were read unsurely."""
        return sum(run.is_unsure for run in self.runs)


def seen_of(text: str) -> str:
    """A short sign of a text, by which a page tells which one it showed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def page_numbers(blob: Blob) -> Sequence[int]:
    """The pages that can have a text: from 1, or only `WHOLE` for a file that is not laid out."""
    return range(1, blob.pages + 1) if blob.pages else (WHOLE,)


def page_text(blob: Blob, number: int) -> PageText:
    """The text of a page; empty where nothing was read. Two queries.

    Raises `Forgotten` for a page that does not exist, `Refusal` with code ``withheld`` when a mark was found late, and
    `Frozen` when an incident has withdrawn the file.
    """
    expect_not_frozen(blob)
    if blob.previews_state == PreviewState.WITHHELD:
        raise Refusal(PAGES_WITHHELD, code="withheld")
    numbers = page_numbers(blob)
    if number not in numbers:
        raise Forgotten(_("The file has no such page."))
    layer = TextLayer.objects.filter(blob=blob, page=number).first()
    shown = layer or TextLayer(page=number)
    return PageText(
        number=number,
        text=shown.text,
        source=TextSource(shown.source),
        confidence=shown.confidence,
        runs=tuple(runs_of(shown.text, shown.words)),
        seen=seen_of(shown.text),
        is_read=layer is not None,
        previous=number - 1 if number - 1 in numbers else None,
        next=number + 1 if number + 1 in numbers else None,
    )


def runs_of(text: str, words: list[Any]) -> Iterator[Run]:
    """The text in stretches, divided at the words that were read unsurely; they stand in it in their order."""
    done = at = 0
    for _x, _y, _width, _height, word, confidence in words:
        found = text.find(word, at) if word else -1
        if found < 0:
            continue
        at = found + len(word)
        if confidence < SURE:
            if found > done:
                yield Run(text[done:found], is_unsure=False)
            yield Run(text[found:at], is_unsure=True)
            done = at
    if done < len(text):
        yield Run(text[done:], is_unsure=False)


def corrections_of(blob: Blob, number: int, *, before: int | None = None) -> list[TextCorrection]:
    """The corrections of a page, the latest first; ``before`` is the last one already shown. One query.

    One more than `SHOWN` when there are more.
    """
    found = (
        TextCorrection.objects.filter(blob=blob, blob__incident=None, page=number)
        .select_related("takes_back")
        .order_by("-pk")
    )
    return list((found if before is None else found.filter(pk__lt=before))[: SHOWN + 1])

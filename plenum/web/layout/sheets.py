"""What the viewer shows of a file: its pages as images, and where a script finds the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from plenum.files.queries.blobs import WIDTHS, Page

#: Up to so many pages the text of each stands beside its image; that of longer files is fetched as it is read.
READ_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be shown; sizes in CSS pixels at a hundred percent."""

    number: int
    width: int
    height: int
    #: The addresses of its images, the smallest first, for the panel of small pages, a phone and a desk.
    small: str
    middle: str
    large: str
    text: str = ""
    has_letters: bool = False

    @property
    def sources(self) -> str:
        """The images of the page for a browser to choose from."""
        return f"{self.middle} {WIDTHS[1]}w, {self.large} {WIDTHS[2]}w"


def sheets_of(pages: Sequence[Page], address: Callable[[int, int], str]) -> list[Sheet]:
    """The pages of a file; ``address`` gives that of the image of a page in a width."""
    small, middle, large = WIDTHS
    with_text = len(pages) <= READ_AT_ONCE
    return [
        Sheet(
            page.number,
            _pixels(page.width),
            _pixels(page.height),
            address(page.number, small),
            address(page.number, middle),
            address(page.number, large),
            page.text if with_text else "",
            page.has_letters,
        )
        for page in pages
    ]


def _pixels(points: float) -> int:
    return max(round(points * 96 / 72), 1)


def text_told(pages: Sequence[Page], words: Sequence[list[Any]] | None = None) -> dict[str, Any]:
    """What a script is told of the text: that of every page, or the words of one with their places."""
    if words is not None:
        return {"text": pages[0].text if pages else "", "words": list(words)}
    return {"pages": [page.text for page in pages]}

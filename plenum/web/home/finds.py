"""How a thing that was found is shown: its kind in words, its sign, the page it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from plenum.search.queries import Hit


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of thing as the search page speaks of it; ``url`` is the name of its page, which takes ``pk``."""

    name: str
    plural: str | Promise
    one: str | Promise
    icon: str
    url: str


KINDS = {
    kind.name: kind
    for kind in (
        KindShown("document", _("Documents"), _("Document"), "file-text", "documents:document"),
        KindShown("conference", _("Conferences"), _("Conference"), "calendar-event", "conferences:conference"),
    )
}


@dataclass(frozen=True, slots=True)
class Find:
    """One line of the results. Title and snippet are HTML that the search has escaped."""

    kind: KindShown
    address: str
    sign: str
    title: SafeString
    snippet: SafeString
    at: datetime | None


def finds(hits: Iterable[Hit]) -> list[Find]:
    """The hits that have a page to lead to."""
    return [find for hit in hits if (find := _find(hit)) is not None]


def sign_of(number: str, symbol: str) -> str:
    """Number and symbol as they stand on a document: ``412-CV/TU`` of the Party, ``15/QĐ-BNV`` of the State."""
    if not number or not symbol or symbol.startswith(number):
        return symbol or number
    return f"{number}-{symbol}" if "/" in symbol else f"{number}/{symbol}"


def _find(hit: Hit) -> Find | None:
    kind = KINDS.get(hit.kind)
    if kind is None:
        return None
    try:
        address = reverse(kind.url, kwargs={"pk": hit.id})
    except NoReverseMatch:
        return None
    title = mark_safe(hit.title_html)  # noqa: S308 - escaped by plenum.search.snippets
    snippet = mark_safe(hit.snippet_html)  # noqa: S308 - escaped by plenum.search.snippets
    return Find(kind, address, sign_of(hit.number, hit.symbol), title, snippet, hit.at)

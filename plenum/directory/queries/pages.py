"""Keyset paging: a page begins after the last row of the one before, so that no page is slow and none repeats."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows and the marks of the neighbouring pages, empty where there is none."""

    rows: list[M]
    previous: str
    next: str


def page_of(rows: QuerySet[M], *, after: str = "", before: str = "", size: int = 50) -> Page[M]:
    """The page of ``rows`` (with ``sort_key``) after or before a mark; an unreadable mark means the first page.

    One query.
    """
    mark, back = (_read(before), True) if before else (_read(after), False)
    order = ("-sort_key", "-pk") if back and mark else ("sort_key", "pk")
    found = list(rows.filter(_beyond(mark, back=back)).order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if back and mark:
        found.reverse()
        return Page(found, _mark(found[0]) if found and more else "", _mark(found[-1]) if found else "")
    return Page(found, _mark(found[0]) if found and mark else "", _mark(found[-1]) if more else "")


def _beyond(mark: tuple[str, int] | None, *, back: bool) -> Q:
    if mark is None:
        return Q()
    key, pk = mark
    side = "lt" if back else "gt"
    return Q(**{f"sort_key__{side}": key}) | Q(sort_key=key, **{f"pk__{side}": pk})


def _mark(row: Model) -> str:
    return urlsafe_b64encode(f"{row.pk}:{row.sort_key}".encode()).decode()  # type: ignore[attr-defined]


def _read(mark: str) -> tuple[str, int] | None:
    try:
        pk, _colon, key = urlsafe_b64decode(mark.encode()).decode().partition(":")
        return (key, int(pk)) if "\0" not in key else None
    except (Error, ValueError):
        return None

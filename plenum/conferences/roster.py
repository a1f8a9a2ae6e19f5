"""Reading a pasted list of delegates: one a line, columns as a spreadsheet copies them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenum.conferences.enums import Seating
from plenum.core.errors import Invalid
from plenum.core.text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelegate:
    """One line of a list: who comes, from where they take part, and by which account if they have one."""

    name: str
    post: str = ""
    body: str = ""
    seat: str = ""
    group: str = ""
    seating: Seating = Seating.HALL
    point_id: int | None = None
    person_id: int | None = None
    email: str = ""


#: The columns of a pasted line, in order: ``Name · Post · Body · Seat · E-mail``.
COLUMNS = ("name", "post", "body", "seat", "email")
#: The longest value of each column, as the table has it.
LIMITS = {"name": 100, "post": 150, "body": 200, "seat": 10, "email": 254}


def read_roster(text: str, *, seating: Seating = Seating.HALL, point_id: int | None = None) -> list[NewDelegate]:
    """The delegates of a pasted text: columns parted by tabs or semicolons, empty lines left out.

    Raises `Invalid` naming the line when it has no name, too many columns, or a value that is too long.
    """
    return [_delegate(cells, seating, point_id) for cells in _lines(text)]


def _delegate(cells: list[str], seating: Seating, point_id: int | None) -> NewDelegate:
    name, post, body, seat, email = cells + [""] * (len(COLUMNS) - len(cells))
    return NewDelegate(name=name, post=post, body=body, seat=seat, email=email, seating=seating, point_id=point_id)


def _lines(text: str) -> Iterator[list[str]]:
    delimiter = "\t" if "\t" in text else ";"
    for number, row in enumerate(_rows(text, delimiter), start=1):
        cells = [normalise(cell) for cell in row]
        if any(cells):
            _check(number, cells)
            yield cells


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(text.replace("\0", "").splitlines(), delimiter=delimiter)
    except csv.Error:
        # One value is longer than the reader bears: most often a quotation mark that is never closed.
        raise Invalid(
            _("The list cannot be read. Look for a quotation mark that is not closed."), code="unreadable", field="text"
        ) from None


def _check(number: int, cells: list[str]) -> None:
    if not cells[0]:
        raise Invalid(_("Line %(line)s has no name.") % {"line": number}, code="no_name", field="text")
    if len(cells) > len(COLUMNS):
        raise Invalid(
            _("Line %(line)s has more columns than name, post, body, seat and e-mail.") % {"line": number},
            code="too_many_columns",
            field="text",
        )
    for column, cell in zip(COLUMNS, cells, strict=False):
        if len(cell) > LIMITS[column]:
            raise Invalid(
                _("Line %(line)s: “%(value)s…” is too long.") % {"line": number, "value": cell[:40]},
                code="too_long",
                field="text",
            )

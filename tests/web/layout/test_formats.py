from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from plenum.web.layout import dates
from plenum.web.layout.templatetags import formats

MOMENT = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)


@pytest.mark.feature("X1")
@pytest.mark.parametrize(
    ("language", "day", "weekday"),
    [
        ("vi", "23/11/2026", "Thứ Hai, 23/11/2026"),
        ("ru", "23.11.2026", "Понедельник, 23.11.2026"),
        ("en", "23/11/2026", "Monday, 23/11/2026"),
    ],
)
def test_days_in_three_languages(language: str, day: str, weekday: str) -> None:
    with translation.override(language):
        assert (dates.day(MOMENT), dates.weekday(MOMENT)) == (day, weekday)


def test_times_are_those_of_the_province() -> None:
    assert (dates.clock(MOMENT), dates.day(datetime(2026, 11, 22, 20, tzinfo=UTC))) == ("09:05", "23/11/2026")


@pytest.mark.parametrize("show", [dates.day, dates.clock, dates.moment, dates.weekday, formats.ago_day, formats.iso])
def test_nothing_is_shown_for_nothing(show: object) -> None:
    assert show(None) == ""  # type: ignore[operator]


def test_a_plain_day_stays_the_day_it_is() -> None:
    assert dates.day(date(2026, 1, 2)) == "02/01/2026"


@pytest.mark.parametrize(("language", "shown"), [("vi", "4.102"), ("ru", "4\u00a0102"), ("en", "4,102")])
def test_thousands_in_three_languages(language: str, shown: str) -> None:
    with translation.override(language):
        assert formats.grouped(4102) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0\u00a0B"),
        (900, "900\u00a0B"),
        (2048, "2\u00a0KB"),
        (1_468_006, "1,4\u00a0MB"),
        (52_428_800, "50\u00a0MB"),
    ],
)
def test_sizes_of_files(size: int, shown: str) -> None:
    with translation.override("vi"):
        assert formats.file_size(size) == shown


def test_sizes_of_files_have_the_units_of_the_language() -> None:
    with translation.override("ru"):
        assert formats.file_size(1_500_000) == "1,4\u00a0МБ"


@pytest.mark.parametrize(
    ("name", "letters", "given"),
    [("Đinh Quang Lâm", "QL", "Lâm"), ("Ưng", "Ư", "Ưng"), ("", "", ""), ("Пётр Иванов", "ПИ", "Иванов")],
)
def test_names_are_shortened_as_colleagues_do(name: str, letters: str, given: str) -> None:
    assert (formats.initials(name), formats.given_name(name)) == (letters, given)


def test_percents_of_nothing_are_nothing() -> None:
    assert (formats.percent_of(861, 875), formats.percent_of(1, 0)) == (98, 0)

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from plenum.web.layout.deadlines import view_deadline
from plenum.web.layout.templatetags.formats import ago_day, relative_day

#: 09:00 on Monday 23 November 2026 in Lam Giang.
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER_TODAY = NOW + timedelta(hours=7)

CASES = [
    ("vi", date(2026, 11, 20), "Quá hạn 3 ngày", "20/11/2026", "danger"),
    ("ru", date(2026, 11, 22), "Просрочено на 1 день", "22.11.2026", "danger"),
    ("ru", date(2026, 11, 18), "Просрочено на 5 дней", "18.11.2026", "danger"),
    ("en", date(2026, 11, 21), "2 days overdue", "21/11/2026", "danger"),
    ("vi", NOW - timedelta(hours=1), "Quá hạn từ 08:00", "23/11/2026 08:00", "danger"),
    ("vi", LATER_TODAY, "Hôm nay 16:00", "", "danger"),
    ("ru", date(2026, 11, 23), "Сегодня", "", "danger"),
    ("vi", date(2026, 11, 24), "24/11/2026", "ngày mai", "warn"),
    ("ru", date(2026, 11, 25), "25.11.2026", "осталось 2 дня", "neutral"),
    ("en", date(2026, 11, 25), "25/11/2026", "2 days left", "neutral"),
]


@pytest.mark.feature("X1")
@pytest.mark.parametrize(("language", "due", "first", "second", "tone"), CASES)
def test_a_deadline_is_said_in_words(language: str, due: date, first: str, second: str, tone: str) -> None:
    with translation.override(language):
        view = view_deadline(due, NOW)
    assert (view.first, view.second, view.tone) == (first, second, tone)


def test_a_deadline_that_was_met_is_only_a_date() -> None:
    view = view_deadline(date(2026, 11, 1), NOW, done=True)
    assert (view.tone, view.second, view.overdue) == ("neutral", "", False)


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2032, 1, 1)))
def test_a_moment_is_overdue_exactly_when_it_has_passed(naive: datetime) -> None:
    due = naive.replace(tzinfo=UTC)
    assert view_deadline(due, NOW).overdue == (due < NOW)


@pytest.mark.parametrize(
    ("value", "words"),
    [(date(2026, 11, 23), "hôm nay"), (date(2026, 11, 24), "ngày mai"), (date(2026, 11, 21), "Quá hạn 2 ngày")],
)
def test_relative_days(value: date, words: str) -> None:
    with translation.override("vi"):
        assert relative_day(value, NOW) == words


def test_the_story_says_only_as_much_of_the_date_as_is_needed() -> None:
    with translation.override("ru"):
        said = [ago_day(NOW - timedelta(days=days), NOW) for days in (0, 1, 2)]
    assert said == ["09:00", "вчера в 09:00", "21.11.2026 09:00"]

from datetime import UTC, date, datetime

from plenum.core.clock import local_date


def test_the_day_turns_over_at_midnight_in_the_province() -> None:
    before, after = datetime(2026, 12, 31, 16, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert (local_date(before), local_date(after)) == (date(2026, 12, 31), date(2027, 1, 1))

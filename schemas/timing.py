"""Times of a test: when it ends for each rate of extra time, when to warn, and months before or after a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from schemas.centre import TestSettings


def duration_min(test: TestSettings, extra_time_percent: int) -> int:
    """Minutes a candidate has, rounded up to the minute (or to `extra_time_rounding_min`).

    Rounding up is on purpose: one third is written 33 %, and 33 % of 105 min is 34.65, so 139.65 -> 140 min,
    the same as an exact third would give.
    """
    hundredths = test.duration_min * (100 + extra_time_percent)
    step = 100 * test.extra_time_rounding_min
    return -(-hundredths // step) * test.extra_time_rounding_min


def later(moment: time, minutes: int) -> time:
    """The time of day `minutes` after (or before, when negative) a time of day; wraps at midnight."""
    return (datetime.combine(date(2000, 1, 2), moment) + timedelta(minutes=minutes)).time()


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    return months_before(day, -months)

"""The times of a briefing: the clock starts when the code is given, planned once the candidates have arrived."""

from __future__ import annotations

from datetime import time

from generator.public.papers.times import other_starts, planned_start, timed_rates
from schemas.centre import TestSettings
from tests.support.papers import centre, session


def test_the_code_is_planned_after_the_arrival() -> None:
    assert planned_start(session(start=time(9)), TestSettings()) == time(9, 15)
    assert planned_start(session(start=time(9)), TestSettings(arrival_min=0)) == time(9)


def test_each_rate_has_its_reminder_and_its_end() -> None:
    rates = timed_rates(session(start=time(9)), centre(extra_time_percents=(33, 50)))
    assert [(rate.percent, rate.warning, rate.end) for rate in rates] == [
        (0, time(10, 55), time(11)),
        (33, time(11, 30), time(11, 35)),
        (50, time(11, 48), time(11, 53)),
    ]


def test_other_starts_go_from_a_quarter_of_an_hour_before_to_three_after() -> None:
    rows = other_starts(session(start=time(9)), centre(extra_time_percents=(33,)))
    assert [row.start for row in rows[:4]] == [time(9), time(9, 5), time(9, 10), time(9, 15)]
    assert (len(rows), rows[-1].start) == (13, time(10))
    assert [row.start for row in rows if row.planned] == [time(9, 15)]
    assert rows[0].ends == (time(10, 45), time(11, 20))

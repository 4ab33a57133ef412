"""The times that a briefing prints: planned start, reminder and end for each rate of extra time, and for another start.

The test's clock starts when the access code is given (founding document, "Gestion du temps"), planned once the candidates
have arrived: `arrival_min` after the slot of the room begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from generator.public.records import PublicCentre, PublicSession
from schemas.centre import TestSettings
from schemas.timing import duration_min, later

OTHER_STARTS_MIN = range(-15, 50, 5)
"""The other starts to look up, in minutes from the planned one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRate:
    """When candidates with one rate of extra time (0 for none) are warned, and when they end."""

    percent: int
    warning: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStart:
    """A start to look up, and the end for each rate, in the order of the rates."""

    start: time
    ends: tuple[time, ...]
    planned: bool


def planned_start(session: PublicSession, test: TestSettings) -> time:
    """When the access code should be given."""
    return later(session.start, test.arrival_min)


def timed_rates(session: PublicSession, centre: PublicCentre) -> tuple[TimedRate, ...]:
    """One entry per rate of the centre, no extra time first, for the planned start."""
    start = planned_start(session, centre.test)
    return tuple(_timed_rate(start, centre.test, percent) for percent in (0, *centre.extra_time_percents))


def other_starts(session: PublicSession, centre: PublicCentre) -> tuple[OtherStart, ...]:
    """The planned start and those around it."""
    planned = planned_start(session, centre.test)
    return tuple(
        OtherStart(
            start=start,
            ends=tuple(
                later(start, duration_min(centre.test, percent)) for percent in (0, *centre.extra_time_percents)
            ),
            planned=start == planned,
        )
        for start in (later(planned, shift) for shift in OTHER_STARTS_MIN)
    )


def _timed_rate(start: time, test: TestSettings, percent: int) -> TimedRate:
    end = later(start, duration_min(test, percent))
    return TimedRate(percent=percent, warning=later(end, -test.warning_min), end=end)

"""English typography: the same functions as `generator.language.french`, for papers in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_in_words(day: date) -> str:
    """`Thursday 12 March 2026`, the number kept with its month."""
    return f"{_DAYS[day.weekday()]} {short_date(day)}"


def short_date(day: date) -> str:
    """`12 March 2026`."""
    return f"{day.day}{NO_BREAK}{_MONTHS[day.month - 1]} {day.year}"


def clock(moment: time) -> str:
    """`09:05`: schools in France read the 24-hour clock."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def clock_range(start: time, end: time) -> str:
    """`09:00 – 12:00`."""
    return f"{clock(start)}{NO_BREAK}– {clock(end)}"


def duration(minutes: int) -> str:
    """`45 min`, `2 h`, `1 h 45 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{NARROW}h"] * bool(hours) + [f"{rest}{NARROW}min"] * bool(rest or not hours)
    return NO_BREAK.join(parts)


def extra_time(percent: int) -> str:
    """`+33%`; nothing added is said in words."""
    return f"+{percent}%" if percent else "no extra time"


def counted(count: int, noun: str) -> str:
    """`1 candidate`, `24 candidates`; zero is plural in English."""
    return f"{count}{NO_BREAK}{noun}{'' if count == 1 else 's'}"


def enumerated(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def polished(text: str) -> str:
    """What a coordinator typed, with typographic apostrophes."""
    return text.replace("'", "’")

"""French typography: dates and times in words, spaces that do not break, lists and plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def date_in_words(day: date) -> str:
    """`jeudi 12 mars 2026`, the number kept with its month."""
    return f"{_DAYS[day.weekday()]} {short_date(day)}"


def short_date(day: date) -> str:
    """`12 mars 2026`, `1er mai 2026`."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK}{_MONTHS[day.month - 1]} {day.year}"


def clock(moment: time) -> str:
    """`9 h`, `9 h 05`."""
    return _hours(moment.hour, moment.minute)


def clock_range(start: time, end: time) -> str:
    """`9 h – 12 h`."""
    return f"{clock(start)}{NO_BREAK}– {clock(end)}"


def duration(minutes: int) -> str:
    """`45 min`, `2 h`, `1 h 45`."""
    return _hours(*divmod(minutes, 60)) if minutes >= 60 else f"{minutes}{NARROW}min"


def extra_time(percent: int) -> str:
    """`+ 33 %`; nothing added is said in words."""
    return f"+{NARROW}{percent}{NARROW}%" if percent else "sans temps majoré"


def counted(count: int, noun: str, space: str = NO_BREAK) -> str:
    """`1 candidat`, `24 candidats`; zero is singular in French."""
    return f"{count}{space}{noun}{'s' if count > 1 else ''}"


def enumerated(names: Sequence[str]) -> str:
    """`A`, `A et B`, `A, B et C`."""
    *first, last = names or ("",)
    return f"{', '.join(first)} et {last}" if first else last


def polished(text: str) -> str:
    """What a coordinator typed, with French apostrophes and the spaces that must not break.

    Only spaces already typed are changed: an address such as `https://…` keeps its colon close.
    """
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"[ \u00a0\u202f]+(?=[:»])", NO_BREAK, text)
    text = re.sub(r"[ \u00a0\u202f]+(?=[;!?%])", NARROW, text)
    return re.sub(r"«[ \u00a0\u202f]*", f"«{NO_BREAK}", text)


def _hours(hours: int, minutes: int) -> str:
    return f"{hours}{NARROW}h{NARROW}{minutes:02d}" if minutes else f"{hours}{NARROW}h"

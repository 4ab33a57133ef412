"""Finds dates among plain words, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = (
    ("janvier", "janv"),
    ("fevrier", "fevr", "fev"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("aout",),
    ("septembre", "sept"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
"""The French names of the months, as plain words, with their usual abbreviations."""

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_MONTH_NUMBER = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_YEAR = re.compile(r"(?:19|20)\d\d")
_EIGHT_DIGITS = re.compile(r"\d{8}")
_TWO_DIGIT_YEAR = re.compile(r"(\d{1,2})x(\d{1,2})x(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date that words from `start` to `end` (excluded) write; `full` is False when the century is a guess."""

    start: int
    end: int
    date: date
    full: bool


def written_dates(words: Sequence[str]) -> Iterator[WrittenDate]:
    """The dates written in the words: 12/03/2010, 2010-03-12, 12 mars 2010, 12032010, 20100312, and 12/03/10."""
    for place, word in enumerate(words):
        if not word[0].isdigit():
            continue
        if _YEAR.fullmatch(word):
            yield from _around_year(words, place)
        elif _EIGHT_DIGITS.fullmatch(word):
            for year, month, day in ((word[4:], word[2:4], word[:2]), (word[:4], word[4:6], word[6:])):
                yield from _dated(place, place + 1, year, month, day)
        elif short := _TWO_DIGIT_YEAR.fullmatch(word):
            for century in ("19", "20"):
                yield from _dated(place, place + 1, century + short[3], short[2], short[1], full=False)


def date_words(day: date) -> frozenset[str]:
    """Words one of which stands wherever that date is written."""
    shorts = {f"{d}x{m}x{day:%y}" for d in (f"{day.day}", f"{day:%d}") for m in (f"{day.month}", f"{day:%m}")}
    return frozenset({f"{day.year}", f"{day:%d%m}{day.year}", f"{day.year}{day:%m%d}", *shorts})


def _around_year(words: Sequence[str], place: int) -> Iterator[WrittenDate]:
    if place >= 2:
        yield from _dated(place - 2, place + 1, words[place], words[place - 1], words[place - 2].removesuffix("er"))
    if place + 2 < len(words):
        yield from _dated(place, place + 3, words[place], words[place + 1], words[place + 2])


def _dated(start: int, end: int, year: str, month: str, day: str, *, full: bool = True) -> Iterator[WrittenDate]:
    number = _MONTH_NUMBER.get(month) or (int(month) if month.isdecimal() and len(month) <= 2 else 0)
    if not day.isdecimal() or len(day) > 2:
        return
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return
    yield WrittenDate(start=start, end=end, date=found, full=full)

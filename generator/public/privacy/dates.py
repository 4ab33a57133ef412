"""Finds dates among plain words, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.public.privacy.numerals import YEAR_WORDS, day_after, day_before, year_after

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

_ENGLISH_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october",),
    ("november",),
    ("december",),
)

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_MONTH_NUMBER = {
    name: number for months in (MONTHS, _ENGLISH_MONTHS) for number, names in enumerate(months, 1) for name in names
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_EIGHT_DIGITS, _SIX_DIGITS = re.compile(r"\d{8}"), re.compile(r"\d{6}")
_TWO_DIGIT_YEAR = re.compile(r"(\d{1,2})x(\d{1,2})x(\d\d)")
_RANK = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th)")
_GLUED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?([a-z]{3,9})((?:19|20)\d\d)")
_LINKS = frozenset({"of", "the", "de", "du", "in", "en"})
"""Words that may stand between the parts of a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date that words from `start` to `end` (excluded) write; `full` is False when the century is a guess."""

    start: int
    end: int
    date: date
    full: bool


def written_dates(words: Sequence[str], *, month_first: bool = False) -> Iterator[WrittenDate]:
    """The dates written in the words: 12/03/2010, 2010-03-12, 12 mars 2010, March 12th, 2010, douze mars deux mille dix, 12032010,
    20100312, 12mars2010, and of a century that is a guess, 12/03/10 and 120310. With `month_first`, 03/12/2010 too.
    """
    for place, word in enumerate(words):
        if word in _MONTH_NUMBER:
            yield from _around_month(words, place)
        if not word[0].isdigit():
            continue
        if _YEAR.fullmatch(word):
            yield from _around_year(words, place, month_first=month_first)
        elif _EIGHT_DIGITS.fullmatch(word):
            for year, month, day in ((word[4:], word[2:4], word[:2]), (word[:4], word[4:6], word[6:])):
                yield from _dated(place, place + 1, year, month, day)
        elif _SIX_DIGITS.fullmatch(word):
            yield from _in_either_century(place, place + 1, word[4:], word[2:4], word[:2])
        elif short := _TWO_DIGIT_YEAR.fullmatch(word):
            yield from _in_either_century(place, place + 1, short[3], short[2], short[1])
            if month_first:
                yield from _in_either_century(place, place + 1, short[3], short[1], short[2])
        elif (glued := _GLUED.fullmatch(word)) and glued[2] in _MONTH_NUMBER:
            yield from _dated(place, place + 1, glued[3], glued[2], glued[1])


def date_words(day: date) -> frozenset[str]:
    """Words one of which stands wherever that date is written."""
    days, months = (f"{day.day}", f"{day:%d}"), (f"{day.month}", f"{day:%m}")
    shorts = {f"{a}x{b}x{day:%y}" for d in days for m in months for a, b in ((d, m), (m, d))}
    names = (*MONTHS[day.month - 1], *_ENGLISH_MONTHS[day.month - 1])
    ranks = ("", "st", "nd", "rd", "th", "er")
    glued = {f"{d}{rank}{name}{day.year}" for d in days for rank in ranks for name in names}
    figures = {f"{day.year}", f"{day:%d%m}{day.year}", f"{day.year}{day:%m%d}", f"{day:%d%m%y}"}
    return frozenset(figures | shorts | glued | YEAR_WORDS)


def _around_year(words: Sequence[str], place: int, *, month_first: bool) -> Iterator[WrittenDate]:
    """A year in figures, with figures before it or figures and a month after it."""
    if place >= 2 and words[place - 1].isdecimal():
        yield from _dated(place - 2, place + 1, words[place], words[place - 1], words[place - 2])
        if month_first:
            yield from _dated(place - 2, place + 1, words[place], words[place - 2], words[place - 1])
    if place + 2 < len(words):
        yield from _dated(place, place + 3, words[place], words[place + 1], words[place + 2])
        if words[place + 2] in _MONTH_NUMBER:
            yield from _dated(place, place + 3, words[place], words[place + 2], words[place + 1])


def _around_month(words: Sequence[str], place: int) -> Iterator[WrittenDate]:
    """A month by its name, the day before or after it, the year after both."""
    month = words[place]
    before, after = _without_link(words, place - 1, -1), _without_link(words, place + 1, 1)
    days: list[tuple[int, int, int]] = []  # where the day and month start, where they end, the day
    if before >= 0 and (day := _day(words[before])):
        days.append((before, place + 1, day))
    elif found := day_before(words, before + 1):
        days.append((found[0], place + 1, found[1]))
    if after < len(words) and (day := _day(words[after])):
        days.append((place, after + 1, day))
    elif found := day_after(words, after):
        days.append((place, found[0], found[1]))
    for start, end, day in days:
        at = _without_link(words, end, 1)
        # "12 mars, 10 h" is no year: two figures count only in 12/03/10.
        if at < len(words) and _YEAR.fullmatch(words[at]):
            yield from _dated(start, at + 1, words[at], month, str(day))
        elif year := year_after(words, at):
            yield from _dated(start, year[0], str(year[1]), month, str(day))


def _without_link(words: Sequence[str], place: int, step: int) -> int:
    """The place of the next word that is no link, two links at most passed over."""
    for _ in range(2):
        if 0 <= place < len(words) and words[place] in _LINKS:
            place += step
    return place


def _day(word: str) -> int:
    """A day of the month in figures; 0 if it is none."""
    rank = _RANK.fullmatch(word)
    figures = rank[1] if rank else word
    return int(figures) if figures.isdecimal() and len(figures) <= 2 else 0


def _in_either_century(start: int, end: int, year: str, month: str, day: str) -> Iterator[WrittenDate]:
    for century in ("19", "20"):
        yield from _dated(start, end, century + year, month, day, full=False)


def _dated(start: int, end: int, year: str, month: str, day: str, *, full: bool = True) -> Iterator[WrittenDate]:
    number = _MONTH_NUMBER.get(month) or (int(month) if month.isdecimal() and len(month) <= 2 else 0)
    if not day.isdecimal() or len(day) > 2:
        return
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return
    yield WrittenDate(start=start, end=end, date=found, full=full)

"""Reads the numbers that dates hold when they are written in words, in French and in English, as plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Words = tuple[str, ...]

_FRENCH_UNITS = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_ENGLISH_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_RANKS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]


def _french(number: int) -> str:
    """A number from 1 to 99, as it is said in France."""
    if number < 20:
        return _FRENCH_UNITS[number - 1]
    tens = next(ten for ten in sorted(_FRENCH_TENS, reverse=True) if ten <= number)
    said, rest = _FRENCH_TENS[tens], number - tens
    if not rest:
        return f"{said}s" if tens == 80 else said
    link = " et " if rest in (1, 11) and tens != 80 else "-"
    return f"{said}{link}{_french(rest)}"


def _english(number: int) -> str:
    """A number from 1 to 99."""
    if number < 20:
        return _ENGLISH_UNITS[number - 1]
    tens, rest = _ENGLISH_TENS[number // 10 - 2], number % 10
    return f"{tens} {_ENGLISH_UNITS[rest - 1]}" if rest else tens


def _english_rank(number: int) -> str:
    """A day from 1 to 31: first, twenty-first, thirtieth."""
    if number < 20:
        return _ENGLISH_RANKS[number - 1]
    tens, rest = _ENGLISH_TENS[number // 10 - 2], number % 10
    return f"{tens} {_ENGLISH_RANKS[rest - 1]}" if rest else f"{tens[:-1]}ieth"


def _split(said: str) -> Words:
    return tuple(said.replace("-", " ").split())


def _days() -> Iterator[tuple[str, int]]:
    yield "premier", 1
    for day in range(1, 32):
        yield from ((said, day) for said in (_french(day), _english(day), _english_rank(day)))


def _years() -> Iterator[tuple[str, int]]:
    for rest in range(100):
        french, english = (_french(rest), _english(rest)) if rest else ("", "")
        yield from ((f"deux {thousand} {french}", 2000 + rest) for thousand in ("mille", "mil"))
        for before in ("mille neuf cent", "mil neuf cent", "dix-neuf cent"):
            yield from ((f"{before}{plural} {french}", 1900 + rest) for plural in ("", "s"))
        for joint in ("", "and"):
            yield f"two thousand {joint} {english}", 2000 + rest
            yield f"nineteen hundred {joint} {english}", 1900 + rest
        if rest:
            zero = "oh " if rest < 10 else ""
            yield f"twenty {zero}{english}", 2000 + rest
            yield f"nineteen {zero}{english}", 1900 + rest


DAYS: Mapping[Words, int] = {_split(said): day for said, day in _days()}
YEARS: Mapping[Words, int] = {_split(said): year for said, year in _years()}
YEAR_WORDS = frozenset({"mille", "mil", "cent", "cents", "thousand", "hundred", "nineteen", "twenty"})
"""Words one of which stands in every year of `YEARS`."""

_LONGEST_DAY, _LONGEST_YEAR = max(map(len, DAYS)), max(map(len, YEARS))


def day_before(words: Sequence[str], end: int) -> tuple[int, int] | None:
    """The longest day in words that ends before `end`: where it starts, and which."""
    for start in range(max(0, end - _LONGEST_DAY), end):
        if day := DAYS.get(tuple(words[start:end])):
            return start, day
    return None


def day_after(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The longest day in words that starts at `start`: where it ends (excluded), and which."""
    return _longest(DAYS, words, start, _LONGEST_DAY)


def year_after(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The longest year in words that starts at `start`: where it ends (excluded), and which."""
    return _longest(YEARS, words, start, _LONGEST_YEAR)


def _longest(known: Mapping[Words, int], words: Sequence[str], start: int, longest: int) -> tuple[int, int] | None:
    for end in range(min(len(words), start + longest), start, -1):
        if number := known.get(tuple(words[start:end])):
            return end, number
    return None

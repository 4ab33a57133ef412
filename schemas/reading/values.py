"""Cells to canonical values: what a coordinator typed, understood where it has one meaning, refused where it has two.

A parser takes a non-empty cell and gives its value, or an `Unreadable` that says in French what is wrong. It never
guesses: a text that two people could read differently is unreadable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import cast

from schemas.cell import Cell
from schemas.columns import Kind
from schemas.reading.moments import century_of_birth, century_of_session, parse_date, parse_time
from schemas.reading.numbers import (
    parse_certification_number,
    parse_competences,
    parse_count,
    parse_insee_code,
    parse_percent,
    parse_postal_code,
)
from schemas.reading.text import Unreadable, Value, is_empty, shown
from schemas.reading.words import (
    parse_country,
    parse_names,
    parse_presence,
    parse_sex,
    parse_sex_code,
    parse_text,
    parse_yes_no,
)

Parser = Callable[[Cell], Value | Unreadable]


def parsers(today: date) -> dict[Kind, Parser]:
    """The parser of each kind of column; `today` decides the century of a two-digit birth year."""
    return {
        Kind.TEXT: parse_text,
        Kind.IDENTIFIER: parse_text,
        Kind.NAMES: parse_names,
        Kind.DATE: partial(parse_date, century=century_of_session),
        Kind.BIRTH_DATE: partial(parse_date, century=partial(century_of_birth, today=today)),
        Kind.TIME: parse_time,
        Kind.COUNT: parse_count,
        Kind.PERCENT: parse_percent,
        Kind.YES_NO: parse_yes_no,
        Kind.PRESENCE: parse_presence,
        Kind.CERTIFICATION_NUMBER: parse_certification_number,
        Kind.COMPETENCES: parse_competences,
        Kind.SEX: parse_sex,
        Kind.SEX_CODE: parse_sex_code,
        Kind.INSEE_CODE: parse_insee_code,
        Kind.POSTAL_CODE: parse_postal_code,
        Kind.COUNTRY: parse_country,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """The cells of a column as values, None where empty or unreadable.

    `faults` gives, by position, why a cell could not be read and its text as the spreadsheet shows it.
    """

    values: list[Value | None]
    faults: dict[int, tuple[str, str]]


_MOST_REMEMBERED = 100_000
"""Cells: what a reader may keep in memory, however many files there are."""


class Reader(dict[Cell, Value | Unreadable | None]):
    """Reads cells of one kind, each distinct one once: a table of people repeats its dates, places and classes."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self._parser = parser
        self._has_unreadable = False

    def __missing__(self, cell: Cell) -> Value | Unreadable | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[cell] = self._read(cell)
        return value

    def _read(self, cell: Cell) -> Value | Unreadable | None:
        value = None if is_empty(cell) else self._parser(cell)
        if value == "":  # only separators: " ; "
            return None
        if isinstance(value, Unreadable):
            self._has_unreadable = True
        return value

    def column(self, cells: Sequence[Cell]) -> ReadColumn:
        """All cells of a column."""
        # Python finds True and 1 equal, which are not the same cell: a column with a tick is read without memory.
        known = self._read if bool in set(map(type, cells)) else self.__getitem__
        read = list(map(known, cells))
        if not self._has_unreadable or Unreadable not in set(map(type, read)):
            return ReadColumn(values=cast("list[Value | None]", read), faults={})
        faults = {
            position: (value.reason, shown(cells[position]))
            for position, value in enumerate(read)
            if isinstance(value, Unreadable)
        }
        values = [None if isinstance(value, Unreadable) else value for value in read]
        return ReadColumn(values=values, faults=faults)


@lru_cache(maxsize=1)
def readers(today: date) -> dict[Kind, Reader]:
    """A reader of each kind of column, which remembers what it read; `today` decides the century of a two-digit birth year."""
    return {kind: Reader(parser) for kind, parser in parsers(today).items()}

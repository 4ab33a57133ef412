"""A table of a worksheet: its titles, its rows, its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.cell import Cell
from schemas.columns import (
    Kind,
    by_id,
    kind_under,
)
from schemas.finding import Place
from schemas.reading.trouble import Trouble
from schemas.reading.values import ReadColumn
from schemas.reading.worksheet import a1


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A known column as it stands in a file: its position from 0, and its title there."""

    index: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a cell (row and column from 0) or a whole row was taken: `text` as it stands there, and what it means."""

    row: int
    column: int
    text: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of one kind ("sessions", "rosters") in one worksheet.

    `rows` are the numbers, from 0, of its rows with data; `cells` gives a cell per row for each known column, by
    identifier, and `read` the same cells as values once they are read. `index` numbers the tables of a kind. `aside` are
    the rows that are nobody's, `readings` cells that were taken apart, `headings` the headings among the rows, by their row; `covered`
    gives the merged cell that covers another.
    """

    index: int
    kind: str
    file: str
    worksheet: str | None
    headers: dict[str, Header]
    rows: list[int]
    cells: dict[str, list[Cell]]
    read: dict[str, ReadColumn] | None = None
    aside: list[Reading] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    covered: dict[str, str] = field(default_factory=dict)

    def place(self, row: int, column: str | None) -> Place:
        """The place of a cell of row number `row` (from 1); without a known column, of the row."""
        header = self.headers.get(column) if column else None
        return Place(
            file=self.file,
            worksheet=self.worksheet,
            cell=a1(row - 1, header.index) if header else None,
            row=row,
            column=header.title if header else None,
        )

    def kind_of(self, column: str) -> Kind:
        """How the cells of a known column are read."""
        return kind_under(by_id(self.kind)[column], self.headers[column].title)

    def place_of(self, reading: Reading) -> Place:
        """Where a cell or row was taken for something."""
        cell = a1(reading.row, reading.column)
        return Place(file=self.file, worksheet=self.worksheet, cell=cell, row=reading.row + 1)

    def as_place(self) -> Place:
        """The place of the whole table."""
        return Place(file=self.file, worksheet=self.worksheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The tables of one kind, and what is wrong with their structure."""

    tables: list[Table]
    troubles: list[Trouble]

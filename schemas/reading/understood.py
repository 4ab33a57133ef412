"""What was understood rather than read literally: "12-3-11" as 12/03/2011, "Né(e) le" as the date of birth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schemas.cell import Cell
from schemas.columns import Kind, by_id, fold
from schemas.finding import Place
from schemas.reading.table import Table
from schemas.reading.text import Unreadable, Value, is_empty, shown
from schemas.reading.values import Parser, parsers
from schemas.report import Understood


def understood(tables: Sequence[Table], today: date) -> list[Understood]:
    """Every title and cell whose meaning is not what is literally written, table by table, column by column."""
    read = parsers(today)
    return [found for table in tables for found in (*_titles(table), *_cells(table, read), *_readings(table))]


def _titles(table: Table) -> Iterator[Understood]:
    for column, header in table.headers.items():
        title = by_id(table.kind)[column].title
        if fold(title) != fold(header.title):
            place = Place(file=table.file, worksheet=table.worksheet, column=header.title)
            yield Understood(place=place, text=header.title, meaning=title)


def _readings(table: Table) -> Iterator[Understood]:
    """Cells that were taken apart, then rows that are nobody's."""
    for reading in table.readings:
        yield Understood(place=table.place_of(reading), text=reading.text, meaning=reading.meaning)
    yield from set_aside([table])


def set_aside(tables: Iterable[Table]) -> Iterator[Understood]:
    """The rows that are nobody's, and what they were taken for."""
    for table in tables:
        for reading in sorted(table.aside, key=lambda reading: reading.row):
            yield Understood(
                place=table.place_of(reading), text=reading.text, meaning=f"mise de côté : {reading.meaning}"
            )


def _cells(table: Table, read: dict[Kind, Parser]) -> Iterator[Understood]:
    for column, cells in table.cells.items():
        kind = table.kind_of(column)
        for row, cell in zip(table.rows, cells, strict=True):
            if is_empty(cell):
                continue
            meaning = _said(kind, read[kind](cell))
            text = str(cell).strip() if isinstance(cell, str) else shown(cell)
            if meaning is not None and meaning != text and not _plain(kind, cell):
                yield Understood(place=table.place(row + 1, column), text=text, meaning=meaning)


def _plain(kind: Kind, cell: Cell) -> bool:
    """A cell that already has the type of its column: a date cell in a column of dates."""
    if isinstance(cell, str):
        return False
    return isinstance(cell, bool) or kind not in {Kind.PERCENT, Kind.TEXT, Kind.IDENTIFIER, Kind.YES_NO}


def _said(kind: Kind, value: Value | Unreadable) -> str | None:
    if isinstance(value, Unreadable):
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value} %" if kind is Kind.PERCENT else shown(value)

"""The row of a finding, as a strip of the spreadsheet: a few cells around the faulty one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from schemas.finding import Finding
from schemas.reading.table import Table
from schemas.reading.text import shown
from schemas.reading.worksheet import column_letters, from_a1
from schemas.report import Key, Strip, StripCell

_WIDTH = 4
"""Columns of a strip."""


def strips(findings: Iterable[Finding], tables: Sequence[Table]) -> dict[Key, Strip]:
    """The strip of each finding that marks a cell of a data row, by file, worksheet and cell."""
    by_place = {(table.file, table.worksheet): table for table in tables}
    found: dict[Key, Strip] = {}
    for finding in findings:
        place = finding.place
        table = by_place.get((place.file, place.worksheet))
        if table is not None and place.cell is not None:
            strip = _strip(table, *from_a1(place.cell))
            if strip is not None:
                found[place.file, place.worksheet, place.cell] = strip
    return found


def _strip(table: Table, row: int, column: int) -> Strip | None:
    offset = bisect_left(table.rows, row)
    if offset == len(table.rows) or table.rows[offset] != row:
        return None
    columns = sorted(table.headers.items(), key=lambda item: item[1].index)
    faulty = next((number for number, (_, header) in enumerate(columns) if header.index == column), 0)
    first = max(0, min(faulty - _WIDTH // 2, len(columns) - _WIDTH))
    return Strip(
        row=row + 1,
        cells=tuple(
            StripCell(
                letters=column_letters(header.index),
                title=header.title,
                text=shown(table.cells[id][offset]),
                is_faulty=header.index == column,
            )
            for id, header in columns[first : first + _WIDTH]
        ),
    )

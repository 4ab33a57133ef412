"""What is wrong with the rows of a table before anybody asks what they mean: out of sight, crossed out, too long, in error."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from schemas.finding import Place
from schemas.reading.files.xlsx_look import UNCALCULATED
from schemas.reading.table import Table
from schemas.reading.text import is_empty, shown
from schemas.reading.trouble import Kind as TroubleKind
from schemas.reading.trouble import Trouble, trouble
from schemas.reading.worksheet import Worksheet, a1


def out_of_sight(worksheet: Worksheet, table: Table) -> Iterator[Trouble]:
    """Yields what one may not see of a table: its hidden rows, and what follows an empty row."""
    hidden = [row + 1 for row in table.rows if row in worksheet.hidden]
    if hidden:
        place = Place(file=table.file, worksheet=table.worksheet, row=hidden[0])
        more = "…" if len(hidden) > _MOST_ROWS_SAID else ""
        said = ", ".join(str(row) for row in hidden[:_MOST_ROWS_SAID]) + more
        yield trouble(TroubleKind.HIDDEN_ROWS, place, rows=said)
    aside = {each.row for each in table.aside}
    filled = sorted({*table.rows, *aside})
    yield from _struck_rows(worksheet, table)
    after_gap = next((row for before, row in pairwise(filled) if row > before + 1 and row not in aside), None)
    if after_gap is not None:
        first = min(table.headers, key=lambda column: table.headers[column].index)
        yield trouble(TroubleKind.AFTER_A_GAP, table.place(after_gap + 1, first))


def beyond_the_titles(worksheet: Worksheet, title_row: int, table: Table) -> Iterator[Trouble]:
    """Yields the first filled cell beyond the titles of each line of a .csv: what stands before it may have been shifted."""
    if worksheet.name is not None:
        return
    width = len(worksheet.rows[title_row])
    for row in table.rows:
        beyond = next((at for at, cell in enumerate(worksheet.rows[row][width:], width) if not is_empty(cell)), None)
        if beyond is not None:
            place = Place(file=table.file, worksheet=None, cell=a1(row, beyond), row=row + 1)
            yield trouble(TroubleKind.BEYOND_THE_TITLES, place, value=shown(worksheet.rows[row][beyond]))


def _struck_rows(worksheet: Worksheet, table: Table) -> Iterator[Trouble]:
    """Yields the names that are crossed out."""
    if not worksheet.struck:
        return
    names = [id for id in ("last_name", "first_name") if id in table.headers]
    for offset, row in enumerate(table.rows):
        struck = next(
            (
                id
                for id in names
                if (row, table.headers[id].index) in worksheet.struck and not is_empty(table.cells[id][offset])
            ),
            None,
        )
        if struck is not None:
            yield trouble(
                TroubleKind.STRUCK_ROW, table.place(row + 1, struck), value=shown(table.cells[struck][offset])
            )


_MOST_ROWS_SAID = 10


_ERROR_TEXTS = {
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#VALEUR!",
    "#DIV/0!",
    "#NAME?",
    "#NOM?",
    "#NUM!",
    "#NOMBRE!",
    "#NULL!",
    "#NUL!",
}


_SHOWN_ERRORS = {*_ERROR_TEXTS, UNCALCULATED}


def error_cells(worksheet: Worksheet, table: Table) -> Iterator[Trouble]:
    """Yields the cells of known columns that show a spreadsheet error, and empties those written as text."""
    position = {row: offset for offset, row in enumerate(table.rows)}
    for column, header in table.headers.items():
        cells = table.cells[column]
        texts = {
            position[row]: text
            for (row, index), text in worksheet.errors.items()
            if index == header.index and row in position
        }
        if not _ERROR_TEXTS.isdisjoint(cells):
            texts |= {offset: str(cell) for offset, cell in enumerate(cells) if cell in _ERROR_TEXTS}
        for offset, text in sorted(texts.items()):
            cells[offset] = None
            place = table.place(table.rows[offset] + 1, column)
            yield trouble(TroubleKind.ERROR_CELL, place, error=text if text in _SHOWN_ERRORS else "erreur")

"""Worksheets to tables: where the row of titles is, which column each title means, and which rows hold data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from schemas.cell import Cell
from schemas.columns import (
    TABLES,
    Column,
    Kind,
    fold,
    is_not_ours,
    is_of_an_address,
    is_secret_title,
    is_stand_in,
    match,
    nearest,
)
from schemas.finding import Place
from schemas.reading.table import Header, Located, Table
from schemas.reading.table_rows import gather_rows, split_names
from schemas.reading.table_troubles import beyond_the_titles, error_cells, out_of_sight
from schemas.reading.text import is_empty, shown, tidy
from schemas.reading.trouble import Kind as TroubleKind
from schemas.reading.trouble import Trouble, trouble
from schemas.reading.values import Reader
from schemas.reading.worksheet import Worksheet, a1

MAX_TITLE_ROWS = 200
"""How far down a row of titles is looked for."""


def locate(kind: str, worksheets: Iterable[Worksheet]) -> Located:
    """Finds the table of each worksheet. Worksheets of one file must follow each other."""
    located = Located(tables=[], troubles=[])
    by_file: dict[str, list[Worksheet]] = {}
    for worksheet in worksheets:
        by_file.setdefault(worksheet.file, []).append(worksheet)
    for group in by_file.values():
        _locate_in_file(kind, group, located)
    return located


def with_values(table: Table, read: Mapping[Kind, Reader], *, keep_cells: bool = True) -> Table:
    """The table with its cells read; without `keep_cells` only what was read of them stays, which is less to send."""
    if table.read is not None:
        return table
    values = {id: read[table.kind_of(id)].column(cells) for id, cells in table.cells.items()}
    return replace(table, read=values, cells=table.cells if keep_cells else {})


def _locate_in_file(kind: str, worksheets: list[Worksheet], located: Located) -> None:
    filled = [worksheet for worksheet in worksheets if not _is_blank(worksheet)]
    titles = [(worksheet, _title_row(kind, worksheet)) for worksheet in filled]
    has_table = any(row is not None for _, row in titles)
    if not filled:
        located.troubles.append(_no_table(kind, Place(file=worksheets[0].file), []))
    for worksheet, row in titles:
        if row is not None:
            _read_table(kind, worksheet, row, located)
        elif not has_table or (_width(worksheet) > 2 and not _is_summary_of_export(worksheet)):
            # Beside a table, a worksheet of one or two columns holds notes or a list of choices.
            place = Place(file=worksheet.file, worksheet=worksheet.name)
            located.troubles.append(_no_table(kind, place, worksheet.rows))


def _is_blank(worksheet: Worksheet) -> bool:
    return all(is_empty(cell) for row in worksheet.rows[:MAX_TITLE_ROWS] for cell in row)


def _width(worksheet: Worksheet) -> int:
    """The number of columns in use in the fullest row."""
    return max((len(row) - sum(map(is_empty, row)) for row in worksheet.rows[:MAX_TITLE_ROWS]), default=0)


def _is_summary_of_export(worksheet: Worksheet) -> bool:
    """Apple's Numbers puts before the tables that it exports a worksheet that names them."""
    return any(
        sum("numbers" in fold(cell).split() for cell in row if isinstance(cell, str)) > 1 for row in worksheet.rows[:20]
    )


def _title_row(kind: str, worksheet: Worksheet) -> int | None:
    """The row that holds the most known titles, at least two; the first of equals."""
    best, best_row = 1, None
    width = max(map(len, worksheet.rows[:MAX_TITLE_ROWS]), default=0)
    for number, row in enumerate(worksheet.rows[:MAX_TITLE_ROWS]):
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if len(texts) <= best:
            continue  # as most rows below the titles: their texts need not be looked at
        known = {column.id for text in texts if (column := match(kind, text))}
        if len(known) > best:
            best, best_row = len(known), number
            if best == width:
                break  # no row below can know more
    return best_row


def _required(kind: str) -> list[Column]:
    return [column for column in TABLES[kind] if column.required]


def _no_table(kind: str, place: Place, rows: list[list[Cell]]) -> Trouble:
    expected = ", ".join(f"« {column.title} »" for column in _required(kind))
    texts = [cell for row in rows[:20] for cell in row if isinstance(cell, str) and cell.strip()]
    near = next((column for text in texts if (column := match(kind, text) or nearest(kind, text))), None)
    hint = f"Le plus proche trouvé ressemble à « {near.title} ». " if near else ""
    first_row = next((row for row in rows if any(not is_empty(cell) for cell in row)), [])
    found = " | ".join(shown(cell) for cell in first_row if not is_empty(cell))[:200]
    return trouble(TroubleKind.NO_TABLE, place, value=found or None, expected=expected, nearest=hint)


def _read_table(kind: str, worksheet: Worksheet, title_row: int, located: Located) -> None:
    headers: dict[str, Header] = {}
    place = Place(file=worksheet.file, worksheet=worksheet.name)
    titles = {index: tidy(shown(cell)) for index, cell in enumerate(worksheet.rows[title_row]) if not is_empty(cell)}
    for index, title in titles.items():
        if kind == "sessions" or not is_of_an_address(title, titles.values()):
            located.troubles.extend(_judge_title(kind, worksheet, title_row, index, title, headers))
    table = Table(
        index=len(located.tables),
        kind=kind,
        file=worksheet.file,
        worksheet=worksheet.name,
        headers=headers,
        rows=[],
        cells={column: [] for column in headers},
    )
    gather_rows(worksheet, title_row, table)
    which_name = split_names(worksheet, title_row, table) if kind != "sessions" else None
    missing = [column for column in _required(kind) if column.id not in table.headers]
    if which_name is not None:
        located.troubles.append(which_name)
        missing = [column for column in missing if column.id not in ("last_name", "first_name")]
    located.troubles.extend(_missing(kind, column, worksheet, title_row) for column in missing)
    if not table.rows:
        located.troubles.append(trouble(TroubleKind.NO_ROW, place))
    located.troubles.extend(error_cells(worksheet, table))
    located.troubles.extend(beyond_the_titles(worksheet, title_row, table))
    located.troubles.extend(out_of_sight(worksheet, table))
    if worksheet.covered:
        rows = set(table.rows)
        table.covered.update((a1(*at), first) for at, first in worksheet.covered.items() if at[0] in rows)
    located.tables.append(table)


def _judge_title(
    kind: str, worksheet: Worksheet, row: int, index: int, title: str, headers: dict[str, Header]
) -> Iterator[Trouble]:
    """Adds a known title to `headers`; yields what is wrong with any other."""
    column, is_secret = _meaning(kind, title)
    if column is not None and not is_secret:
        first = headers.get(column.id)
        if first is None or (is_stand_in(column, first.title) and not is_stand_in(column, title)):
            headers[column.id] = _header(index, title)
            return
        if is_stand_in(column, title) or _say_the_same(worksheet, row, first.index, index):
            return
    place = Place(file=worksheet.file, worksheet=worksheet.name, cell=a1(row, index), row=row + 1)
    if is_secret:
        yield trouble(TroubleKind.SECRET_COLUMN, place, value=title)
    elif column is None and is_not_ours(title):
        pass
    elif column is None:
        near = nearest(kind, title)
        if near is None:
            yield trouble(TroubleKind.UNKNOWN_COLUMN, place, value=title)
        else:
            yield trouble(TroubleKind.UNKNOWN_NEAR, place, value=title, nearest=near.title)
    else:
        other = a1(row, headers[column.id].index)
        yield trouble(TroubleKind.REPEATED_COLUMN, place, value=title, title=column.title, other=other)


def _say_the_same(worksheet: Worksheet, title_row: int, one: int, other: int) -> bool:
    """Whether two columns hold the same in every row, as two of an export may: then it matters to nobody which is read."""
    return all(
        shown(row[one] if one < len(row) else None) == shown(row[other] if other < len(row) else None)
        for row in worksheet.rows[title_row + 1 :]
    )


@lru_cache(maxsize=10_000)
def _header(index: int, title: str) -> Header:
    """One object for the same title in the same column of many files: less to send between processes."""
    return Header(index=index, title=title)


@lru_cache(maxsize=10_000)
def _meaning(kind: str, title: str) -> tuple[Column | None, bool]:
    """The column that a title means, and whether it announces passwords."""
    column = match(kind, title)
    return column, is_secret_title(title, with_hints=column is None)


def _missing(kind: str, column: Column, worksheet: Worksheet, title_row: int) -> Trouble:
    place = Place(file=worksheet.file, worksheet=worksheet.name)
    near = next(
        (
            index
            for index, cell in enumerate(worksheet.rows[title_row])
            if not is_empty(cell) and match(kind, title := shown(cell)) is None and nearest(kind, title) is column
        ),
        None,
    )
    hint = "" if near is None else f"Le titre de la cellule {a1(title_row, near)} y ressemble : corrigez-le. "
    return trouble(TroubleKind.MISSING_COLUMN, place, title=column.title, nearest=hint)

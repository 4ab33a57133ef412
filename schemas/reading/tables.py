"""Worksheets to tables: where the row of titles is, which column each title means, and which rows hold data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise, repeat
from operator import itemgetter

from schemas.cell import Cell
from schemas.columns import (
    TABLES,
    Column,
    Kind,
    by_id,
    fold,
    is_not_ours,
    is_of_an_address,
    is_secret_title,
    kind_under,
    match,
    nearest,
)
from schemas.finding import Place
from schemas.reading.aside import HEADING, ONLY_DEFAULTS, holds_nobody, is_a_date, only_defaults, usual_cells, why_aside
from schemas.reading.files.xlsx_look import UNCALCULATED
from schemas.reading.names import two_names
from schemas.reading.text import is_empty, shown, tidy
from schemas.reading.trouble import Kind as TroubleKind
from schemas.reading.trouble import Trouble, trouble
from schemas.reading.values import ReadColumn, Reader
from schemas.reading.worksheet import Worksheet, a1

MAX_TITLE_ROWS = 200
"""How far down a row of titles is looked for."""


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
    the rows that are nobody's, `readings` cells that were taken apart, `headings` the headings among the rows, by their row.
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
    _gather_rows(worksheet, title_row, table)
    which_name = _split_names(worksheet, title_row, table) if kind != "sessions" else None
    missing = [column for column in _required(kind) if column.id not in table.headers]
    if which_name is not None:
        located.troubles.append(which_name)
        missing = [column for column in missing if column.id not in ("last_name", "first_name")]
    located.troubles.extend(_missing(kind, column, worksheet, title_row) for column in missing)
    if not table.rows:
        located.troubles.append(trouble(TroubleKind.NO_ROW, place))
    located.troubles.extend(_error_cells(worksheet, table))
    located.troubles.extend(_beyond_the_titles(worksheet, title_row, table))
    located.troubles.extend(_out_of_sight(worksheet, table))
    located.tables.append(table)


def _judge_title(
    kind: str, worksheet: Worksheet, row: int, index: int, title: str, headers: dict[str, Header]
) -> Iterator[Trouble]:
    """Adds a known title to `headers`; yields what is wrong with any other."""
    column, is_secret = _meaning(kind, title)
    if column is not None and column.id not in headers and not is_secret:
        headers[column.id] = _header(index, title)
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


def _gather_rows(worksheet: Worksheet, title_row: int, table: Table) -> None:
    """Takes every row below the titles in which some known column is filled, but for those that are nobody's."""
    indices = [header.index for header in table.headers.values()]
    widest = max(indices, default=-1)
    # itemgetter gives a bare cell for one index; a repeated one keeps it a row, and zip below leaves it out.
    taken = itemgetter(*indices, *indices[:1]) if indices else lambda _row: ()
    errors_in = {row for row, index in worksheet.errors if index in indices}
    sort = _Sort(table)
    for number in range(title_row + 1, len(worksheet.rows)):
        row = worksheet.rows[number]
        if len(row) <= widest:
            row = [*row, *repeat(None, widest + 1 - len(row))]
        cells = taken(row)
        if number in errors_in or sort.is_somebody(cells) or sort.may_be_somebody(number, row, cells):
            sort.gathered[number] = cells
    sort.set_defaults_aside(worksheet)
    table.rows.extend(sort.gathered)
    for column, filled in zip(table.headers, zip(*sort.gathered.values(), strict=True), strict=False):
        table.cells[column].extend(filled)


class _Sort:
    """Tells the rows of a table that may be somebody's from those that are nobody's."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._titles = {id: header.title for id, header in table.headers.items()}
        self._indices = {header.index for header in table.headers.values()}
        when = "date" if table.kind == "sessions" else "birth_date"
        self._when = next((at for at, id in enumerate(table.headers) if id == when), None)
        self._doubtful: set[int] = set()
        self.gathered: dict[int, tuple[Cell, ...]] = {}

    def is_somebody(self, cells: tuple[Cell, ...]) -> bool:
        """The quick answer for nearly every row: it has its date."""
        return self._when is not None and is_a_date(cells[self._when])

    def may_be_somebody(self, number: int, row: list[Cell], cells: tuple[Cell, ...]) -> bool:
        """Looks closely; sets a row aside that is nobody's."""
        if all(map(is_empty, row)):
            return False
        known = dict(zip(self._table.headers, cells, strict=False))
        others = [cell for index, cell in enumerate(row) if index not in self._indices]
        reason = why_aside(self._table.kind, known, self._titles, others)
        if reason is None:
            if self._table.kind != "sessions" and holds_nobody(known):
                self._doubtful.add(number)
            return True
        self._set_aside(number, row, reason)
        return False

    def set_defaults_aside(self, worksheet: Worksheet) -> None:
        """Takes out again the rows that hold only what people fill down."""
        if not self._doubtful:
            return
        known = {number: dict(zip(self._table.headers, cells, strict=False)) for number, cells in self.gathered.items()}
        usual = usual_cells(known.values())
        for number in sorted(self._doubtful):
            if only_defaults(known[number], usual):
                self._set_aside(number, worksheet.rows[number], ONLY_DEFAULTS)
                del self.gathered[number]

    def _set_aside(self, number: int, row: list[Cell], reason: str) -> None:
        filled = [(index, shown(cell)) for index, cell in enumerate(row) if not is_empty(cell)]
        text = " | ".join(text for _, text in filled)[:_LONGEST_READING]
        self._table.aside.append(Reading(row=number, column=filled[0][0], text=text, meaning=reason))
        if reason == HEADING:
            self._table.headings[number] = filled[0][1]


_LONGEST_READING = 200


def _split_names(worksheet: Worksheet, title_row: int, table: Table) -> Trouble | None:
    """Makes two columns of one that tells both names, where its cells say which is which."""
    wanted = {"last_name", "first_name"}
    whole = "full_name" if "full_name" in table.headers else "last_name"
    if wanted <= table.headers.keys() or whole not in table.headers:
        table.headers.pop("full_name", None)
        table.cells.pop("full_name", None)
        return None
    header, cells = table.headers[whole], table.cells[whole]
    filled = [(row, shown(cell)) for row, cell in zip(table.rows, cells, strict=True) if not is_empty(cell)]
    split = {text: two_names(text, header.title) for _, text in filled}
    unclear = next((row for row, text in filled if split[text] is None), None)
    if unclear is not None or not filled:
        if whole == "last_name" or unclear is None:
            return None  # a list of last names alone: F005 says what is missing
        place = Place(file=table.file, worksheet=table.worksheet, cell=a1(title_row, header.index), row=title_row + 1)
        return trouble(TroubleKind.WHICH_NAME, place, value=header.title, other=a1(unclear, header.index))
    del table.headers[whole], table.cells[whole]
    for at, id in enumerate(("last_name", "first_name")):
        table.headers[id] = header
        table.cells[id] = [names[at] if (names := split.get(shown(cell))) else None for cell in cells]
    for row, text in filled:
        last, first = split[text] or ("", "")
        table.readings.append(Reading(row=row, column=header.index, text=text, meaning=f"nom {last}, prénom {first}"))
    return None


def _out_of_sight(worksheet: Worksheet, table: Table) -> Iterator[Trouble]:
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


def _beyond_the_titles(worksheet: Worksheet, title_row: int, table: Table) -> Iterator[Trouble]:
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


def _error_cells(worksheet: Worksheet, table: Table) -> Iterator[Trouble]:
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

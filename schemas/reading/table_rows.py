"""Which rows of a table are somebody's, and two columns of one that tells both names."""

from __future__ import annotations

from itertools import repeat
from operator import itemgetter

from schemas.cell import Cell
from schemas.finding import Place
from schemas.reading.aside import HEADING, ONLY_DEFAULTS, holds_nobody, is_a_date, only_defaults, usual_cells, why_aside
from schemas.reading.names import two_names
from schemas.reading.table import Reading, Table
from schemas.reading.text import is_empty, shown
from schemas.reading.trouble import Kind as TroubleKind
from schemas.reading.trouble import Trouble, trouble
from schemas.reading.worksheet import Worksheet, a1


def gather_rows(worksheet: Worksheet, title_row: int, table: Table) -> None:
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


def split_names(worksheet: Worksheet, title_row: int, table: Table) -> Trouble | None:
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

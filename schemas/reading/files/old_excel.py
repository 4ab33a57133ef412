"""A look into an .xls before python-calamine may open it.

It refuses what python-calamine would follow for ever or make room for (a chain of sectors that bites its tail, sizes beyond
the format, cells far away), and finds the error cells and the hidden rows, of which it says nothing.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterable, Iterator

from schemas.reading.files.archive import Damaged, SheetFacts

# Of a chain of sectors: its end, and what is no part of one (MS-CFB 2.1).
_LAST_SECTOR = 0xFFFFFFFA
# Records of a workbook, and what they hold (MS-XLS 2.4).
_START, _END, _SHEET, _SIZE, _ROW, _ERROR, _FORMULA = 0x0809, 0x000A, 0x0085, 0x0200, 0x0208, 0x0205, 0x0006
_NUMBERS, _PASSWORD, _MERGED = 0x00BD, 0x002F, 0x00E5
_CELLS = {_ERROR, _FORMULA, _NUMBERS, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6}
_MOST_ROWS, _MOST_COLUMNS = 0x10000, 0x100
_WORKSHEET = 0
_HIDDEN = 0x20
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class Protected(Exception):
    """A password is needed; python-calamine takes such a file for one of no known type."""


def xls_sheets(data: bytes) -> list[SheetFacts]:
    """Facts of each worksheet of an .xls, in the order of the workbook.

    Raises:
        Damaged: the file cannot be followed to its end.
        Protected: it is encrypted.
    """
    stream = _workbook(data)
    sheets = []
    for kind, content in _records(stream, 0):
        if kind == _PASSWORD:
            raise Protected
        # Where the worksheet starts, whether it is shown, what it is: a chart and a macro have no cells.
        if kind == _SHEET and len(content) >= 6 and content[5] == _WORKSHEET:
            sheets.append(_facts(stream, struct.unpack_from("<I", content)[0]))
    return sheets


def _workbook(data: bytes) -> bytes:
    # Late: only an .xls needs it.
    import olefile  # noqa: PLC0415

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            file.loadminifat()
            size, cutoff = file.sector_size, file.minisectorcutoff
            entries = [entry for entry in file.direntries if entry is not None]
            big = [entry.isectStart for entry in entries if entry.size >= cutoff]
            small = [entry.isectStart for entry in entries if entry.size < cutoff]
            _refuse_loop([file.first_difat_sector], lambda sector: _last_number(data, sector, size))
            _refuse_loop(
                [file.first_dir_sector, file.first_mini_fat_sector, file.root.isectStart, *big],
                file.fat.__getitem__,
            )
            _refuse_loop(small, file.minifat.__getitem__)
            name = next(name for name in ("Workbook", "Book") if file.exists(name))
            return bytes(file.openstream(name).read())
    except Exception as error:  # olefile raises whatever a damaged file makes it stumble over
        raise Damaged from error


def _last_number(data: bytes, sector: int, size: int) -> int:
    """Where the list of sectors goes on (MS-CFB 2.5): its last number."""
    return int.from_bytes(data[(sector + 2) * size - 4 : (sector + 2) * size], "little")


def _refuse_loop(starts: Iterable[int], next_sector: Callable[[int], int]) -> None:
    """Follows chains of sectors, each to its end or to where another was already followed."""
    followed: set[int] = set()
    for start in starts:
        chain: set[int] = set()
        sector = start
        while sector < _LAST_SECTOR and sector not in followed:
            if sector in chain:
                raise Damaged
            chain.add(sector)
            try:
                sector = next_sector(sector)
            except IndexError:
                break  # beyond the end: whoever follows it stops there too
        followed |= chain


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a start to its end, without those of what is inside (a chart)."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        start += 4
        depth += kind == _START
        if depth <= 1:
            yield kind, stream[start : start + length]
        if kind == _END:
            depth -= 1
            if depth <= 0:
                return
        start += length


def _facts(stream: bytes, start: int) -> SheetFacts:
    facts = SheetFacts()
    for kind, content in _records(stream, start):
        if kind in _CELLS and len(content) >= 4:
            row, column = struct.unpack_from("<HH", content)
            last = struct.unpack_from("<H", content, len(content) - 2)[0] if kind == _NUMBERS else column
            facts.last_row = max(facts.last_row, row)
            facts.last_column = max(facts.last_column, last)
        if kind == _SIZE and len(content) >= 12:
            first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", content)
            if not (first_row <= last_row <= _MOST_ROWS and first_column <= last_column <= _MOST_COLUMNS):
                raise Damaged
        if kind == _MERGED:
            for first_row, last_row, first_column, last_column in struct.iter_unpack(
                "<HHHH", content[2 : 2 + (len(content) - 2) // 8 * 8]
            ):
                facts.merge(first_row, last_row, first_column, last_column)
        if kind == _ROW and len(content) >= 16:
            if content[12] & _HIDDEN:
                facts.hidden.add(struct.unpack_from("<H", content)[0])
        elif kind == _ERROR and len(content) >= 8 and content[7]:
            _add_error(facts, content, content[6])
        elif kind == _FORMULA and len(content) >= 14 and content[12:14] == b"\xff\xff" and content[6] == 2:
            _add_error(facts, content, content[8])
    return facts


def _add_error(facts: SheetFacts, content: bytes, error: int) -> None:
    facts.errors[struct.unpack_from("<HH", content)] = _ERRORS.get(error, "#VALUE!")

"""A look into the zip of an .xlsx or .ods before a spreadsheet library may open it.

What would exhaust memory is refused: a compressed bomb, a cell at the far end of the sheet. What each format tells of its
worksheets that python-calamine does not (error cells, hidden rows) is in `xlsx_look` and `ods_look`.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from schemas.reading.worksheet import a1

MAX_UNPACKED_BYTES = 200_000_000
"""All parts of a workbook together; a table of 20,000 rows x 200 columns stays below."""
_READ_BY_NOBODY = ("docProps/", "xl/theme/", "Thumbnails/", "Configurations2/")
MAX_TEXT_BYTES = 400_000_000
"""The text of all cells of a worksheet, where one text may stand for many cells."""
MAX_ROWS = 20_000
MAX_COLUMNS = 200


class Damaged(Exception):
    """The archive cannot be read to its end."""


MAX_CELLS = MAX_ROWS * MAX_COLUMNS
"""Of all worksheets of a workbook together: each would fit, and a hundred of them would not."""


class TooBig(Exception):
    """The archive unpacks to more than a spreadsheet of people can hold; `cell`: because something stands there."""

    def __init__(self, cell: str | None = None) -> None:
        self.cell = cell
        super().__init__(cell)


_MOST_EXPANSION = 1032
"""What DEFLATE can make of a byte at most (zlib's documentation)."""


class Archive:
    """The parts of a zip that hold cells or lead to them, unpacked within limits when they are asked for."""

    def __init__(self, data: bytes, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self._data = data
        self._infos = infos

    def at_most(self, name: str) -> int:
        """How long the content of a part can be at most, without unpacking it."""
        return self._infos[name].compress_size * _MOST_EXPANSION

    @property
    def names(self) -> Iterable[str]:
        """The names of the parts."""
        return self._infos.keys()

    def part(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            Damaged: there is none of that name, or it is not what the zip says of it.
            TooBig: more than `MAX_UNPACKED_BYTES`.
        """
        if name not in self._infos:
            raise Damaged
        with _damage():
            return _content(self._data, self._infos[name], MAX_UNPACKED_BYTES)


def unpack(data: bytes) -> Archive:
    """Opens a zip in memory whose parts together stay within `MAX_UNPACKED_BYTES`.

    What really comes out is counted, because sizes written in the file may lie; that is not needed where the packed bytes
    are too few to hold so much.

    Raises:
        Damaged: no zip, or one that ends too early.
        TooBig: more than `MAX_UNPACKED_BYTES` in all.
    """
    infos: dict[str, zipfile.ZipInfo] = {}
    with _damage():
        for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
            if info.is_dir() or info.filename.startswith(_READ_BY_NOBODY):
                continue
            if info.filename in infos or info.compress_type not in _METHODS:
                raise Damaged  # of two parts of one name, which would be read?
            infos[info.filename] = info
        if sum(info.compress_size for info in infos.values()) * _MOST_EXPANSION > MAX_UNPACKED_BYTES:
            room = MAX_UNPACKED_BYTES
            for info in infos.values():
                room -= len(_content(data, info, room))
    return Archive(data, infos)


_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever a zip makes its reader stumble over."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
        OSError,
    ) as error:
        raise Damaged from error


def _content(data: bytes, info: zipfile.ZipInfo, room: int) -> bytes:
    """A part, its length and checksum compared with what the zip says.

    What `ZipFile.open(info).read(room + 1)` does, in a third of its time: that reads four kilobytes at a time, for millions of parts.
    """
    name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra_length
    packed = memoryview(data)[start : start + info.compress_size]
    is_stored = info.compress_type == zipfile.ZIP_STORED
    content = bytes(packed[: room + 1]) if is_stored else zlib.decompressobj(-15).decompress(packed, room + 1)
    if len(content) > room:
        raise TooBig
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Damaged
    return content


@dataclass(slots=True, kw_only=True)
class SheetFacts:
    """What python-calamine does not tell of a worksheet. Rows and columns count from 0.

    Only what shows something counts: tens of thousands of empty cells may have a colour. `farthest` is a cell of them that is
    beyond all tables. `last_row` and `last_column` are exact where they could be too far (beyond row 9,999 or column Z of an .xlsx), and may be
    too small elsewhere. `covered` are the cells that another covers, whose address it gives.
    """

    last_row: int = -1
    last_column: int = -1
    farthest: tuple[int, int] | None = None
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    covered: dict[tuple[int, int], str] = field(default_factory=dict)
    merges_left: int = MAX_ROWS

    def merge(self, first_row: int, last_row: int, first_column: int, last_column: int) -> None:
        """Cells are merged there: all but the first are covered by it. Where there is no end of them, the first do."""
        first = a1(first_row, first_column)
        for row in range(first_row, min(last_row, MAX_ROWS - 1) + 1):
            for column in range(first_column, min(last_column, MAX_COLUMNS - 1) + 1):
                if self.merges_left <= 0:
                    return
                self.merges_left -= 1
                if (row, column) != (first_row, first_column):
                    self.covered[row, column] = first

    def fill(self, row: int, column: int) -> None:
        """Something is shown there."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.farthest is None and (row >= MAX_ROWS or column >= MAX_COLUMNS):
            self.farthest = (row, column)

    def area(self) -> int:
        """How many cells there are from A1 to the last one."""
        return (self.last_row + 1) * (self.last_column + 1)


def refuse_too_big(sheets: Iterable[SheetFacts]) -> None:
    """Compares what is known of the worksheets of a workbook with what is read.

    Raises:
        TooBig: one of them, or all together.
    """
    known = list(sheets)
    for sheet in known:
        if sheet.last_row >= MAX_ROWS or sheet.last_column >= MAX_COLUMNS:
            raise TooBig(a1(*sheet.farthest) if sheet.farthest else None)
    if sum(sheet.area() for sheet in known) > MAX_CELLS:
        raise TooBig

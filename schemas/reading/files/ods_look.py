"""What an .ods tells of its worksheets that python-calamine does not: far cells, error cells, hidden rows."""

from __future__ import annotations

from schemas.reading.files.archive import MAX_ROWS, MAX_TEXT_BYTES, Archive, SheetFacts, TooBig
from schemas.reading.files.xml_walk import LONGEST_ERROR, number, walk

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


def ods_sheets(archive: Archive) -> dict[str, SheetFacts]:
    """Facts of each worksheet of an .ods, by its name; repeated cells are counted, not unfolded."""
    look = _OdsLook()
    walk(archive.part("content.xml"), start=look.start, end=look.end, text=look.text)
    return look.sheets


class _OdsLook:
    """Goes through the elements of `content.xml`."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._depth = 0
        self._row_depth: int | None = None
        self._row = self._after = self._column = 0
        self._repeats = self._length = self._text_left = 0
        self._is_visible = True
        self._error_at: tuple[int, int] | None = None
        self._style = ""
        self._struck: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}text-properties" and attributes.get(f"{_STYLE}text-line-through-style", "none") != "none":
            self._struck.add(self._style)
        if self._row_depth is None:
            if tag == f"{_TABLE}table":
                name = attributes.get(f"{_TABLE}name", "")
                self._facts, self._row = self.sheets.setdefault(name, SheetFacts()), 0
                self._text_left = MAX_TEXT_BYTES
            elif tag == f"{_TABLE}table-row":
                self._row_depth = self._depth
                self._after = self._row + _repeated(attributes, f"{_TABLE}number-rows-repeated")
                self._column = 0
                self._is_visible = attributes.get(f"{_TABLE}visibility", "visible") == "visible"
        elif self._depth == self._row_depth + 1 and tag in _CELLS:
            self._cell(attributes)
        elif self._depth == self._row_depth + 2:
            self._fill()  # what a cell holds, if only a comment
        if tag == f"{_TEXT}s":
            self._length += _repeated(attributes, f"{_TEXT}c")

    def _cell(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_CALCEXT}value-type") == "error":
            self._error_at = (self._row, self._column)
            self._facts.errors[self._error_at] = ""
        columns = _repeated(attributes, f"{_TABLE}number-columns-repeated")
        rows_merged, columns_merged = (
            _repeated(attributes, f"{_TABLE}number-{what}-spanned") for what in ("rows", "columns")
        )
        if max(rows_merged, columns_merged) > 1:
            self._facts.merge(self._row, self._row + rows_merged - 1, self._column, self._column + columns_merged - 1)
        if attributes.get(f"{_TABLE}style-name") in self._struck:
            self._facts.struck.add((self._row, self._column))
        self._column += columns
        self._repeats = columns * (self._after - self._row)
        self._length = len(attributes.get(f"{_OFFICE}string-value", ""))
        if attributes.get(f"{_OFFICE}value-type"):
            self._fill()

    def _fill(self) -> None:
        self._facts.fill(self._after - 1, self._column - 1)

    def text(self, text: str) -> None:
        self._length += len(text)
        if self._error_at is not None:
            self._facts.errors[self._error_at] += text[:LONGEST_ERROR]

    def end(self, tag: str) -> None:
        if tag in _CELLS:
            self._error_at = None
            self._text_left -= self._length * self._repeats
            if self._text_left < 0:
                raise TooBig
        elif self._depth == self._row_depth:
            if not self._is_visible and self._facts.last_row == self._after - 1:
                self._facts.hidden.update(range(self._row, min(self._after, MAX_ROWS)))
            self._row, self._row_depth = self._after, None
        self._depth -= 1


def _repeated(attributes: dict[str, str], name: str) -> int:
    return number(attributes.get(name, "1"))

"""A .csv to rows, with its encoding and separator found rather than assumed."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from schemas.cell import Cell
from schemas.reading.files.archive import MAX_COLUMNS, MAX_ROWS, TooBig

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";\t,|"
_SAMPLE_ROWS = 50
_MOST_SEPARATORS = 100 * MAX_COLUMNS
"""In one line: text between quotation marks may hold some."""


class Undecodable(Exception):
    """The bytes are no text in an encoding that spreadsheet programs write, or no table of cells."""


def read_rows(data: bytes) -> list[list[Cell]]:
    """The cells of a .csv, all text. An empty line is an empty row, as the spreadsheet program shows it.

    Raises:
        Undecodable: not text, or a quotation mark that is never closed.
        TooBig: more rows or columns than a table may have; the rest was not looked at.
    """
    text = decode(data)
    rows = _parse(text, _separator(text), MAX_ROWS + 1)
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise TooBig
    if rows and len(rows[0]) == 1 and str(rows[0][0]).lower().startswith("sep="):
        rows[0] = []
    return rows


def decode(data: bytes) -> str:
    """Text in UTF-8 (with or without mark), UTF-16 with its mark, or Windows-1252.

    Raises:
        Undecodable: none of them fits.
    """
    encodings = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Undecodable


def _separator(text: str) -> str:
    """The separator that gives the most rows of one same width; the widest of equals, `;` before the others."""

    def regularity(separator: str) -> tuple[int, int]:
        try:
            rows = _parse(text[:100_000].rsplit("\n", 1)[0] if len(text) > 100_000 else text, separator, _SAMPLE_ROWS)
        except (Undecodable, TooBig):
            return (0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_SEPARATORS, key=regularity)


def _parse(text: str, separator: str, limit: int) -> list[list[Cell]]:
    reader = csv.reader(_lines(text, separator), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            rows.append(list(row))
            if len(rows) == limit:
                break
    except csv.Error as error:
        raise Undecodable from error
    return rows


def _lines(text: str, separator: str) -> Iterator[str]:
    """The lines, as far as none would make millions of cells."""
    for line in io.StringIO(text, newline=""):
        if line.count(separator) > _MOST_SEPARATORS:
            raise TooBig
        yield line

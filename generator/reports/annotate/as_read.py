"""Writes the cells of a file as they were read, for formats that cannot be marked themselves (.ods, .xls, .csv)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet as XlsxSheet

from generator.writing.spreadsheets import in_xml, print_on_a4, write_text
from schemas.cell import Cell
from schemas.reading.text import is_empty, shown
from schemas.reading.worksheet import Worksheet

MIN_WIDTH, MAX_WIDTH = 9, 40
_LINE_HEIGHT_PT, _MOST_LINES = 15, 20
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LINE = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FIRST_YEAR = 1900
"""Before, an .xlsx has no dates."""


def workbook_as_read(worksheets: Sequence[Worksheet], file_stem: str) -> tuple[Workbook, dict[str | None, XlsxSheet]]:
    """A workbook with these cells, and its sheets by the name they have in the file.

    The only worksheet of a .csv, without a name, takes `file_stem`.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets: dict[str | None, XlsxSheet] = {}
    for worksheet in worksheets:
        title = free_sheet_name(workbook, worksheet.name or file_stem)
        sheets[worksheet.name] = workbook.create_sheet(title)
        _fill(sheets[worksheet.name], worksheet)
    return workbook, sheets


def free_sheet_name(workbook: Workbook, wanted: str) -> str:
    """A name that an .xlsx allows and that no sheet of the workbook has: `À corriger`, `À corriger (2)`."""
    allowed = _FORBIDDEN.sub("_", in_xml(wanted)).strip("' ")[:_LONGEST_NAME].strip("' ") or "Feuille"
    taken = {name.casefold() for name in workbook.sheetnames}
    name, number = allowed, 1
    while name.casefold() in taken:
        number += 1
        name = f"{allowed[: _LONGEST_NAME - 5]} ({number})"
    return name


def _fill(sheet: XlsxSheet, worksheet: Worksheet) -> None:
    errors = worksheet.errors
    rows: list[list[Cell]] = [
        [errors.get((row, column)) or value for column, value in enumerate(values)]
        for row, values in enumerate(worksheet.rows)
    ]
    widths = _widths(rows)
    for row, values in enumerate(rows, start=1):
        if not all(is_empty(value) for value in values):
            _fill_row(sheet, row, values, max(widths))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    print_on_a4(sheet)


def _fill_row(sheet: XlsxSheet, row: int, values: list[Cell], last_column: int) -> None:
    for column in range(1, last_column + 1):
        cell = sheet.cell(row, column)
        cell.border = _GRID
        _write(cell, values[column - 1] if column <= len(values) else None)
    lines = max(len(value.splitlines()) for value in map(str, values))
    if lines > 1:  # LibreOffice does not fit rows to their text when it opens an .xlsx
        sheet.row_dimensions[row].height = min(lines, _MOST_LINES) * _LINE_HEIGHT_PT


def _widths(rows: list[list[Cell]]) -> dict[int, int]:
    """A width for each column in use, numbered from 1."""
    longest: dict[int, int] = {}
    for values in rows:
        for column, value in enumerate(values, start=1):
            if not is_empty(value):
                lines = value.splitlines() if isinstance(value, str) else [shown(value)]
                longest[column] = max(longest.get(column, 0), *map(len, lines))
    return {column: max(MIN_WIDTH, min(length + 2, MAX_WIDTH)) for column, length in longest.items()}


def _write(cell: Any, value: Cell) -> None:
    match value:
        case str():
            write_text(cell, value)
            cell.alignment = Alignment(vertical="center", wrap_text="\n" in value)
        case float() if not math.isfinite(value):
            write_text(cell, str(value))
        case date() if value.year < _FIRST_YEAR:  # a datetime is a date too
            write_text(cell, shown(value))
        case _:
            cell.value = value
            cell.number_format = _number_format(value)


def _number_format(value: Cell) -> str:
    match value:
        case datetime() if value.time() != time(0):
            return "DD/MM/YYYY HH:MM"
        case date():
            return "DD/MM/YYYY"
        case time():
            return "HH:MM"
        case timedelta():
            return "[HH]:MM"
        case _:
            return "General"

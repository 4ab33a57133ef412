"""Spreadsheets to fill in, made from the column dictionary: titles, formats, drop-down lists, and a hint at each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.writing.spreadsheets import TEXT, mark_as_ours, packed, print_on_a4, write_text
from schemas.columns import Column, Kind, by_id

Row = Mapping[str, str | int | float | date | time]
"""The cells of a row by column identifier."""

SESSIONS = (
    "id",
    "date",
    "start",
    "end",
    "site",
    "room",
    "invigilators",
    "seats",
    "session_number",
    "access_code",
    "notes",
)
ROSTER = (
    "last_name",
    "first_name",
    "birth_date",
    "birth_place",
    "sex",
    "birth_postal_code",
    "birth_country",
    "ine",
    "division",
    "extra_time_percent",
    "positioned_competences",
    "account_ready",
)

_ROWS = 300
"""How many rows of a table are made ready."""
_FORMATS = {
    Kind.DATE: "DD/MM/YYYY",
    Kind.BIRTH_DATE: "DD/MM/YYYY",
    Kind.TIME: "HH:MM",
    Kind.COUNT: "0",
    Kind.COMPETENCES: "0",
    Kind.PERCENT: "0\\ %",
}
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="D9D9D9"), PatternFill("solid", fgColor="F2F2F2")
_CHOICES = {"sex": "M,F", "account_ready": "oui,non"}
_LONGEST_HINT, _LONGEST_HINT_TITLE = 255, 32  # of the format


def blank_table(kind: str, columns: Sequence[str], *, worksheet: str, rows: Sequence[Row] = ()) -> bytes:
    """A table of this kind with these columns, in this order; `rows` are already filled in. The same bytes each time."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = worksheet
    for index, id in enumerate(columns, 1):
        _write_column(sheet, index, by_id(kind)[id], [row.get(id) for row in rows])
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet)
    mark_as_ours(workbook, keyword=f"consigne-{kind}", title=worksheet)
    return packed(workbook)


def _write_column(sheet: Any, index: int, column: Column, values: Sequence[Any]) -> None:
    head = sheet.cell(1, index)
    write_text(head, f"{column.title} *" if column.required else column.title)
    head.font = Font(name="Arial", size=11, bold=True)
    head.fill = _REQUIRED if column.required else _OPTIONAL
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    letter = get_column_letter(index)
    least = 22 if column.kind is Kind.TEXT else 13
    sheet.column_dimensions[letter].width = max(least, len(column.title) * 0.8, len(column.example) + 2)
    for row in range(2, _ROWS + 2):
        cell = sheet.cell(row, index)
        cell.number_format = _FORMATS.get(column.kind, TEXT)
        cell.font = Font(name="Arial", size=11)
    for row, value in enumerate(values, 2):
        if isinstance(value, str):
            write_text(sheet.cell(row, index), value)
        elif value is not None:
            sheet.cell(row, index).value = value
    sheet.add_data_validation(_validation(column, f"{letter}2:{letter}{_ROWS + 1}"))


def _validation(column: Column, cells: str) -> DataValidation:
    """What the cells of a column take. The spreadsheet program only warns: the check reads more forms than it knows."""
    match column.kind:
        case Kind.DATE | Kind.BIRTH_DATE:
            validation = DataValidation("date", operator="greaterThan", formula1="1")
        case Kind.TIME:
            validation = DataValidation("time", operator="between", formula1="0", formula2="0.999988")
        case Kind.COUNT | Kind.COMPETENCES:
            validation = DataValidation("whole", operator="between", formula1="0", formula2="1000")
        case Kind.PERCENT:
            validation = DataValidation("decimal", operator="between", formula1="0.01", formula2="0.99")
        case _ if column.id in _CHOICES:
            validation = DataValidation("list", formula1=f'"{_CHOICES[column.id]}"')
        case _:
            validation = DataValidation()
    validation.allow_blank = True
    validation.showInputMessage = True
    validation.promptTitle = column.title[:_LONGEST_HINT_TITLE]
    validation.prompt = f"{column.meaning} Exemple : {column.example}."[:_LONGEST_HINT]
    if validation.type:
        validation.showErrorMessage, validation.errorStyle = True, "warning"
        validation.error = f"Une valeur comme « {column.example} » est attendue ici."
    validation.add(cells)
    return validation

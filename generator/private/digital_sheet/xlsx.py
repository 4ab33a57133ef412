"""The digital attendance sheet as .xlsx: identities given and locked, the rest to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.private.digital_sheet import content
from generator.private.digital_sheet.content import DigitalSheet, SheetColumn, sheet_content
from generator.writing.spreadsheets import lines_in, mark_as_ours, packed, print_on_a4, write_text
from schemas.centre import CentreSettings
from schemas.records import Candidate, Session, SheetRow

_GRID = Border(*(Side(style="thin", color="808080"),) * 4)
_GIVEN, _HEAD, _HEAD_OPEN = (PatternFill("solid", fgColor=color) for color in ("F2F2F2", "D9D9D9", "FFFFFF"))
_MISSING = PatternFill(patternType="lightUp", fgColor="C65911", bgColor="FCE4D6")
_WRONG = PatternFill("solid", fgColor="F4B084", bgColor="F4B084")
_FORMATS = {"birth_date": "DD/MM/YYYY", "extra_time_percent": "0\\ %", "certification_number": "0"}
_FONT = "Arial"
_LINE_PT, _ROW_PT = 14.5, 29.0


def digital_sheet(
    session: Session,
    candidates: Sequence[Candidate],
    settings: CentreSettings,
    rows: Sequence[SheetRow | None] = (),
) -> bytes:
    """The sheet of a session, for these candidates of it in this order: the same bytes for the same records.

    `rows`, once the test is over, is what was entered for each of them, in the same order, None for nothing.
    """
    sheet = sheet_content(session, candidates, settings, rows)
    workbook = Workbook()
    worksheet: Any = workbook.active
    worksheet.title = sheet.worksheet
    _write_facts(worksheet, sheet)
    head = len(sheet.facts) + 3
    _write_head(worksheet, sheet, head)
    for offset, row in enumerate(sheet.rows, 1):
        _write_row(worksheet, sheet, head + offset, row)
    if sheet.rows:
        first, last = head + 1, head + len(sheet.rows)
        _write_choices(workbook)
        _offer_choices(worksheet, sheet, first, last)
        _mark_what_is_missing(worksheet, sheet, first, last)
    _write_conditions(worksheet, sheet, head + len(sheet.rows) + 2)
    _set_up(worksheet, sheet, head)
    mark_as_ours(workbook, keyword=content.KEYWORD, title=f"{content.TITLE} – {session.id}")
    return packed(workbook)


def _write_facts(worksheet: Any, sheet: DigitalSheet) -> None:
    for row, text in enumerate((content.TITLE, *sheet.facts, content.GUIDE), 1):
        cell = worksheet.cell(row, 1)
        write_text(cell, text)
        cell.font = Font(name=_FONT, size=15 if row == 1 else 11, bold=row <= 2, italic=text == content.GUIDE)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(sheet.columns))
        lines = lines_in(text, sheet.width)
        worksheet.row_dimensions[row].height = 22 if row == 1 else 2 + _LINE_PT * lines


def _write_head(worksheet: Any, sheet: DigitalSheet, row: int) -> None:
    for index, column in enumerate(sheet.columns, 1):
        cell = worksheet.cell(row, index)
        if column.title:
            write_text(cell, column.title)
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.fill = _HEAD_OPEN if column.open else _HEAD
        cell.border = _GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        worksheet.column_dimensions[get_column_letter(index)].width = column.width
    worksheet.row_dimensions[row].height = 4 * _LINE_PT + 2


def _write_row(worksheet: Any, sheet: DigitalSheet, row: int, values: Sequence[content.Value]) -> None:
    lines = 1
    for index, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
        cell = worksheet.cell(row, index)
        if isinstance(value, str):
            lines = max(lines, lines_in(value, column.width))
            cell.number_format = "@"
            if value:
                write_text(cell, value)
        else:
            cell.value = value
        _dress(cell, column)
    worksheet.row_dimensions[row].height = max(_ROW_PT, _LINE_PT * lines + 2)


def _dress(cell: Any, column: SheetColumn) -> None:
    cell.number_format = _FORMATS.get(column.id, cell.number_format)
    cell.font = Font(name=_FONT, size=11, bold=column.id == "last_name")
    cell.border = _GRID
    cell.protection = Protection(locked=not column.open)
    cell.alignment = Alignment(
        horizontal="center" if column.centred else "left",
        vertical="center",
        wrap_text=True,
        indent=0 if column.centred else 1,
    )
    if not column.open:
        cell.fill = _GIVEN


def _write_choices(workbook: Workbook) -> None:
    worksheet = workbook.create_sheet(content.CHOICES_WORKSHEET)
    for row, choice in enumerate(content.CHOICES, 1):
        write_text(worksheet.cell(row, 1), choice)
    worksheet.column_dimensions["A"].width = 60
    worksheet.protection.sheet = True
    worksheet.sheet_state = "hidden"  # and so never printed


def _offer_choices(worksheet: Any, sheet: DigitalSheet, first: int, last: int) -> None:
    yes_no = f'"{",".join(content.YES_NO)}"'
    codes = f"{content.CHOICES_WORKSHEET}!$A$1:$A${len(content.CHOICES)}"
    for id, validation in {
        "present": DataValidation("list", formula1=yes_no, error=content.NOT_YES_NO),
        "certification_number": DataValidation(
            "whole", operator="between", formula1="1", formula2="999999999999999", error=content.NOT_A_NUMBER
        ),
        "end_screen_seen": DataValidation("list", formula1=yes_no, error=content.NOT_YES_NO),
        "comments": DataValidation("list", formula1=codes, showErrorMessage=False),  # a hint: any text is right
    }.items():
        validation.allow_blank = True
        validation.promptTitle, validation.prompt = (
            sheet.columns[sheet.position(id)].title.partition("\n")[0],
            content.HINTS[id],
        )
        validation.showInputMessage = True
        if validation.error:
            validation.showErrorMessage = True
        letter = sheet.letter(id)
        validation.add(f"{letter}{first}:{letter}{last}")
        worksheet.add_data_validation(validation)


def _mark_what_is_missing(worksheet: Any, sheet: DigitalSheet, first: int, last: int) -> None:
    letters = {id: sheet.letter(id) for id in content.PLACES.values()}
    numbers = letters["certification_number"]
    ranges = {
        "numbers": f"${numbers}${first}:${numbers}${last}",
        "filled": f"${letters['present']}${first}:${letters['comments']}${last}",
    }
    cells = {place: f"${letters[id]}{first}" for place, id in content.PLACES.items()}
    for mark in content.MARKS:
        letter = letters[mark.column]
        style = DifferentialStyle(fill=_WRONG if mark.wrong else _MISSING, font=Font(bold=True) if mark.wrong else None)
        rule = Rule(type="expression", dxf=style, formula=[mark.formula.format(**cells, **ranges)])
        worksheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _write_conditions(worksheet: Any, sheet: DigitalSheet, row: int) -> None:
    # In the column of the numbers, which no reader takes for one of the table.
    cell = worksheet.cell(row, 1)
    write_text(cell, content.CONDITIONS)
    cell.font = Font(name=_FONT, size=9)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(sheet.columns))
    worksheet.row_dimensions[row].height = 4 + 12 * lines_in(content.CONDITIONS, sheet.width)


def _set_up(worksheet: Any, sheet: DigitalSheet, head: int) -> None:
    worksheet.freeze_panes = worksheet.cell(head + 1, sheet.position("first_name") + 2)
    worksheet.sheet_view.showGridLines = False
    worksheet.print_title_rows = f"{head}:{head}"
    print_on_a4(worksheet)
    worksheet.page_margins.bottom = 0.8
    worksheet.page_margins.header = 0.3  # inches from the edge, so that it ends above the table
    worksheet.oddFooter.left.text, worksheet.oddFooter.left.size = content.CONSENT, 8
    worksheet.oddFooter.center.text = None
    worksheet.oddHeader.right.text, worksheet.oddHeader.right.size = f"{sheet.confidential} – &P/&N", 8
    protection = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False  # False: allowed

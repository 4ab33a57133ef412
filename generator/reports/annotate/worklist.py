"""The first worksheet of a copy, « À corriger »: one row per finding, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet as XlsxSheet

from generator.language.french import counted, enumerated
from generator.reports.addresses import rule_address
from generator.reports.annotate.as_read import free_sheet_name
from generator.reports.annotate.marks import AROUND, FILLS, LABELS, Marked
from generator.writing.spreadsheets import in_xml, print_on_a4, write_text
from schemas.finding import Finding, Severity

NAME = "À corriger"
TITLES = ("Gravité", "Code", "Feuille", "Cellule", "Colonne", "Ce qui ne va pas", "Valeur")
WIDTHS = (17, 9, 20, 11, 24, 66, 28)

MAX_LINKS = 32_000
"""Of rows, each with two; Excel takes a worksheet with more than 65,530 links for a damaged one."""
_LONGEST_VALUE = 500
_HIGHEST_ROW_PT = 400

_ADVICE = (
    "Corrigez l’original, pas cette copie\u00a0: elle sera refaite. Elle contient les mêmes données personnelles que "
    "l’original\u00a0: ne la mettez ni dans le dépôt ni en ligne."
)
_PLAIN, _BOLD = Font(name="Arial", size=10), Font(name="Arial", size=10, bold=True)
_HEADLINE, _WHITE = (
    Font(name="Arial", size=15, bold=True),
    Font(name="Arial", size=10, bold=True, color="FFFFFF"),
)
_LINK = Font(name="Arial", size=10, color="0B4F9E", underline="single")
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TITLE_FILL = PatternFill("solid", fgColor="1F3A5F")
_IN_CELL = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_LINE_HEIGHT_PT = 13
_CHARACTERS_A_WIDTH = 1.1
"""Of Arial 10 in one unit of a column's width, so few that another font fits too."""


def add_worklist(
    workbook: Workbook, marked: Sequence[Marked], file: str, note: str | None, site_url: str | None
) -> None:
    """Adds the list as the first worksheet, and opens the workbook on it. With `site_url`, codes lead to their pages."""
    sheet = workbook.create_sheet(free_sheet_name(workbook, NAME), 0)
    title_row = _head(sheet, file, [one.finding for one in marked], note)
    for column, title in enumerate(TITLES, start=1):
        _title(sheet.cell(title_row, column), title)
    for row, one in enumerate(marked, start=title_row + 1):
        _row(sheet, row, one, linked=row - title_row <= MAX_LINKS, site_url=site_url)
    _lay_out(sheet, title_row, title_row + len(marked))
    _open_on_first(workbook)


def _head(sheet: XlsxSheet, file: str, findings: Sequence[Finding], note: str | None) -> int:
    """Writes what stands above the table; gives the row of its titles."""
    lines = [f"À corriger\u00a0: {file}", f"{_counts(findings)}. {_ADVICE}", *([note] if note else [])]
    for row, line in enumerate(lines, start=1):
        cell = sheet.cell(row, 1)
        write_text(cell, line)
        cell.font = _HEADLINE if row == 1 else _PLAIN
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(TITLES))
        sheet.row_dimensions[row].height = 30 if row == 1 else _height([line], [sum(WIDTHS)])
    return len(lines) + 2


def _counts(findings: Sequence[Finding]) -> str:
    numbers = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    said = [counted(number, LABELS[severity].lower()) for severity, number in numbers.items() if number]
    return enumerated(said)


def _title(cell: Any, text: str) -> None:
    write_text(cell, text)
    cell.font = _WHITE
    cell.fill, cell.border = _TITLE_FILL, _BOX
    cell.alignment = _IN_CELL


def _row(sheet: XlsxSheet, row: int, one: Marked, *, linked: bool, site_url: str | None) -> None:
    finding, place = one.finding, one.finding.place
    texts = (
        LABELS[finding.severity],
        finding.code,
        place.worksheet or (one.sheet.title if one.sheet else ""),
        _where(one),
        place.column or "",
        finding.message,
        _shortened(finding.value or ""),
    )
    for column, text in enumerate(texts, start=1):
        cell: Any = sheet.cell(row, column)
        write_text(cell, text)
        cell.font, cell.alignment, cell.border = _BOLD if column == 1 else _PLAIN, _IN_CELL, _BOX
    sheet.row_dimensions[row].height = _height(texts, WIDTHS)
    severity: Any = sheet.cell(row, 1)
    severity.fill, severity.border = FILLS[finding.severity], AROUND[finding.severity]
    if linked and one.sheet is not None:
        _link(sheet.cell(row, 4), one.sheet.title, one.cell or f"A{place.row or 1}")
    if linked and site_url:
        code: Any = sheet.cell(row, 2)
        code.hyperlink, code.font = rule_address(finding.code, site_url), _LINK


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Points that a row needs. LibreOffice does not fit rows to wrapped text by itself when it opens an .xlsx."""
    lines = (
        sum(1 + len(line) // int((width - 4) * _CHARACTERS_A_WIDTH) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(max(lines) * _LINE_HEIGHT_PT + 7, _HIGHEST_ROW_PT)


def _where(one: Marked) -> str:
    place = one.finding.place
    if place.cell:
        return place.cell
    if place.row:
        return f"ligne {place.row}"
    return "feuille" if place.worksheet else "fichier"


def _link(cell: Any, sheet: str, address: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}")
    cell.font = _LINK


def _shortened(value: str) -> str:
    text = in_xml(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _lay_out(sheet: XlsxSheet, title_row: int, last_row: int) -> None:
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[title_row].height = 22
    sheet.freeze_panes = f"A{title_row + 1}"
    sheet.auto_filter.ref = f"A{title_row}:G{last_row}"
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{title_row}:{title_row}"
    print_on_a4(sheet)
    properties: Any = sheet.sheet_properties
    properties.tabColor = "8B0000"


def _open_on_first(workbook: Workbook) -> None:
    """Two worksheets selected at once would both take what someone types."""
    workbook.active = 0
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet is workbook.worksheets[0]
    for view in workbook.views:
        view.firstSheet = 0

"""Marks faulty cells so that they are seen in grey too: a fill, a border of its own for each severity, a comment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet as XlsxSheet

from generator.writing.our_mark import CREATOR
from generator.writing.spreadsheets import in_xml
from schemas.finding import Finding, Severity
from schemas.rules.registry import RULES

FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="F8B9B4"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEFB5"),
}
SIDES = {
    Severity.ERROR: Side(style="thick", color="8B0000"),
    Severity.WARNING: Side(style="mediumDashed", color="7F6000"),
}
AROUND = {severity: Border(left=side, right=side, top=side, bottom=side) for severity, side in SIDES.items()}
LABELS = {Severity.ERROR: "Erreur", Severity.WARNING: "Avertissement"}

_TITLES = {rule.code: rule.title for rule in RULES}
_COMMENT_WIDTH_PX = 380
_CHARACTERS_A_LINE = 52
_LINE_HEIGHT_PX = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A finding and the cell of the copy that shows it: the first of merged cells; None for a whole table or file."""

    finding: Finding
    sheet: XlsxSheet | None
    cell: str | None


def mark(sheets: Mapping[str | None, XlsxSheet], findings: Sequence[Finding]) -> list[Marked]:
    """Marks each finding that has a cell; `sheets` are those of the copy, by the name that findings give them."""
    marked = [_placed(sheets, finding) for finding in findings]
    by_cell: dict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    merged = {name: _merged(sheet) for name, sheet in sheets.items()}
    for one in marked:
        if one.sheet is not None and one.cell is not None:
            by_cell[one.finding.place.worksheet, one.cell].append(one.finding)
    for (name, cell), group in by_cell.items():
        _mark_cell(sheets[name], cell, merged[name].get(cell), group)
    return marked


def _merged(sheet: XlsxSheet) -> dict[str, Any]:
    """The merged areas of a sheet by their first cell."""
    return {area.start_cell.coordinate: area for area in sheet.merged_cells.ranges}


def _placed(sheets: Mapping[str | None, XlsxSheet], finding: Finding) -> Marked:
    sheet = sheets.get(finding.place.worksheet)
    if sheet is None or finding.place.cell is None:
        return Marked(finding=finding, sheet=sheet, cell=None)
    return Marked(finding=finding, sheet=sheet, cell=_first_of_merged(sheet, finding.place.cell))


def _first_of_merged(sheet: XlsxSheet, address: str) -> str:
    """Of merged cells only the first can hold a comment."""
    if not isinstance(sheet[address], MergedCell):
        return address
    around = next((area for area in sheet.merged_cells.ranges if address in area), None)
    return f"{get_column_letter(around.min_col)}{around.min_row}" if around else address


def _mark_cell(sheet: XlsxSheet, address: str, area: Any, findings: Sequence[Finding]) -> None:
    """Marks a cell, with the merged `area` that it starts, if any."""
    worst = min(finding.severity for finding in findings)  # "error" comes before "warning"
    cell: Any = sheet[address]
    cell.fill = FILLS[worst]
    cell.font = _in_black(cell.font)
    if area is None:
        cell.border = AROUND[worst]
    else:
        _border_around(sheet, area, SIDES[worst])
    cell.comment = _comment(findings, cell.comment)
    _reveal(sheet, cell.row, cell.column_letter)


def _in_black(font: Any) -> Font:
    """White on dark, usual for titles, would not be read on our fill."""
    black: Font = copy(font)
    black.color = Color(rgb="FF000000")
    return black


def _border_around(sheet: XlsxSheet, area: Any, side: Side) -> None:
    for row, column in area.cells:
        sheet.cell(row, column).border = Border(
            left=side if column == area.min_col else None,
            right=side if column == area.max_col else None,
            top=side if row == area.min_row else None,
            bottom=side if row == area.max_row else None,
        )


def _reveal(sheet: XlsxSheet, row: int, letter: str) -> None:
    """A fault in what is hidden could not be found."""
    sheet.sheet_state = "visible"
    if row in sheet.row_dimensions:
        sheet.row_dimensions[row].hidden = False
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and (dimension.min or 0) <= sheet[f"{letter}1"].column <= (dimension.max or 0):
            dimension.hidden = False


def _comment(findings: Sequence[Finding], present: Comment | None) -> Comment:
    said = [
        f"{LABELS[finding.severity]} {finding.code} – {_TITLES.get(finding.code, finding.name)}\n{finding.message}{f' ({finding.hint})' if finding.hint else ''}"
        for finding in findings
    ]
    if present is not None:
        said.append(f"Commentaire déjà là ({present.author})\u00a0:\n{present.text}")
    text = in_xml("\n\n".join(said))
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.split("\n"))
    height = min(lines + 1, 40) * _LINE_HEIGHT_PX
    return Comment(text, CREATOR, height=height, width=_COMMENT_WIDTH_PX)

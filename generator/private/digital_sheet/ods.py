"""The digital attendance sheet as .ods, which Pix accepts too: the same content, locks, choices, marks and print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from odfdo import Document, Element

from generator.private.digital_sheet import content
from generator.private.digital_sheet.content import DigitalSheet, SheetColumn, sheet_content
from generator.private.digital_sheet.ods_page import MIMETYPE, PARTS, manifest, page_styles, properties, view
from generator.private.digital_sheet.ods_styles import (
    CELL_STYLE,
    HEAD_LINES,
    PERSON_LINES,
    cell_styles,
    element,
    head_style,
    mark_styles,
    row_style,
)
from generator.writing.spreadsheets import in_xml, lines_in, zipped
from schemas.centre import CentreSettings
from schemas.records import Candidate, Session, SheetRow

_VALIDATED = ("present", "certification_number", "end_screen_seen", "comments")


def digital_sheet_ods(
    session: Session,
    candidates: Sequence[Candidate],
    settings: CentreSettings,
    rows: Sequence[SheetRow | None] = (),
) -> bytes:
    """The sheet of a session, for these candidates of it in this order: the same bytes for the same records.

    `rows`, once the test is over, is what was entered for each of them, in the same order, None for nothing.
    """
    sheet = sheet_content(session, candidates, settings, rows)
    head = len(sheet.facts) + 3
    document = Document("spreadsheet")
    _refill(document, "content.xml", "//office:automatic-styles", cell_styles(sheet, first=head + 1))
    _refill(document, "content.xml", "//office:spreadsheet", (_validations(sheet, head + 1), _table(sheet)))
    layouts, masters = page_styles(sheet)
    for tag, children in (
        ("automatic-styles", layouts),
        ("master-styles", masters),
        ("styles", mark_styles()),
    ):
        _refill(document, "styles.xml", f"//office:{tag}", children)
    _refill(document, "meta.xml", "//office:meta", properties(session))
    _refill(document, "settings.xml", "//office:settings", (view(sheet, head),))
    parts = {name: _xml(document, name).serialize() for name in PARTS}
    return zipped({"mimetype": MIMETYPE.encode(), **parts, "META-INF/manifest.xml": manifest()})


def _refill(document: Document, part: str, path: str, children: Sequence[Element]) -> None:
    """Puts these elements in the place of what the library's empty document has there."""
    parent = _xml(document, part).get_element(path)
    parent.clear()
    for child in children:
        parent.append(child)


def _xml(document: Document, part: str) -> Any:
    return document.get_part(part)  # its declared type is that of all parts, images too


def _table(sheet: DigitalSheet) -> Element:
    table = element("table:table", {"table:name": sheet.worksheet, "table:style-name": "ta", "table:protected": "true"})
    for index in range(len(sheet.columns)):
        table.append(element("table:table-column", {"table:style-name": f"co{index}"}))
    for number, text in enumerate((content.TITLE, *sheet.facts, content.GUIDE)):
        style = {0: "title", 1: "strong", len(sheet.facts) + 1: "guide"}.get(number, "fact")
        table.append(_merged_row(sheet, text, style))
    repeated = element("table:table-header-rows")
    repeated.append(_row(row_style(HEAD_LINES), (_cell(column.title, head_style(column)) for column in sheet.columns)))
    table.append(repeated)
    for values in sheet.rows:
        table.append(_person_row(sheet, values))
    table.append(_row(row_style(1), ()))
    table.append(_merged_row(sheet, content.CONDITIONS, "conditions"))
    return table


def _row(style: str, cells: Iterable[Element]) -> Element:
    row = element("table:table-row", {"table:style-name": style})
    for cell in cells:
        row.append(cell)
    return row


def _merged_row(sheet: DigitalSheet, text: str, style: str) -> Element:
    width = len(sheet.columns)
    cell = _cell(text, style)
    cell.set_attribute("table:number-columns-spanned", str(width))
    cell.set_attribute("table:number-rows-spanned", "1")
    covered = element("table:covered-table-cell", {"table:number-columns-repeated": str(width - 1)})
    return _row(row_style(lines_in(text, sheet.width)), (cell, covered))


def _person_row(sheet: DigitalSheet, values: Sequence[content.Value]) -> Element:
    pairs = list(zip(sheet.columns, values, strict=True))
    lines = max(lines_in(value, column.width) for column, value in pairs if isinstance(value, str))
    return _row(row_style(max(lines, PERSON_LINES)), (_filled(column, value) for column, value in pairs))


def _filled(column: SheetColumn, value: content.Value) -> Element:
    cell = _cell(value, CELL_STYLE.format(column.id or "number"))
    if column.id in _VALIDATED:
        cell.set_attribute("table:content-validation-name", f"of-{column.id}")
    return cell


def _cell(value: content.Value, style: str) -> Element:
    cell = element("table:table-cell", {"table:style-name": style})
    if value == "":
        return cell
    if isinstance(value, str):
        cell.set_attribute("office:value-type", "string")
        for line in in_xml(value).split("\n"):
            cell.append(element("text:p", text=line))
    elif isinstance(value, date):
        cell.set_attribute("office:value-type", "date")
        cell.set_attribute("office:date-value", value.isoformat())
        cell.append(element("text:p", text=value.strftime("%d/%m/%Y")))
    else:
        is_share = isinstance(value, float)
        cell.set_attribute("office:value-type", "percentage" if is_share else "float")
        cell.set_attribute("office:value", str(value))
        cell.append(element("text:p", text=f"{round(value * 100)} %" if is_share else str(value)))
    return cell


def _validations(sheet: DigitalSheet, first: int) -> Element:
    in_list = "of:cell-content-is-in-list({})".format
    yes_no = in_list(";".join(f'"{choice}"' for choice in content.YES_NO))
    conditions = {
        "present": yes_no,
        "certification_number": "of:cell-content-is-whole-number() and cell-content-is-between(1,999999999999999)",
        "end_screen_seen": yes_no,
        "comments": in_list(";".join(f'"{choice}"' for choice in content.CHOICES)),
    }
    validations = element("table:content-validations")
    for id in _VALIDATED:
        validation = element(
            "table:content-validation",
            {
                "table:name": f"of-{id}",
                "table:condition": conditions[id],
                "table:allow-empty-cell": "true",
                "table:base-cell-address": f"'{sheet.worksheet}'.{sheet.letter(id)}{first}",
                "table:display-list": "unsorted",
            },
        )
        title = sheet.columns[sheet.position(id)].title.partition("\n")[0]
        hint = element("table:help-message", {"table:title": title, "table:display": "true"})
        hint.append(element("text:p", text=content.HINTS[id]))
        # A comment is free: its list is a hint.
        error = element(
            "table:error-message",
            {"table:message-type": "stop", "table:display": "false" if id == "comments" else "true"},
        )
        if id != "comments":
            said = content.NOT_A_NUMBER if id == "certification_number" else content.NOT_YES_NO
            error.append(element("text:p", text=said))
        validation.append(hint)
        validation.append(error)
        validations.append(validation)
    return validations

"""How the cells, rows and columns of the .ods sheet look, and its conditional marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from odfdo import Element

from generator.private.digital_sheet import content
from generator.private.digital_sheet.content import DigitalSheet, SheetColumn

CELL_STYLE = "ce-{}"
_MISSING, _WRONG = "ConsigneManque", "ConsigneContredit"
_GRID = "0.5pt solid #808080"
_CHARACTER_CM = 0.215
_LINE_CM, _MOST_LINES = 0.46, 20
HEAD_LINES, PERSON_LINES = 3, 2
_FORMATS = {
    "birth_date": "n-date",
    "extra_time_percent": "n-share",
    "certification_number": "n-count",
    "": "n-count",
}


def element(tag: str, attributes: Mapping[str, str] | None = None, *, text: str | None = None) -> Element:
    """An element with these attributes and this text, both escaped by the library."""
    made = Element.from_tag(tag)
    for name, value in (attributes or {}).items():
        made.set_attribute(name, value)
    if text is not None:
        made.text = text
    return made


def head_style(column: SheetColumn) -> str:
    """The style of a column's title."""
    return "head-open" if column.open else "head"


def row_style(lines: int) -> str:
    """The style of a row that is as high as this many lines."""
    return f"lines-{min(lines, _MOST_LINES)}"


def cell_styles(sheet: DigitalSheet, *, first: int) -> tuple[Element, ...]:
    """The styles that only this document's cells, rows and columns use; `first` is the first row of candidates, from 1."""
    return (
        *_number_formats(),
        _style("ta", "table", {"style:master-page-name": "Default"}),
        *(
            _style(
                f"co{index}",
                "table-column",
                {},
                {"style:column-width": f"{column.width * _CHARACTER_CM:.2f}cm"},
            )
            for index, column in enumerate(sheet.columns)
        ),
        *(
            _style(row_style(lines), "table-row", {}, {"style:row-height": f"{lines * _LINE_CM + 0.08:.2f}cm"})
            for lines in range(1, _MOST_LINES + 1)
        ),
        _cell_style("title", size="15pt", bold=True),
        _cell_style("strong", bold=True),
        _cell_style("fact"),
        _cell_style("guide", italic=True),
        _cell_style("conditions", size="9pt"),
        _cell_style("head", bold=True, centred=True, fill="#d9d9d9", grid=True),
        _cell_style("head-open", bold=True, centred=True, fill="#ffffff", grid=True),
        *(_column_style(sheet, column, first) for column in sheet.columns),
    )


def mark_styles() -> tuple[Element, ...]:
    """The styles that conditional marks give, and the one they start from."""
    return (
        element("style:style", {"style:name": "Default", "style:family": "table-cell"}),
        _cell_style(_MISSING, fill="#fce4d6", border="1.5pt dashed #c65911", centred=True, parent="Default"),
        _cell_style(_WRONG, fill="#f4b084", bold=True, border="1.5pt solid #c65911", centred=True, parent="Default"),
    )


def _style(
    name: str, family: str, attributes: Mapping[str, str], properties: Mapping[str, str] | None = None
) -> Element:
    style = element("style:style", {"style:name": name, "style:family": family, **attributes})
    if properties:
        style.append(element(f"style:{family}-properties", properties))
    return style


def _cell_style(
    name: str,
    *,
    size: str = "11pt",
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    fill: str | None = None,
    grid: bool = False,
    open: bool = False,
    border: str | None = None,
    format: str | None = None,
    parent: str | None = None,
) -> Element:
    named = {"style:data-style-name": format, "style:parent-style-name": parent}
    style = _style(name, "table-cell", {key: value for key, value in named.items() if value})
    cell = {
        "style:vertical-align": "middle",
        "fo:wrap-option": "wrap",
        "fo:background-color": fill,
        "fo:border": border or (_GRID if grid else None),
        "fo:padding": "0.06cm",
        "style:cell-protect": "none" if open else "protected",
    }
    text = {
        "fo:font-family": "Arial",
        "fo:font-size": size,
        "fo:font-weight": "bold" if bold else None,
        "fo:font-style": "italic" if italic else None,
    }
    paragraph = {
        "fo:text-align": "center" if centred else "start",
        "fo:margin-left": "0.1cm" if grid and not centred else None,
    }
    groups: tuple[tuple[str, Mapping[str, str | None]], ...] = (
        ("table-cell", cell),
        ("paragraph", paragraph),
        ("text", text),
    )
    for kind, properties in groups:
        given = {key: value for key, value in properties.items() if value}
        style.append(element(f"style:{kind}-properties", given))
    return style


def _column_style(sheet: DigitalSheet, column: SheetColumn, first: int) -> Element:
    style = _cell_style(
        CELL_STYLE.format(column.id or "number"),
        bold=column.id == "last_name",
        centred=column.centred,
        grid=True,
        fill=None if column.open else "#f2f2f2",
        open=column.open,
        format=_FORMATS.get(column.id, "n-text"),
    )
    cells = {place: f"[.${sheet.letter(id)}{first}]" for place, id in content.PLACES.items()}
    last = first + len(sheet.rows) - 1
    numbers, start, end = (sheet.letter(id) for id in ("certification_number", "present", "comments"))
    ranges = {
        "numbers": f"[.${numbers}${first}:.${numbers}${last}]",
        "filled": f"[.${start}${first}:.${end}${last}]",
    }
    for mark in content.MARKS:
        if mark.column == column.id:
            formula = mark.formula.replace(",", ";").format(**cells, **ranges)
            style.append(
                element(
                    "style:map",
                    {
                        "style:condition": f"is-true-formula({formula})",
                        "style:apply-style-name": _WRONG if mark.wrong else _MISSING,
                        "style:base-cell-address": f"'{sheet.worksheet}'.{sheet.letter(column.id)}{first}",
                    },
                )
            )
    return style


def _number_formats() -> Iterator[Element]:
    day = element("number:date-style", {"style:name": "n-date"})
    for tag in ("day", "month", "year"):
        if tag != "day":
            day.append(element("number:text", text="/"))
        day.append(element(f"number:{tag}", {"number:style": "long"}))
    whole = {"number:decimal-places": "0", "number:min-integer-digits": "1"}
    share = element("number:percentage-style", {"style:name": "n-share"})
    share.append(element("number:number", whole))
    share.append(element("number:text", text=" %"))
    count = element("number:number-style", {"style:name": "n-count"})
    count.append(element("number:number", whole))
    text = element("number:text-style", {"style:name": "n-text"})
    text.append(element("number:text-content"))
    yield from (day, share, count, text)

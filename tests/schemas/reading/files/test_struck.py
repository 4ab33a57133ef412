"""Names crossed out in the spreadsheet program, as each format tells it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from schemas.rules.examples import roster, sessions
from tests.support.centres import found, ods, write_centre, xlsx


def struck(*cells: str, value: bool = True) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx(*roster({}, {"first_name": "Philibert"}))))
    for cell in cells:
        workbook.active[cell].font = Font(strike=value, bold=True)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        (struck("A3", "B3", "C3"), ["A3"]),
        (struck("B2"), ["B2"]),
        (struck("D2"), []),
        (struck("A2", "B2", value=False), []),
        (struck("A9", "B9"), []),
    ],
)
def test_a_name_that_is_crossed_out_is_said_at_its_cell(tmp_path: Path, data: bytes, cells: list[str]) -> None:
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": data})
    assert found(content) == [("rosters/S1.xlsx", cell, "F012") for cell in cells]


STYLES = (
    '<office:automatic-styles><style:style style:name="barre" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
)


def test_libreoffice_says_it_in_its_own_way(tmp_path: Path) -> None:
    table = roster({"birth_date": "12/03/2011"}, {"first_name": "Philibert", "birth_date": "13/03/2011"})
    lines = "".join(f"<table:table-row>{_cells(row, struck=row is table[2])}</table:table-row>" for row in table)
    content = write_centre(tmp_path, sessions(), {"S1.ods": ods(lines, styles=STYLES)})
    assert found(content) == [("rosters/S1.ods", "A3", "F012")]


def _cells(row: tuple[object, ...], *, struck: bool) -> str:
    style = ' table:style-name="barre"' if struck else ""
    cell = f'<table:table-cell{style} office:value-type="string"><text:p>{{}}</text:p></table:table-cell>'
    return "".join(map(cell.format, row))

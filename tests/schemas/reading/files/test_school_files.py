"""Files as the programs of schools write them."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font

from schemas.check import check_content
from schemas.reading.files.workbook import read_file
from schemas.reading.tables import locate
from schemas.rules.examples import sessions
from tests.support.centres import TODAY, found, write_centre, xlsx

TITLES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance")
PEOPLE = (("Quidam", "Zoé", date(2011, 3, 4), "Ys"), ("Lambda", "Ada", date(2011, 3, 5), "Ys"))


def saved(change):
    book = openpyxl.load_workbook(io.BytesIO(xlsx(TITLES, *PEOPLE, sheet="S1")))
    change(book["S1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def located(tmp_path, data, name="S1.xlsx"):
    path = tmp_path / name
    path.write_bytes(data)
    read = read_file(path, name)
    tables = locate("rosters", read.worksheets)
    troubles = [*read.troubles, *tables.troubles]
    return sum(len(table.rows) for table in tables.tables), [(t.kind.name, t.place.cell) for t in troubles]


def format_many_rows(sheet):
    for row in range(4, 30_000):
        sheet.cell(row, 1).font = Font(bold=True)


def format_many_columns(sheet):
    for column in range(5, 16_385):
        sheet.cell(1, column).font = Font(bold=True)


@pytest.mark.parametrize("change", [format_many_rows, format_many_columns])
def test_cells_that_have_a_look_and_nothing_in_them_are_no_table(tmp_path, change):
    assert located(tmp_path, saved(change)) == (2, [])


@pytest.mark.parametrize("cell", ["B30000", "ZZ2", "XFD1048576"])
def test_a_text_far_away_is_named_with_its_cell(tmp_path, cell):
    def write_far(sheet):
        format_many_rows(sheet)
        sheet[cell] = "x"

    assert located(tmp_path, saved(write_far)) == (0, [("STRAY_CELL", cell)])


def test_the_strict_format_of_excel_is_read(tmp_path):
    spaces = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(TITLES, *PEOPLE))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for usual, strict in spaces.items():
                text = text.replace(usual, strict)
            # Dates are written as such there, not as numbers of days.
            text = text.replace('t="n"><v>40606</v>', 't="d"><v>2011-03-04T00:00:00</v>')
            assert "sheet1" not in name or 't="d"' in text
            new.writestr(name, text)
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": out.getvalue()})
    assert found(content) == []


def test_the_summary_of_an_export_of_numbers_is_no_table(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(xlsx(("Tableau 1",), TITLES, *PEOPLE, sheet="Feuille 1")))
    summary = book.create_sheet("Résumé de l’exportation", 0)
    summary["B4"] = "Ce document a été exporté depuis Numbers. Chaque tableau a été converti."
    summary["B7"], summary["C7"], summary["D7"] = (
        "Nom de feuille Numbers",
        "Nom de tableau Numbers",
        "Nom de feuille de calcul Excel",
    )
    out = io.BytesIO()
    book.save(out)
    assert located(tmp_path, out.getvalue()) == (2, [])


def test_a_row_struck_through_is_said_and_read(tmp_path):
    def strike(sheet):
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        sheet["D2"].font = Font(strike=True)

    assert located(tmp_path, saved(strike)) == (2, [("STRUCK_ROW", "A3")])


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
<style:style style:name="ce1" style:family="table-cell"><style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="ce2" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="S1">{}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods(*styled):
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in texts
        )
        + "</table:table-row>"
        for style, texts in styled
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def test_a_row_struck_through_in_an_ods_is_said_too(tmp_path):
    people = [("Quidam", "Zoé", "04/03/2011", "Ys"), ("Lambda", "Ada", "05/03/2011", "Ys")]
    data = ods(("ce1", TITLES), ("ce1", people[0]), ("ce2", people[1]))
    assert located(tmp_path, data, "S1.ods") == (2, [("STRUCK_ROW", "A3")])


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Lambda;Ada;05/03/2011;Ys;en trop", ["E3"]),
        ("Lambda;Ada;05/03/2011;Ys;;;encore", ["G3"]),
        ("Lambda;Ada;05/03/2011;Ys;;;", []),
        ('Lambda;Ada;05/03/2011;"Ys ; Is"', []),
    ],
)
def test_a_line_of_a_csv_with_too_many_fields_is_said_at_the_first_of_them(tmp_path, line, cells):
    text = "\n".join([";".join(TITLES), "Quidam;Zoé;04/03/2011;Ys", line])
    assert located(tmp_path, text.encode(), "S1.csv") == (2, [("BEYOND_THE_TITLES", cell) for cell in cells])


def test_an_empty_cell_that_a_merged_one_covers_is_said_to_be_merged(tmp_path):
    def merge(sheet):
        sheet["D3"] = None
        sheet.merge_cells("D2:D3")

    content = write_centre(tmp_path, sessions(), {"S1.xlsx": saved(merge)})
    (finding,) = check_content(content, TODAY).findings
    assert (finding.code, finding.place.cell, "fusionnée avec D2" in finding.message) == ("R006", "D3", True)


def test_merged_cells_of_an_ods_and_an_xls_are_known(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1")
    sheet.write_merge(1, 2, 3, 3, "Ys")
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "a.xls").write_bytes(out.getvalue())
    (old,) = read_file(tmp_path / "a.xls", "a.xls").worksheets
    assert old.covered == {(2, 3): "D2"}
    (tmp_path / "a.ods").write_bytes(with_spans(ods(("ce1", TITLES))))
    (new,) = read_file(tmp_path / "a.ods", "a.ods").worksheets
    assert new.covered == {(1, 0): "A1"}


def with_spans(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(
                name, text.replace("<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" ', 1)
            )
    return out.getvalue()


def test_attestations_beside_the_results_are_left_alone(tmp_path):
    content = write_centre(tmp_path, sessions(), {})
    (content / "results").mkdir()
    (content / "results" / "attestations.pdf").write_bytes(b"%PDF-1.7")
    assert found(content) == []


def test_a_completed_sheet_needs_no_birth_place(tmp_path):
    content = write_centre(tmp_path, sessions({"date": date(2026, 11, 20)}), {"S1.xlsx": xlsx(TITLES, *PEOPLE)})
    (content / "sheets").mkdir()
    titles = (*TITLES[:3], "Numéro de certification", "Écran de fin de test vu", "Commentaires")
    rows = [(*person[:3], 100230 + number, "x", None) for number, person in enumerate(PEOPLE)]
    (content / "sheets" / "S1.xlsx").write_bytes(xlsx(titles, *rows))
    assert found(content) == []

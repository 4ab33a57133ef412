"""Files from outside are hostile until checked: each is a finding, none a crash."""

import io
import struct
import zipfile

import openpyxl
import pytest
import xlwt

from schemas.reading.files.workbook import read_file
from schemas.rules.troubles import finding_of
from tests.support.centres import ods, xlsx


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    content = read_file(path, name)
    assert path.read_bytes() == data
    return [finding.code for finding in map(finding_of, content.troubles)], content.worksheets


def repacked(data, **parts):
    """A workbook with some parts replaced, by the end of their name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            replaced = next(
                (body for end, body in parts.items() if name.endswith(end if "." in end else end + ".xml")),
                None,
            )
            new.writestr(name, old.read(name) if replaced is None else replaced)
    return out.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
WORKBOOK = xlsx(("Nom", "Prénom"), ("Quidam", "Zélie"))


@pytest.mark.parametrize("length", [10, 100, 1000, 3000, -30])
def test_a_truncated_workbook_is_damaged(tmp_path, length):
    assert read(tmp_path, "a.xlsx", WORKBOOK[:length])[0] == ["F001"]


# Never by its length: a workbook holds the hour of its writing, and two processes that run tests must name them alike.
@pytest.mark.parametrize("position", range(0, 4800, 97))
def test_a_workbook_with_a_flipped_byte_is_read_or_damaged_but_never_a_crash(tmp_path, position):
    data = bytearray(WORKBOOK)
    data[position] ^= 0xFF
    codes, worksheets = read(tmp_path, "a.xlsx", bytes(data))
    assert codes in ([], ["F001"], ["F009"])
    assert bool(codes) != bool(worksheets)


def test_a_cell_at_the_end_of_the_sheet_is_too_big_before_memory_is_taken(tmp_path):
    far = SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert read(tmp_path, "a.xlsx", repacked(WORKBOOK, sheet1=far))[0] == ["F009"]


FAR = SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="worksheet" Target="{}"/></Relationships>'
)


@pytest.mark.parametrize(
    "target", ["theme/evil.xml", "/xl/theme/evil.xml", "../docProps/evil.xml", "worksheets/none.xml"]
)
def test_a_worksheet_hidden_where_nobody_looks_is_not_opened(tmp_path, target):
    out = io.BytesIO(repacked(WORKBOOK, **{"workbook.xml.rels": LINKS.format(target)}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/theme/evil.xml", FAR)
        archive.writestr("docProps/evil.xml", FAR)
    assert read(tmp_path, "a.xlsx", out.getvalue())[0] == ["F001"]


def test_two_parts_of_one_name_are_refused(tmp_path):
    out = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", FAR)
    assert read(tmp_path, "a.xlsx", out.getvalue())[0] == ["F001"]


def test_a_bomb_is_too_big(tmp_path):
    assert read(tmp_path, "a.xlsx", repacked(WORKBOOK, sheet1=b" " * 210_000_000))[0] == ["F009"]


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    data = bytearray(repacked(WORKBOOK, sheet1=b" " * 210_000_000))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if struct.unpack_from("<I", data, start + offset)[0] == 210_000_000:
                struct.pack_into("<I", data, start + offset, 1000)
            start += 4
    assert read(tmp_path, "a.xlsx", bytes(data))[0] == ["F009"]


def test_entities_are_never_expanded(tmp_path):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert read(tmp_path, "a.xlsx", repacked(WORKBOOK, workbook=laughs))[0] == ["F001"]


CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1000000">{CELL.format("")}</table:table-row>',
        f"<table:table-row>{CELL.format(chr(32) + chr(116) + 'able:number-columns-repeated=' + chr(34) + '16000' + chr(34))}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{CELL.format('')}</table:table-row>",
    ],
)
def test_repeated_cells_of_an_ods_are_counted_before_they_are_unfolded(tmp_path, rows):
    assert read(tmp_path, "a.ods", ods(rows))[0] == ["F009"]


def test_empty_cells_repeated_to_the_end_of_the_sheet_are_usual(tmp_path):
    rows = f'<table:table-row>{CELL.format("")}</table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    codes, (worksheet,) = read(tmp_path, "a.ods", ods(rows))
    assert codes == []
    assert worksheet.rows == [["x"]]


def test_an_xls_of_another_writer_is_read(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1")
    sheet.write(2, 1, "Nom")
    out = io.BytesIO()
    book.save(out)
    codes, (worksheet,) = read(tmp_path, "a.xls", out.getvalue())
    assert codes == []
    assert worksheet.rows[2][1] == "Nom"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", WORKBOOK, "F001"),
        ("a.xls", WORKBOOK, "F001"),
        ("a.ods", WORKBOOK, "F001"),
        ("a.xlsx", b"%PDF-1.7", "F001"),
        ("a.xlsx", b"Nom;Prenom\n", "F001"),
        ("a.xls", b"<!DOCTYPE html><html>", "F001"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "F001"),
        ("a.csv", b"\x00\x01\x02\x00", "F001"),
        ("a.xlsx", b"PK\x03\x04 word/document.xml", "F001"),
        ("a.numbers", WORKBOOK, "F002"),
        ("a.docx", WORKBOOK, "F002"),
        ("a.XLSM", WORKBOOK, "F002"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_named(tmp_path, name, data, code):
    assert read(tmp_path, name, data)[0] == [code]


def test_a_folder_named_like_a_workbook_is_unreadable(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    assert [finding.code for finding in map(finding_of, read_file(tmp_path / "a.xlsx", "a.xlsx").troubles)] == ["F001"]


def test_error_cells_of_a_workbook_keep_their_place(tmp_path):
    sheet = SHEET.format('<row r="3"><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C3"><v>1</v></c></row>')
    codes, (worksheet,) = read(tmp_path, "a.xlsx", repacked(WORKBOOK, sheet1=sheet))
    assert codes == []
    assert worksheet.errors == {(2, 1): "#DIV/0!"}


def test_a_formula_that_no_program_has_calculated_is_an_error_cell(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = "=1/3"
    out = io.BytesIO()
    workbook.save(out)
    _, (worksheet,) = read(tmp_path, "a.xlsx", out.getvalue())
    assert worksheet.errors == {(1, 1): "formule non calculée"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_of_a_csv_are_found(tmp_path, encoding, separator):
    text = "Prénom;Nom\r\nZélie;Quidam\r\n\r\nÉmile;Lambda\r\n".replace(";", separator)
    codes, (worksheet,) = read(tmp_path, "a.csv", text.encode(encoding))
    assert codes == []
    assert worksheet.rows == [["Prénom", "Nom"], ["Zélie", "Quidam"], [], ["Émile", "Lambda"]]


def test_hidden_and_second_worksheets_are_read(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.title = "S1"
    workbook.create_sheet("S2").sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    _, worksheets = read(tmp_path, "a.xlsx", out.getvalue())
    assert [worksheet.name for worksheet in worksheets] == ["S1", "S2"]

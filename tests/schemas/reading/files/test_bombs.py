"""Small files made to fill the memory or to be read for ever: each is refused at once, by a process that may not grow."""

import io
import resource
import struct
import subprocess
import sys
import zipfile

import openpyxl
import pytest
import xlwt

from tests.support.centres import REPOSITORY

MOST_MEMORY = 2_000_000_000
READ = (
    "import sys; from pathlib import Path; from schemas.reading.files.workbook import read_file\n"
    "from schemas.rules.troubles import finding_of\n"
    "path = Path(sys.argv[1]); print([finding_of(each).code for each in read_file(path, path.name).troubles])"
)


def codes_apart(tmp_path, name, data):
    """What a process of its own says of a file: it would die of a bomb, and be ended if it hung."""
    path = tmp_path / name
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=100,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
    )
    return done.stdout.strip()


def xlsx(sheet, **parts):
    """A workbook whose only worksheet is this XML."""
    saved, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
        for name, part in parts.items():
            new.writestr(f"xl/{name}.xml", part)
    return out.getvalue()


def rows(body):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'


def ods(*tables):
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    named = (f'<table:table table:name="S{number}">{table}</table:table>' for number, table in enumerate(tables))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{''.join(named)}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def ods_rows(number, columns, text):
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
    return f'<table:table-row table:number-rows-repeated="{number}">{cell}<text:p>{text}</text:p></table:table-cell></table:table-row>'


def workbook_with_far_cells(worksheets):
    book = openpyxl.Workbook()
    for number in range(worksheets):
        sheet = book.create_sheet(f"S{number}")
        sheet["A1"] = sheet["GR19999"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old_workbook(worksheets=1, row=1, column=1):
    book = xlwt.Workbook()
    for number in range(worksheets):
        sheet = book.add_sheet(f"S{number}")
        for at in range(100):
            sheet.write(at, 0, f"un texte assez long pour remplir des secteurs {at}")
        sheet.write(row, column, "x")
    out = io.BytesIO()
    book.save(out)
    return bytearray(out.getvalue())


FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHARED = f"<sst><si><t>{'x' * 32_000}</t></si></sst>"
BOMBS = {
    "rows-without-address.xlsx": lambda: xlsx(
        rows(f"{FIRST}{'<row/>' * 200_000}<row>{'<c/>' * 16_000}<c><v>1</v></c></row>")
    ),
    "shared-text.xlsx": lambda: xlsx(
        rows(("<row>" + '<c t="s"><v>0</v></c>' * 150 + "</row>") * 1000), sharedStrings=SHARED
    ),
    "shared-text-in-capitals.xlsx": lambda: xlsx(
        rows(("<row>" + "<c t='s'><v>0</v></c>" * 150 + "</row>") * 1000), SharedStrings=SHARED
    ),
    "two-shared-texts.xlsx": lambda: xlsx(
        rows(("<row>" + '<c t="s"><v>0</v></c>' * 150 + "</row>") * 1000), SHAREDSTRINGS="<sst/>", sharedStrings=SHARED
    ),
    "worksheets.xlsx": lambda: workbook_with_far_cells(60),
    "repeated-text.ods": lambda: ods(ods_rows(19_000, 199, "x" * 5000)),
    "spaces.ods": lambda: ods(ods_rows(1, 1, 'a<text:s text:c="2000000000"/>b')),
    "leading-zeros.ods": lambda: ods(ods_rows("00000000000001000000", "+199", "x")),
    "worksheets.ods": lambda: ods(*[ods_rows(19_000, 199, "x")] * 50),
    "worksheets.xls": lambda: bytes(old_workbook(60, 19_999, 199)),
    "far-cell.xls": lambda: bytes(old_workbook(30, 65_535, 255)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_too_big(tmp_path, name):
    assert codes_apart(tmp_path, name, BOMBS[name]()) == "['F009']"


ENDLESS = {
    "no closing mark.xlsx": b"<worksheet>" + b"<c " * 500_000 + b' t="e"',
    "cells in cells.xlsx": b"<worksheet>" + b'<c t="e" r="A1">' * 300_000,
    "rows in rows.xlsx": b"<worksheet><f>" + b'<row hidden="1" ' * 500_000,
    "one long tag.xlsx": b'<worksheet><c t="e"' + b' r="A1"' * 500_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_tags_that_never_end_are_not_searched_again_and_again(tmp_path, name):
    assert codes_apart(tmp_path, name, xlsx(ENDLESS[name])) == "['F001']"


def chain_that_bites_its_tail():
    data = old_workbook()
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    last = next(n for n in range(128) if struct.unpack_from("<I", data, table + 4 * n)[0] == 0xFFFFFFFE)
    struct.pack_into("<I", data, table + 4 * last, 0)
    return bytes(data)


def folder_that_bites_its_tail():
    data = old_workbook()
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    first = struct.unpack_from("<I", data, 48)[0]
    struct.pack_into("<I", data, table + 4 * first, first)
    return bytes(data)


def list_of_sectors_that_bites_its_tail():
    data = old_workbook()
    struct.pack_into("<II", data, 68, 3, 5)
    struct.pack_into("<I", data, (3 + 2) * 512 - 4, 3)
    return bytes(data)


def size_beyond_the_format():
    data = old_workbook()
    struct.pack_into("<IIHH", data, data.find(b"\x00\x02\x0e\x00") + 4, 0, 0xFFFFFFFF, 0, 0xFFFF)
    return bytes(data)


@pytest.mark.parametrize(
    "made",
    [
        chain_that_bites_its_tail,
        folder_that_bites_its_tail,
        list_of_sectors_that_bites_its_tail,
        size_beyond_the_format,
    ],
)
def test_an_old_workbook_that_leads_nowhere_is_damaged(tmp_path, made):
    assert codes_apart(tmp_path, "a.xls", made()) == "['F001']"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Nom;Pr\xc3\xa9nom\n" + b"\n" * 19_000_000, "F009"),
        (b"Nom;Prenom" + b";x" * 1_000_000, "F009"),
        (b";" * 19_999_999, "F009"),
        (b'"' * 19_999_999, "F001"),
        (b"Nom;Prenom\n" + b"x" * 19_000_000, "F001"),
    ],
    ids=["lines", "columns", "separators", "quotes", "one cell"],
)
def test_a_text_of_twenty_million_characters_is_refused_in_little_memory(tmp_path, data, code):
    assert codes_apart(tmp_path, "a.csv", data) == f"['{code}']"

"""Random tables, cells and bytes: nothing makes a crash, findings point at real cells, and plain Python agrees."""

from __future__ import annotations

import csv
import io
import os
import string
import time as clock
from collections import Counter
from datetime import date, datetime, time, timedelta

import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.check import check_content
from schemas.columns import TABLES
from schemas.reading.files.workbook import SUPPORTED, read_file
from schemas.reading.worksheet import Worksheet, from_a1
from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, check_worksheets, write_centre, xlsx
from tests.support.oracle import UNREADABLE, candidate_faults, session_faults

# The same examples each time, so that a red run is the fault of a change; CONSIGNE_EXPLORE=1 looks for new ones.
EXPLORE = bool(os.environ.get("CONSIGNE_EXPLORE"))
FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=not EXPLORE,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(
    max_examples=25,
    deadline=None,
    derandomize=not EXPLORE,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
FILES = {"sessions": "sessions.xlsx", "rosters": "rosters/S1.xlsx", "sheets": "sheets/S1.xlsx"}

LIKELY = (
    "S1",
    "s1",
    "3A lundi",
    "Topinambour",
    "M. Zélie",
    "31/02/2011",
    "12/03/2011",
    "03/25/2011",
    "9h",
    "25:00",
    "33 %",
    "tiers temps",
    "oui",
    "✓",
    "0",
    "-1",
    "1e400",
    "#REF!",
    "#N/A",
    "=1+1",
    "C1",
    "C6",
    "99",
    "75115",
    "é" * 3000,
    "👩‍🎓",
    "ثلاثاء",
    "\u202eNom",
    "\x00",
    "\x1b[31m",
    "\ufeff",
    "\u00a0",
    "a\nb;c",
    '"',
    "{detail}",
    "<b>",
    "999990123AB",
    "1,23E+10",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CELL = st.one_of(
    st.none(),
    st.sampled_from(LIKELY),
    TEXT,
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([10**400, -(10**30), 1e308, float("nan"), float("inf"), 0.33, -0.0]),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from([timedelta.max, timedelta.min, date.min, date.max, datetime.max]),
)


def titles(kind, text):
    known = [title for column in TABLES[kind] for title in (column.title, *column.synonyms)]
    required = [column.title for column in TABLES[kind] if column.required]
    some = st.lists(st.one_of(st.sampled_from(known), text, st.none()), max_size=12)
    return st.one_of(some, some.map(lambda more: required + more)).flatmap(st.permutations)


@st.composite
def tables(draw, kind, cells=CELL, text=TEXT):
    above = draw(st.lists(st.lists(cells, max_size=3), max_size=3))
    header = draw(titles(kind, text))
    rows = draw(st.lists(st.lists(cells, max_size=len(header) + 1), max_size=8))
    return [*above, header, *rows]


def worksheet(kind, rows, name=None):
    return Worksheet(file=FILES[kind], name=name, rows=[list(row) for row in rows])


def check(sheets):
    return check_worksheets(sheets)


def assert_cells_exist(findings, sheets):
    """Every finding is in a file that was given, and its cell in a row and a column of that file."""
    known = {(sheet.file, sheet.name): sheet.rows for sheet in sheets}
    files = {sheet.file for sheet in sheets}
    for finding in findings:
        place = finding.place
        assert place.file in files
        if place.cell:
            row, column = from_a1(place.cell)
            rows = known[place.file, place.worksheet]
            assert row < len(rows)
            assert column < max(map(len, rows))
            assert place.row == row + 1


@MANY
@given(tables("sessions"), tables("rosters"), tables("sheets"))
def test_no_table_makes_a_crash_and_findings_point_at_its_cells(session_rows, roster_rows, sheet_rows):
    rows = {"sessions": session_rows, "rosters": roster_rows, "sheets": sheet_rows}
    sheets = {kind: [worksheet(kind, rows[kind], "S1")] for kind in rows}
    report = check(sheets)
    assert_cells_exist(report.findings, [sheet for each in sheets.values() for sheet in each])


@MANY
@given(tables("rosters"), tables("sheets"))
def test_no_roster_or_sheet_of_a_right_session_makes_a_crash(roster_rows, sheet_rows):
    sheets = {
        "sessions": [worksheet("sessions", sessions())],
        "rosters": [worksheet("rosters", roster_rows)],
        "sheets": [worksheet("sheets", sheet_rows)],
    }
    report = check(sheets)
    assert_cells_exist(report.findings, [sheet for each in sheets.values() for sheet in each])


# --- real files -----------------------------------------------------------------------------------------------------

WRITABLE_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
WRITABLE = st.one_of(
    st.none(),
    st.sampled_from([text for text in LIKELY if text.isprintable()]),
    WRITABLE_TEXT,
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=date(1900, 3, 1)),
    st.times(),
)


def written_as_csv(rows):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


@FEW
@given(rows=tables("rosters", WRITABLE, WRITABLE_TEXT), suffix=st.sampled_from(["xlsx", "csv"]))
def test_no_written_file_makes_a_crash_nor_is_changed(rows, suffix, tmp_path_factory):
    data = xlsx(*map(tuple, rows)) if suffix == "xlsx" else written_as_csv(rows)
    content = write_centre(tmp_path_factory.mktemp("centre"), sessions(), {f"S1.{suffix}": data})
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    report = check_content(content, TODAY)
    files = ("sessions.xlsx", f"rosters/S1.{suffix}")
    read = [sheet for name in files for sheet in read_file(content / name, name).worksheets]
    unread = [Worksheet(file=name, name="not read", rows=[]) for name in files]
    assert_cells_exist(report.findings, [*read, *unread])
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1")
    for row, cells in enumerate(roster({})):
        for column, cell in enumerate(cells):
            sheet.write(row, column, str(cell))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ORIGINALS = (
    xlsx(*roster({})),
    xls(),
    written_as_csv(roster({})),
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)


@st.composite
def damaged(draw):
    """A real file in which some runs of bytes were replaced, or pure noise after the first bytes of one."""
    data = bytearray(draw(st.sampled_from(ORIGINALS)))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 40))] = draw(st.binary(max_size=40))
    return bytes(data) + draw(st.binary(max_size=60))


@settings(MANY, max_examples=200)
@given(data=damaged(), suffix=st.sampled_from(SUPPORTED))
def test_no_bytes_make_reading_raise_or_last(data, suffix, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    start = clock.process_time()
    read = read_file(path, "any")
    assert clock.process_time() - start < 2
    assert bool(read.worksheets) + bool(read.troubles) <= 1
    assert path.read_bytes() == data


# --- order ----------------------------------------------------------------------------------------------------------

# These look at other rows, or at the table as a whole: which of two rows is marked depends on their order.
ACROSS_ROWS = {"F012", "R013", "R014", "R015", "R016", "R017", "R018"}
OWN_COLUMNS = [
    column.title for column in TABLES["rosters"] if not column.id.startswith("session") and column.id != "external_id"
]


def of_each_row(report, rows):
    """Code, marked column and identifier of the row, for each finding of a rule that looks at one row alone."""
    return Counter(
        (finding.code, finding.place.column, finding.severity, rows[finding.place.row - 1][-1])
        for finding in report.findings
        if finding.place.file == FILES["rosters"] and finding.place.row and finding.code not in ACROSS_ROWS
    )


@MANY
@given(st.data())
def test_shuffling_rows_shuffles_findings(data):
    width = len(OWN_COLUMNS)
    cells = data.draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=8))
    rows = [[*row, f"row {number}"] for number, row in enumerate(cells)]
    header = [*OWN_COLUMNS, "Identifiant externe"]
    tables = [[header, *rows], [header, *data.draw(st.permutations(rows))]]
    first, second = (
        of_each_row(
            check({"sessions": [worksheet("sessions", sessions())], "rosters": [worksheet("rosters", table)]}),
            table,
        )
        for table in tables
    )
    assert first == second
    assert first  # random cells are never all right


# --- right tables ---------------------------------------------------------------------------------------------------

NAME = st.text(string.ascii_lowercase, min_size=4, max_size=12).map(str.capitalize)


@st.composite
def right_roster(draw):
    columns = [column for column in TABLES["rosters"] if column.required]
    names = draw(st.lists(NAME, min_size=1, max_size=15, unique=True))
    days = draw(st.lists(st.dates(date(2009, 1, 1), date(2014, 1, 1)), min_size=15, max_size=15, unique=True))
    written = draw(st.sampled_from([lambda day: day, "{:%d/%m/%Y}".format, "{:%Y-%m-%d}".format, "{:%d.%m.%Y}".format]))
    header = {column.id: draw(st.sampled_from((column.title, *column.synonyms))) for column in columns}
    rows = [
        {
            "last_name": name.upper(),
            "first_name": name,
            "birth_date": written(day),
            "birth_place": " Saint-Glinglin ",
        }
        for name, day in zip(names, days, strict=False)
    ]
    order = draw(st.permutations(list(header)))
    garbage = draw(st.lists(st.just(["Collège Gaston-Tartempion"]), max_size=2))
    return [*garbage, [header[id] for id in order], *([row[id] for id in order] for row in rows)]


@FEW
@given(right_roster())
def test_a_right_table_gives_no_finding(rows):
    report = check({"sessions": [worksheet("sessions", sessions())], "rosters": [worksheet("rosters", rows)]})
    assert report.findings == ()
    assert report.centre is not None


# --- the oracle -----------------------------------------------------------------------------------------------------

NOTHING = [(None, None), ("", None), ("  ", None), ("\u00a0", None)]


def word(*values):
    return [*NOTHING, *((value, value) for value in values)]


HOUR = [
    *NOTHING,
    (time(9, 0), "9:0"),
    ("9h", "9:0"),
    ("10 h 45", "10:45"),
    ("10:44", "10:44"),
    (time(8, 59), "8:59"),
    (0.5, "12:0"),
    ("midi", UNREADABLE),
    ("25:00", UNREADABLE),
    (True, UNREADABLE),
    (date(2027, 1, 1), UNREADABLE),
]
SESSION_CELLS = {
    "id": word(
        "S1",
        "3A-lundi_1.b",
        "3A lundi",
        "été",
        "../x",
        "CON",
        "con.x",
        "com1",
        "com10",
        "x.",
        "-x",
        "x" * 64,
        "x" * 65,
        "_a",
    ),
    "date": [
        *NOTHING,
        (date(2027, 3, 11), 1),
        ("11/03/2027", 1),
        ("jeudi 11 mars 2027", 1),
        (datetime(2027, 3, 11, 9), 1),
        ("31/02/2027", UNREADABLE),
        ("03/25/2027", UNREADABLE),
        ("bientôt", UNREADABLE),
        (46457, UNREADABLE),
    ],
    "start": HOUR,
    "end": HOUR,
    "room": word("B204"),
    "invigilators": word("Mme Camille Trucmuche"),
}
CANDIDATE_CELLS = {
    "last_name": word("Topinambour", "Salsifis"),
    "first_name": word("Zélie"),
    "birth_date": [
        *NOTHING,
        (date(2011, 3, 12), date(2011, 3, 12)),
        ("12 mars 2011", date(2011, 3, 12)),
        (TODAY, TODAY),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=1)),
        ("31/12/1899", date(1899, 12, 31)),
        ("01/01/1900", date(1900, 1, 1)),
        ("23/11/2016", date(2016, 11, 23)),
        ("24/11/2016", date(2016, 11, 24)),
        ("24/11/2000", date(2000, 11, 24)),
        ("23/11/2000", date(2000, 11, 23)),
        ("29/02/2012", date(2012, 2, 29)),
        ("29/02/2011", UNREADABLE),
        ("2/3/20", UNREADABLE),
        ("?", UNREADABLE),
        (40000, UNREADABLE),
        (float("nan"), UNREADABLE),
    ],
    "birth_place": word("Trifouillis-les-Oies"),
    "extra_time_percent": [
        *NOTHING,
        (33, 33),
        ("33 %", 33),
        (0.33, 33),
        (1 / 3, 33),
        ("tiers temps", 33),
        ("non", 0),
        (0, 0),
        (3, 3),
        (9, 9),
        (10, 10),
        ("66 %", 66),
        (0.67, 67),
        (75, 75),
        (76, 76),
        (99, 99),
        (100, UNREADABLE),
        (12.5, UNREADABLE),
        (-5, UNREADABLE),
        ("beaucoup", UNREADABLE),
        (True, UNREADABLE),
    ],
    "positioned_competences": [
        *NOTHING,
        (0, 0),
        (4, 4),
        ("4", 4),
        (5, 5),
        (5.0, 5),
        (16, 16),
        (17, 17),
        (-1, UNREADABLE),
        ("plusieurs", UNREADABLE),
        (4.5, UNREADABLE),
        (True, UNREADABLE),
    ],
    "account_ready": [
        *NOTHING,
        ("oui", True),
        (True, True),
        (1, True),
        ("non", False),
        (0.0, False),
        ("peut-être", UNREADABLE),
    ],
}


def drawn(data, columns):
    """Rows of cells with what they mean: (cell, meaning) for each column."""
    row = st.fixed_dictionaries({column: st.sampled_from(cells) for column, cells in columns.items()})
    return data.draw(st.lists(row, min_size=1, max_size=12))


def compared(kind, columns, rows, expected, codes, **others):
    titles_of = {column.id: column.title for column in TABLES[kind]}
    header = [*(titles_of[column] for column in columns), titles_of[others["mark"]]]
    table = [header, *([row[column][0] for column in columns] + ["x"] for row in rows)]
    sheets = {"sessions": [worksheet("sessions", sessions())], kind: [worksheet(kind, table)]}
    ids = dict(zip(titles_of.values(), titles_of, strict=True))
    found = {
        (finding.place.row, finding.code, ids[finding.place.column])
        for finding in check(sheets).findings
        if finding.place.file == FILES[kind] and finding.code in codes
    }
    meanings = [{column: meaning for column, (_, meaning) in row.items()} for row in rows]
    assert found == {
        (number, code, column) for number, row in enumerate(meanings, start=2) for code, column in expected(row)
    }


@MANY
@given(st.data())
def test_plain_python_finds_the_same_faults_in_sessions(data):
    rows = drawn(data, SESSION_CELLS)
    codes = {"S001", "S003", "S005", "S006", "S008", "S009"}
    compared("sessions", SESSION_CELLS, rows, lambda row: session_faults(row, 105), codes, mark="notes")


@MANY
@given(st.data())
def test_plain_python_finds_the_same_faults_in_rosters(data):
    rows = drawn(data, CANDIDATE_CELLS)
    codes = {"R001", "R002", "R004", "R005", "R006", "R008", "R009", "R010", "R011", "R012"}
    ages = (10, 25)
    compared(
        "rosters",
        CANDIDATE_CELLS,
        rows,
        lambda row: candidate_faults(row, TODAY, date(2027, 3, 11), ages),
        codes,
        mark="external_id",
    )

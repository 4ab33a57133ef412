"""The digital attendance sheet: what it holds, what it lets one change, and that our own reader understands it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from generator.private.digital_sheet.content import CONSENT, KEYWORD, sheet_content
from generator.private.digital_sheet.ods import digital_sheet_ods
from generator.private.digital_sheet.xlsx import digital_sheet
from schemas.check import check_content
from schemas.records import Candidate
from schemas.rules.examples import HELD, roster, sessions
from tests.support.centres import TODAY, write_centre, xlsx
from tests.support.export_centres import FIRST, SETTINGS, ZELIE

PEOPLE = (
    replace(ZELIE, birth_place="Ys"),
    replace(ZELIE, first_name="Philibert", birth_place="Ys", extra_time_percent=0),
)
BOTH = pytest.mark.parametrize(("suffix", "made"), [("xlsx", digital_sheet), ("ods", digital_sheet_ods)])
Made = Callable[..., bytes]


def opened(*people: Candidate) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(digital_sheet(FIRST, people or PEOPLE, SETTINGS)))


@BOTH
def test_an_untouched_sheet_reads_back_without_a_finding(tmp_path: Path, suffix: str, made: Made) -> None:
    people = ({"extra_time_percent": 33}, {"first_name": "Philibert", "last_name": "=cmd|’ x’"})
    content = write_centre(tmp_path, sessions({"date": HELD}), {"S1.xlsx": xlsx(*roster(*people))})
    before = check_content(content, TODAY)
    assert before.centre is not None
    data = made(before.centre.sessions[0], before.centre.candidates, before.centre.settings)
    (content / "sheets").mkdir()
    (content / "sheets" / f"autre-nom.{suffix}").write_bytes(data)
    after = check_content(content, TODAY)
    # That the session was held without a completed sheet, and the odd name, were said before.
    assert after.findings == before.findings
    assert after.centre is not None
    assert [row.session_id for row in after.centre.sheet_rows] == ["S1", "S1"]


@BOTH
def test_the_same_records_give_the_same_bytes_without_an_hour_or_a_person(suffix: str, made: Made) -> None:
    data = made(FIRST, PEOPLE, SETTINGS)
    assert data == made(FIRST, PEOPLE, SETTINGS)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert (suffix == "ods") == (package.namelist()[0] == "mimetype")
    properties = opened().properties
    assert (properties.creator, properties.lastModifiedBy, properties.keywords) == ("Consigne", None, KEYWORD)


def test_identities_are_locked_and_the_rest_is_open() -> None:
    sheet = opened().worksheets[0]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    locked = {sheet.cell(6, cell.column).value: cell.protection.locked for cell in sheet[7]}
    assert [title for title, is_locked in locked.items() if not is_locked] == [
        "Signature",
        "Présent",
        "Numéro de certification\n(sans le #)",
        "Écran de fin de test vu\n(oui ou non)",
        "Commentaires",
    ]


def test_dates_and_extra_time_are_values_with_a_format() -> None:
    row = opened().worksheets[0][7]
    assert [(cell.value, cell.number_format) for cell in (row[3], row[6])] == [
        (datetime(2011, 3, 12), "DD/MM/YYYY"),
        (0.33, "0\\ %"),
    ]


def test_no_text_is_a_formula() -> None:
    workbook = opened(replace(PEOPLE[0], last_name="=1+1", first_name="+1", birth_place="@x", external_id="-1"))
    types = {cell.value: cell.data_type for row in workbook.worksheets[0].iter_rows() for cell in row if cell.value}
    assert [types[text] for text in ("=1+1", "+1", "@x", "-1")] == ["s"] * 4
    assert "f" not in types.values()


def test_it_prints_on_a4_with_its_titles_and_the_consent_on_each_page() -> None:
    sheet = opened().worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$6:$6",
    )
    assert sheet.oddFooter.left.text == CONSENT
    assert sheet.oddHeader.right.text == "Confidentiel, à détruire après le 11\u00a0mars 2028 – &P/&N"
    assert sheet.freeze_panes == "D7"


def test_the_footer_fits_in_the_255_characters_that_the_format_allows() -> None:
    with zipfile.ZipFile(io.BytesIO(digital_sheet(FIRST, PEOPLE, SETTINGS))) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    footer = text.partition("<oddFooter>")[2].partition("</oddFooter>")[0]
    assert 100 < len(footer) <= 255


def test_choices_are_offered_and_a_comment_stays_free() -> None:
    validations = opened().worksheets[0].data_validations.dataValidation
    offered = {str(each.sqref): (each.type, each.showErrorMessage) for each in validations}
    assert offered == {
        "I7:I8": ("list", True),
        "J7:J8": ("whole", True),
        "K7:K8": ("list", True),
        "L7:L8": ("list", False),
    }


def test_a_long_name_gets_the_height_it_needs() -> None:
    long = replace(PEOPLE[0], last_name="Topinambour " * 7)
    heights = [opened(long, PEOPLE[1]).worksheets[0].row_dimensions[row].height for row in (7, 8)]
    assert heights[0] > 80 > heights[1]


@pytest.mark.parametrize("id", ["S" * 32, "history", "codes"])
def test_an_identifier_that_no_worksheet_can_bear_is_left_to_the_file_name(id: str) -> None:
    assert sheet_content(replace(FIRST, id=id), PEOPLE, SETTINGS).worksheet == "Émargement"


@BOTH
def test_a_session_without_candidates_has_a_sheet_all_the_same(suffix: str, made: Made) -> None:
    assert zipfile.is_zipfile(io.BytesIO(made(FIRST, (), SETTINGS)))
    assert suffix

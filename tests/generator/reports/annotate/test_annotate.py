"""Annotated copies: the fault is marked at its cell, the rest of the workbook stays, the original is not touched."""

import io
import json
import math
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from generator.reports.annotate import annotate, copy_of, files_without_copy
from generator.reports.annotate.as_read import workbook_as_read
from generator.reports.annotate.losses import lost, too_wide
from generator.reports.annotate.workbook import annotated
from generator.writing.refusal import OutputRefused
from schemas.check import check_content
from schemas.finding import Finding, Place, Severity
from schemas.reading.files.workbook import read_file
from schemas.reading.worksheet import Worksheet
from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, TODAY, TOML, write_centre, xlsx
from tests.support.tools import python_with_uno, require

TITLES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Classe")
WRONG_DATE = ("Topinambour", "Zélie", "31/02/2011", "Trifouillis-les-Oies", "3A")


def bytes_of(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def styled_roster():
    """A roster as schools make them: merged titles, colours, a calculated column, notes on a second worksheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "S1"
    sheet["A1"] = "Certification Pix"
    sheet["A1"].font = Font(name="Arial", size=18, italic=True)
    sheet.merge_cells("A1:E1")
    sheet.append(TITLES)
    for cell in sheet[2]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3864")
    sheet.append(WRONG_DATE)
    sheet.append(("Quidam", "Octave", date(2011, 5, 6), "Saint-Glinglin", "3A"))
    sheet["C4"].number_format = "DD/MM/YYYY"
    sheet["F2"], sheet["F3"] = "Pointure", '=2026-VALUE(RIGHT("x2011",4))'
    sheet.column_dimensions["D"].width = 41
    sheet.conditional_formatting.add(
        "A3:A9", openpyxl.formatting.rule.FormulaRule(["LEN(A3)>20"], font=Font(bold=True))
    )
    validation = DataValidation("list", formula1='"3A,3B"')
    validation.add("E3:E9")
    sheet.add_data_validation(validation)
    notes = workbook.create_sheet("Notes")
    notes["A1"], notes["A2"] = "À rappeler", "=S1!B4"
    notes["A1"].fill = PatternFill("solid", fgColor="00FF00")
    return workbook


def finding(file="rosters/S1.xlsx", cell="C3", worksheet="S1", severity=Severity.ERROR, **facts):
    place = Place(file=file, worksheet=worksheet, cell=cell, row=int(cell[1:]) if cell else None, column=None)
    given = {"code": "R004", "name": "birth_date_unreadable", "message": "Écrivez la date.", "value": None}
    return Finding(severity=severity, place=place, **(given | facts))


def copied(tmp_path, data, *findings, name="S1.xlsx"):
    """The annotated copy of one file, loaded."""
    path = tmp_path / name
    path.write_bytes(data)
    copy = annotated(path, f"rosters/{name}", findings or (finding(),))
    assert path.read_bytes() == data
    return openpyxl.load_workbook(io.BytesIO(copy))


def centre(tmp_path, rosters):
    return write_centre(tmp_path, sessions(), rosters)


def annotated_centre(tmp_path, rosters):
    content = centre(tmp_path, rosters)
    return annotate(check_content(content, TODAY), content, tmp_path / "copies")


def rows_of_list(workbook):
    sheet = workbook.worksheets[0]
    titles = next(row for row, cell in enumerate(sheet["A"], 1) if cell.value == "Gravité")
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=titles)]


# --- what is marked -------------------------------------------------------------------------------------------------


def test_the_marked_cell_is_the_one_of_the_finding(tmp_path):
    (copy,) = annotated_centre(tmp_path, {"S1.xlsx": bytes_of(calculated(tmp_path))})
    sheet = openpyxl.load_workbook(copy)["S1"]
    assert copy == tmp_path / "copies" / "rosters" / "S1.xlsx"
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["F2", "C3"]
    assert (sheet["C3"].fill.fgColor.rgb[2:], sheet["C3"].border.left.style) == ("F8B9B4", "thick")
    assert (sheet["F2"].fill.fgColor.rgb[2:], sheet["F2"].border.left.style) == ("FFEFB5", "mediumDashed")
    assert sheet["C3"].comment.author == "Consigne"
    assert re.match(r"Erreur R004 – .+\nCette date ne se lit pas", sheet["C3"].comment.text)
    assert (sheet["C3"].value, sheet["C4"].fill.fill_type) == ("31/02/2011", None)


def calculated(tmp_path):
    """The styled roster without its formula, which no program has calculated."""
    workbook = styled_roster()
    workbook["S1"]["F3"] = 15
    workbook["Notes"]["A2"] = "Octave"
    return workbook


def test_a_white_title_is_written_in_black_on_our_fill(tmp_path):
    sheet = copied(tmp_path, bytes_of(styled_roster()), finding(cell="E2"))["S1"]
    assert (sheet["E2"].font.color.rgb, sheet["E2"].font.bold) == ("FF000000", True)


def test_findings_of_one_cell_share_a_comment_and_the_worst_decides_the_mark(tmp_path):
    warning = finding(severity=Severity.WARNING, code="X998", name="un_doute", message="Un doute.")
    error = finding(code="X999", name="une_faute")
    sheet = copied(tmp_path, bytes_of(styled_roster()), warning, error)["S1"]
    assert sheet["C3"].comment.text == (
        "Avertissement X998 – un_doute\nUn doute.\n\nErreur X999 – une_faute\nÉcrivez la date."
    )
    assert sheet["C3"].border.top.style == "thick"


def test_a_comment_that_was_there_is_kept_with_its_author(tmp_path):
    workbook = styled_roster()
    workbook["S1"]["C3"].comment = Comment("Demander à la famille.", "M. Bidule")
    workbook["S1"]["A4"].comment = Comment("Arrivé en mars.", "M. Bidule")
    sheet = copied(tmp_path, bytes_of(workbook))["S1"]
    assert sheet["C3"].comment.text.endswith(
        "Écrivez la date.\n\nCommentaire déjà là (M. Bidule)\u00a0:\nDemander à la famille."
    )
    assert (sheet["A4"].comment.text, sheet["A4"].comment.author) == ("Arrivé en mars.", "M. Bidule")


def test_merged_cells_are_marked_as_one(tmp_path):
    workbook = styled_roster()
    workbook["S1"].merge_cells("E3:E4")
    copy = copied(tmp_path, bytes_of(workbook), finding(cell="E4"))
    sheet = copy["S1"]
    assert sheet["E3"].comment.text.endswith("Écrivez la date.")
    assert (sheet["E3"].border.top.style, sheet["E4"].border.bottom.style) == ("thick", "thick")
    assert copy.worksheets[0]["D5"].value == "E4"
    assert copy.worksheets[0]["D5"].hyperlink.location == "'S1'!E3"


def test_what_was_hidden_around_a_fault_is_shown(tmp_path):
    workbook = styled_roster()
    workbook["S1"].row_dimensions[3].hidden = True
    workbook["S1"].column_dimensions["C"].hidden = True
    workbook["S1"].column_dimensions["A"].hidden = True
    workbook["S1"].sheet_state = "hidden"
    sheet = copied(tmp_path, bytes_of(workbook))["S1"]
    assert (sheet.sheet_state, sheet.row_dimensions[3].hidden) == ("visible", False)
    assert (sheet.column_dimensions["C"].hidden, sheet.column_dimensions["A"].hidden) == (False, True)


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_first_worksheet_lists_each_finding_and_links_to_its_cell(tmp_path):
    table = finding(cell=None, code="F005", name="column_missing", message="Il manque une colonne.")
    row = replace(finding(), place=Place(file="rosters/S1.xlsx", worksheet="S1", row=4))
    file = finding(cell=None, worksheet=None, code="F004", name="table_not_found", message="Aucun tableau.")
    workbook = copied(tmp_path, bytes_of(styled_roster()), table, finding(value="31/02/2011"), row, file)
    sheet = workbook.worksheets[0]
    assert (sheet.title, workbook.active.title, workbook.sheetnames) == (
        "À corriger",
        "À corriger",
        ["À corriger", "S1", "Notes"],
    )
    assert rows_of_list(workbook) == [
        ["Gravité", "Code", "Feuille", "Cellule", "Colonne", "Ce qui ne va pas", "Valeur"],
        ["Erreur", "F005", "S1", "feuille", None, "Il manque une colonne.", None],
        ["Erreur", "R004", "S1", "C3", None, "Écrivez la date.", "31/02/2011"],
        ["Erreur", "R004", "S1", "ligne 4", None, "Écrivez la date.", None],
        ["Erreur", "F004", None, "fichier", None, "Aucun tableau.", None],
    ]
    links = [sheet.cell(row, 4).hyperlink for row in (5, 6, 7, 8)]
    assert [link and link.location for link in links] == ["'S1'!A1", "'S1'!C3", "'S1'!A4", None]
    assert sheet["A2"].value.startswith("4\u00a0erreurs. Corrigez l’original, pas cette copie")


def test_the_list_is_set_up_for_reading_and_for_paper(tmp_path):
    workbook = copied(tmp_path, bytes_of(styled_roster()))
    sheet = workbook.worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "A4:G5", "$4:$4")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["F5"].alignment.wrap_text
    assert [tab.sheet_view.tabSelected for tab in workbook] == [True, False, False]


@pytest.mark.parametrize("value", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "#REF!", "=\x1b[31m1"])
def test_values_stay_text(tmp_path, value):
    workbook = copied(tmp_path, bytes_of(styled_roster()), finding(value=value, message=value))
    cell = workbook.worksheets[0]["G5"]
    assert (cell.value, cell.data_type, cell.number_format) == (value.replace("\x1b", ""), "s", "@")
    assert workbook.worksheets[0]["F5"].data_type == "s"


def test_a_worksheet_of_the_same_name_is_kept(tmp_path):
    workbook = styled_roster()
    workbook.create_sheet("à CORRIGER")["A1"] = "à moi"
    copy = copied(tmp_path, bytes_of(workbook))
    assert copy.sheetnames == ["À corriger (2)", "S1", "Notes", "à CORRIGER"]
    assert copy["à CORRIGER"]["A1"].value == "à moi"


def test_the_name_of_a_worksheet_is_quoted_in_links(tmp_path):
    workbook = styled_roster()
    workbook["S1"].title = "L'après-midi"
    copy = copied(tmp_path, bytes_of(workbook), finding(worksheet="L'après-midi"))
    assert copy.worksheets[0]["D5"].hyperlink.location == "'L''après-midi'!C3"


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_the_rest_of_the_workbook_stays(tmp_path):
    original = styled_roster()
    chart = BarChart()
    chart.add_data(Reference(original["S1"], min_col=6, min_row=3, max_row=4))
    original["Notes"].add_chart(chart, "C3")
    copy = copied(tmp_path, bytes_of(original))
    sheet, notes = copy["S1"], copy["Notes"]
    assert (sheet["A1"].font.size, sheet["A1"].font.italic) == (18, True)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:E1"]
    assert (sheet["F3"].value, notes["A2"].value) == ('=2026-VALUE(RIGHT("x2011",4))', "=S1!B4")
    assert (sheet["C4"].value, sheet["C4"].number_format) == (datetime(2011, 5, 6), "DD/MM/YYYY")
    assert sheet["A2"].fill.fgColor.rgb == "001F3864"
    assert sheet.column_dimensions["D"].width == 41
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A3:A9"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["E3:E9"]
    assert (notes["A1"].fill.fgColor.rgb, len(notes._charts)) == ("0000FF00", 1)
    assert copy.worksheets[0]["A3"].value is None  # nothing is lost, nothing is said of it


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path):
    sheet = copied(tmp_path, xlsx(TITLES, ("=cmd", *WRONG_DATE[1:]), sheet="S1"), finding(cell="C2"))["S1"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=cmd", "s")


def test_text_in_several_colours_stays(tmp_path):
    rich = openpyxl.cell.rich_text
    workbook = styled_roster()
    workbook["S1"]["D4"] = rich.CellRichText(
        "Saint-", rich.TextBlock(openpyxl.cell.text.InlineFont(b=True), "Glinglin")
    )
    path = tmp_path / "S1.xlsx"
    path.write_bytes(bytes_of(workbook))
    copy = openpyxl.load_workbook(io.BytesIO(annotated(path, "rosters/S1.xlsx", [finding()])), rich_text=True)
    assert [str(part) for part in copy["S1"]["D4"].value] == ["Saint-", "Glinglin"]


def test_a_number_that_is_no_date_stays_in_its_cell_of_dates(tmp_path):
    workbook = styled_roster()
    workbook["S1"]["C3"], workbook["S1"]["C3"].number_format = 20110312, "DD/MM/YYYY"
    assert copied(tmp_path, bytes_of(workbook))["S1"]["C3"].value == 20110312


def repacked(data, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = parts.get(Path(name).stem)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
    return out.getvalue()


def test_what_openpyxl_drops_is_said_at_the_head_of_the_list(tmp_path):
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        b'<x14:dataValidations count="1"><x14:dataValidation type="list"/></x14:dataValidations></ext></extLst>'
    )
    data = repacked(
        bytes_of(styled_roster()),
        sheet1=lambda xml: xml.replace(b"</worksheet>", extension + b"</worksheet>"),
    )
    sheet = copied(tmp_path, data).worksheets[0]
    assert sheet["A3"].value == ("Cette copie ne reprend pas des listes de choix\u00a0: l’original les garde.")


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        ("xl/drawings/drawing1.xml", b"<xdr:pic><x/></xdr:pic>", "les images"),
        ("xl/drawings/drawing1.xml", b"<xdr:graphicFrame macro=''>", "les graphiques"),
        ("xl/drawings/drawing1.xml", b'<xdr:sp macro="">', "les dessins ou zones de texte"),
        ("xl/ctrlProps/ctrlProp1.xml", b"", "les cases à cocher et boutons"),
        ("xl/embeddings/a.bin", b"", "les objets incorporés"),
        ("xl/slicers/slicer1.xml", b"", "les segments"),
        ("xl/worksheets/sheet1.xml", b"<x14:sparkline>", "les mini-graphiques"),
        ("xl/worksheets/sheet1.xml", b'<x14:cfRule type="dataBar">', "des mises en forme conditionnelles"),
        ("xl/threadedComments/a.xml", b"", "les fils de commentaires"),
        ("xl/vbaProject.bin", b"", "les macros"),
    ],
)
def test_each_kind_of_loss_has_its_words(part, data, said):
    assert lost({part: data}, openpyxl.Workbook()) == (
        f"Cette copie ne reprend pas {said}\u00a0: l’original les garde."
    )


def test_codes_of_the_list_lead_to_the_pages_of_their_rules_where_the_site_has_an_address(tmp_path):
    toml = f'{TOML}[publication]\nsite_url = "https://exemple.example/centre"\n'
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({"birth_date": "hier"}))}, toml)
    (copy,) = annotate(check_content(content, TODAY), content, tmp_path / "copies")
    cells = [cell for row in openpyxl.load_workbook(copy).worksheets[0] for cell in row if cell.value == "R004"]
    assert [cell.hyperlink.target for cell in cells] == ["https://exemple.example/centre/regles/R004.html"]


# --- other formats --------------------------------------------------------------------------------------------------


def test_a_csv_gives_an_xlsx_of_its_cells(tmp_path):
    (copy,) = annotated_centre(tmp_path, {"S1.csv": "\n".join(map(";".join, (TITLES, WRONG_DATE))).encode()})
    assert copy == tmp_path / "copies" / "rosters" / "S1.csv.xlsx"
    workbook = openpyxl.load_workbook(copy)
    assert workbook.sheetnames == ["À corriger", "S1"]
    assert tuple(cell.value for cell in workbook["S1"][2]) == WRONG_DATE
    assert workbook["S1"]["C2"].comment.text.startswith("Erreur R004")
    assert rows_of_list(workbook)[1][:4] == ["Erreur", "R004", "S1", "C2"]


def test_an_xls_keeps_dates_times_and_numbers(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1")
    for column, (value, number_format) in enumerate(
        [("=1+1", "@"), (date(2011, 3, 12), "DD/MM/YYYY"), (time(9, 5), "HH:MM"), (0.33, "0%"), (8, "0")]
    ):
        style = xlwt.easyxf(num_format_str=number_format)
        sheet.write(1, column, value, style)
    out = io.BytesIO()
    book.save(out)
    cells = copied(tmp_path, out.getvalue(), finding(cell="A2"), name="S1.xls")["S1"][2]
    assert [cell.value for cell in cells] == ["=1+1", datetime(2011, 3, 12), time(9, 5), 0.33, 8]
    assert [cell.number_format for cell in cells[:3]] == ["@", "DD/MM/YYYY", "HH:MM"]
    assert cells[0].data_type == "s"


NOT_FOR_EVERY_XLSX = [
    (date(1850, 1, 2), "02/01/1850", "@"),
    (math.inf, "inf", "@"),
    (datetime(2011, 3, 12, 9, 5), datetime(2011, 3, 12, 9, 5), "DD/MM/YYYY HH:MM"),
    (timedelta(hours=30), timedelta(hours=30), "[HH]:MM"),
]


@pytest.mark.parametrize(("value", "written", "number_format"), NOT_FOR_EVERY_XLSX)
def test_values_that_an_ods_can_hold_are_written_so_that_an_xlsx_can(value, written, number_format):
    worksheet = Worksheet(file="S1.ods", name="S1", rows=[[value], []], errors={})
    _, sheets = workbook_as_read([worksheet], "S1")
    cell = sheets["S1"]["A1"]
    assert (cell.value, cell.number_format) == (written, number_format)


@pytest.mark.parametrize(
    "name",
    ["a/b:c", "'", "Liste du lundi trente novembre de l’an deux mille vingt-six", "À corriger", "\x07"],
)
def test_any_name_makes_a_worksheet_that_its_link_finds(tmp_path, name):
    path = tmp_path / "S1.csv"
    path.write_bytes("Nom;Prénom\nQuidam;Octave\n".encode())
    renamed = tmp_path / "autre"
    copy = annotated(path, f"{renamed}/{name}.csv", [finding(worksheet=None, cell="A2")])
    workbook = openpyxl.load_workbook(io.BytesIO(copy))
    title = workbook.sheetnames[1]
    assert len(title) <= 31
    assert not re.search(r"[\[\]:*?/\\]|^'|'$", title)
    assert workbook.worksheets[0]["D6"].hyperlink.location == f"'{title.replace(chr(39), chr(39) * 2)}'!A2"


# --- hostile and hopeless files -------------------------------------------------------------------------------------


def test_files_that_cannot_be_opened_have_no_copy_and_are_named(tmp_path):
    content = centre(
        tmp_path,
        {
            "S1.xlsx": xlsx(*roster({"birth_date": "hier"})),
            "abime.xlsx": xlsx(("Nom",))[:900],
            "vide.csv": b"",
            "enorme.csv": b"Nom;" * 300 + b"\n",
            "page.xls": b"<html><table></table></html>",
            "autre.numbers": b"PK",
            "protege.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        },
    )
    report = check_content(content, TODAY)
    copies = annotate(report, content, tmp_path / "copies")
    assert copies == [tmp_path / "copies" / "rosters" / "S1.xlsx"]
    assert files_without_copy(report, content, tmp_path / "copies", copies) == [
        f"rosters/{name}"
        for name in ("abime.xlsx", "autre.numbers", "enorme.csv", "page.xls", "protege.xlsx", "vide.csv")
    ]


@pytest.mark.parametrize("reference", [b"A1:XFD1048576", b"A1:A9999999"])
def test_merged_cells_that_would_fill_the_memory_are_not_unfolded(tmp_path, reference):
    merged = b'<mergeCells count="1"><mergeCell ref="' + reference + b'"/></mergeCells>'
    sheet = b"</sheetData>" + merged
    data = repacked(xlsx(TITLES, WRONG_DATE, sheet="S1"), sheet1=lambda xml: xml.replace(b"</sheetData>", sheet))
    workbook = copied(tmp_path, data, finding(cell="C2"))
    assert workbook["S1"]["C2"].comment.author == "Consigne"
    assert workbook.worksheets[0]["A3"].value.startswith("La mise en forme de l’original n’est pas reprise ici")


def test_a_link_on_a_whole_worksheet_is_too_wide():
    assert too_wide({"xl/worksheets/sheet1.xml": b"<hyperlink r:id='a' ref='A1:XFD1048576'/>"})
    assert too_wide({"xl/worksheets/sheet1.xml": b'<mergeCell ref="&#65;1:XFD1048576"/>'})
    assert not too_wide({"xl/worksheets/sheet1.xml": b'<mergeCell ref="A1:AMJ1"/><hyperlink ref="B2"/>'})


def test_a_workbook_that_openpyxl_cannot_open_is_copied_as_it_is_read(tmp_path):
    data = repacked(xlsx(TITLES, WRONG_DATE, sheet="S1"), styles=lambda xml: xml.replace(b"<cellXfs", b"<rien", 1))
    workbook = copied(tmp_path, data, finding(cell="C2"))
    assert tuple(cell.value for cell in workbook["S1"][2]) == WRONG_DATE
    assert workbook["S1"]["C2"].comment.author == "Consigne"


# --- where it writes ------------------------------------------------------------------------------------------------

WRONG = {"S1.xlsx": xlsx(*roster({"birth_date": "hier"}), sheet="S1")}


def test_originals_are_never_written_to(tmp_path):
    content = centre(tmp_path, {**WRONG, "S2.csv": b"Nom;Prenom\n"})
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*") if path.is_file()}
    annotate(check_content(content, TODAY), content, tmp_path / "copies")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    assert {path for path in content.rglob("*") if path.is_file()} == set(before)


def test_copies_are_for_their_owner_alone_and_leave_nothing_else(tmp_path):
    (copy,) = annotated_centre(tmp_path, WRONG)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in copy.parent.iterdir()] == ["S1.xlsx"]


def test_a_right_centre_makes_no_folder(tmp_path):
    assert annotated_centre(tmp_path, {"S1.xlsx": xlsx(*roster({}), sheet="S1")}) == []
    assert not (tmp_path / "copies").exists()


@pytest.mark.parametrize("inside", [".", "copies", "rosters/../rosters/a"])
def test_the_content_folder_is_refused(tmp_path, inside):
    content = centre(tmp_path, WRONG)
    with pytest.raises(OutputRefused, match="dans le contenu du centre"):
        annotate(check_content(content, TODAY), content, content / inside)


def test_a_folder_that_leads_into_the_content_is_refused(tmp_path):
    content = centre(tmp_path, WRONG)
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "rosters").symlink_to(content / "rosters")
    with pytest.raises(OutputRefused, match="dans le contenu du centre"):
        annotate(check_content(content, TODAY), content, tmp_path / "copies")


def test_the_published_site_is_refused(tmp_path):
    content = write_centre(tmp_path, sessions({"room": None}), {})
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / ".consigne-site").touch()
    with pytest.raises(OutputRefused, match="site public"):
        annotate(check_content(content, TODAY), content, tmp_path / "public" / "copies")
    assert [path.name for path in (tmp_path / "public").iterdir()] == [".consigne-site"]


@pytest.mark.parametrize("foreign", [b"", b"mon travail", xlsx(("Nom",))])
def test_a_foreign_file_is_never_replaced_and_then_nothing_is_written(tmp_path, foreign):
    content = centre(tmp_path, {**WRONG, "S0.csv": b"Nom;Prenom\n"})
    mine = tmp_path / "copies" / "rosters" / "S1.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(foreign)
    with pytest.raises(OutputRefused, match="n’est pas une copie annotée faite par Consigne"):
        annotate(check_content(content, TODAY), content, tmp_path / "copies")
    assert [path.read_bytes() for path in mine.parent.iterdir()] == [foreign]


def test_a_copy_of_ours_is_replaced(tmp_path):
    content = centre(tmp_path, WRONG)
    report = check_content(content, TODAY)
    (first,) = annotate(report, content, tmp_path / "copies")
    first.write_bytes(annotated(content / "rosters/S1.xlsx", "rosters/S1.xlsx", [finding(message="Ancien.")]))
    assert annotate(report, content, tmp_path / "copies") == [first]
    assert "Ancien." not in str(rows_of_list(openpyxl.load_workbook(first)))


def test_a_copy_in_which_someone_has_worked_is_not_replaced(tmp_path):
    content = centre(tmp_path, WRONG)
    report = check_content(content, TODAY)
    (copy,) = annotate(report, content, tmp_path / "copies")
    saved_by("libreoffice_edit.py", {str(copy): [["S1", "C2", "text", "12/03/2011"]]})
    with pytest.raises(OutputRefused, match="a été modifié depuis"):
        annotate(report, content, tmp_path / "copies")
    assert openpyxl.load_workbook(copy)["S1"]["C2"].value == "12/03/2011"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    content = centre(tmp_path, WRONG)
    (tmp_path / "copies").write_text("un fichier", encoding="utf-8")
    with pytest.raises(OutputRefused, match="Impossible d’écrire"):
        annotate(check_content(content, TODAY), content, tmp_path / "copies")


def test_an_interruption_leaves_the_old_copy_and_nothing_beside(tmp_path, monkeypatch):
    content = centre(tmp_path, WRONG)
    report = check_content(content, TODAY)
    (copy,) = annotate(report, content, tmp_path / "copies")
    copy.write_bytes(annotated(content / "rosters/S1.xlsx", "rosters/S1.xlsx", [finding(message="Ancien.")]))
    before = copy.read_bytes()

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        annotate(report, content, tmp_path / "copies")
    assert {path.name: path.read_bytes() for path in copy.parent.iterdir()} == {"S1.xlsx": before}


def test_two_originals_never_share_a_copy(tmp_path):
    content = centre(tmp_path, {"S1.ods": b"", "S1.ods.xlsx": b"", "S1.csv": b""})
    names = ("rosters/S1.ods", "rosters/S1.ods.xlsx", "rosters/S1.csv", "rosters/S1.XLSX")
    assert [copy_of(name, content, Path("d")).as_posix() for name in names] == [
        "d/rosters/S1.ods.copie.xlsx",
        "d/rosters/S1.ods.xlsx",
        "d/rosters/S1.csv.xlsx",
        "d/rosters/S1.XLSX",
    ]


def test_same_input_same_bytes_whatever_the_hour_and_the_hash_seed(tmp_path):
    path = tmp_path / "S1.xlsx"
    workbook = styled_roster()
    for row in range(10, 40, 2):
        workbook["S1"].merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=3)
    path.write_bytes(bytes_of(workbook))
    script = (
        "import sys, hashlib; from pathlib import Path; from generator.reports.annotate.workbook import annotated\n"
        "from schemas.finding import *\n"
        "place = Place(file='rosters/S1.xlsx', worksheet='S1', cell='C3', row=3)\n"
        "found = Finding(code='R004', name='n', severity=Severity.ERROR, place=place, message='m')\n"
        "print(hashlib.sha256(annotated(Path(sys.argv[1]), 'rosters/S1.xlsx', [found])).hexdigest())"
    )
    digests = {
        subprocess.check_output(
            [sys.executable, "-c", script, str(path)],
            env={"PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": seed},
            text=True,
        )
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_no_warning_of_openpyxl_reaches_the_user(tmp_path):
    workbook = styled_roster()
    workbook["S1"]["C3"], workbook["S1"]["C3"].number_format = 20110312, "DD/MM/YYYY"
    path = tmp_path / "S1.xlsx"
    path.write_bytes(bytes_of(workbook))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        annotated(path, "rosters/S1.xlsx", [finding()])
    assert seen == []


# --- LibreOffice ----------------------------------------------------------------------------------------------------


def saved_by(script, edits):
    command = [python_with_uno(), str(REPOSITORY / "tests" / "support" / script), json.dumps(edits)]
    subprocess.run(command, check=True, timeout=180)


def converted(folder, *copies, to):
    """What LibreOffice makes of the copies: it returns 0 even when it makes nothing, so each output is looked for."""
    command = [require("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(folder / "out"), *map(str, copies)],
        check=True,
        timeout=180,
        capture_output=True,
    )
    return sorted(path.name for path in (folder / "out").iterdir())


def test_rosters_saved_by_libreoffice_are_annotated_and_open_again(tmp_path):
    """Faults put in by LibreOffice, copies made, opened by LibreOffice: cells, formula and dates are still there."""
    content = tmp_path / "content"
    shutil.copytree(REPOSITORY / "content", content)
    path = content / "rosters" / "3C-jeudi.xlsx"
    edits = {
        str(path): [["3e C", "H6", "number", 3], ["3e C", "L2", "formula", "=LEN(B3)"]],
        str(content / "rosters" / "3A-lundi.ods"): [["3A-lundi", "C4", "text", "03/25/2011"]],
    }
    saved_by("libreoffice_edit.py", edits)
    report = check_content(content, TODAY)
    copies = {copy.name: copy for copy in annotate(report, content, tmp_path / "copies")}
    xlsx_copy, ods_copy = (openpyxl.load_workbook(copies[name]) for name in ("3C-jeudi.xlsx", "3A-lundi.ods.xlsx"))
    assert xlsx_copy["3e C"]["H6"].comment.text.startswith("Erreur R010")
    assert (xlsx_copy["3e C"]["L2"].value, xlsx_copy["3e C"]["A1"].font.bold) == ("=LEN(B3)", True)
    assert ods_copy["3A-lundi"]["C4"].comment.text.startswith("Erreur R004")
    assert ods_copy["3A-lundi"]["C5"].number_format == "DD/MM/YYYY"
    both = (copies["3C-jeudi.xlsx"], copies["3A-lundi.ods.xlsx"])
    every_sheet = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    assert converted(tmp_path, *both, to=every_sheet) == [
        "3A-lundi.ods-3A-lundi.csv",
        "3A-lundi.ods-À corriger.csv",
        "3C-jeudi-3e C.csv",
        "3C-jeudi-À corriger.csv",
    ]
    table = (tmp_path / "out" / "3C-jeudi-3e C.csv").read_text(encoding="utf-8").splitlines()
    name = read_file(path, "a").worksheets[0].rows[2][1]
    assert table[1].endswith(f";{len(name)}")
    assert "Erreur;R010;3e C;H6" in (tmp_path / "out" / "3C-jeudi-À corriger.csv").read_text(encoding="utf-8")


def test_libreoffice_prints_a_copy(tmp_path):
    path = tmp_path / "S1.xlsx"
    path.write_bytes(bytes_of(styled_roster()))
    (tmp_path / "copie.xlsx").write_bytes(annotated(path, "rosters/S1.xlsx", [finding(value="=cmd")]))
    assert converted(tmp_path, tmp_path / "copie.xlsx", to="pdf") == ["copie.pdf"]

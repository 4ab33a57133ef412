"""Untidy files really written by LibreOffice and by other writers: understood, not refused."""

import io
import json
import subprocess
from datetime import date
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
import xlwt

from schemas.check import check_content
from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, found, write_centre, xlsx
from tests.support.tools import python_with_uno

TITLES = (
    "* NOM\nde naissance", "prénom (usuel)", "Né(e) le [jj/mm/aaaa]", "LIEU  DE\u00a0NAISSANCE", "N° national",
    "Temps majoré ?", "Nb compétences", "Compte OK",
)  # fmt: skip
DATES = [
    "formula:=DATE(2010;3;12)",
    "text:12/03/2010",
    "text:12-3-10",
    "text:2010-03-12",
    "text:12 mars 2010",
    "text:12\u00a0mars\u00a02010",
]
PERCENTS = ["number:33", "text:33 %", "text:33%", "formula:33%", "text:1/3", "text:tiers-temps"]
YES = ["text:Oui", "text:x", "text:✓", "text:VRAI", "number:1", "formula:=TRUE()"]
INE = [
    "number:12345678901",
    "text:999990123AB",
    "text:9999980002F",
    "text:999990126ab",
    "text:999990124AB",
    "text:999990125AB",
]
NAMES = ["Ze\u0301lie", " Zoé  Ève ", "N\u2019Doumbé", "N'Guyen", "Anne\u2013Lise", "Anne\u2010Marie"]
TIDY_NAMES = ["Zélie", "Zoé Ève", "N’Doumbé", "N’Guyen", "Anne-Lise", "Anne-Marie"]


def edits():
    """A title block, merged by nothing, titles in row 4, an empty column between, six candidates."""
    cells = [[None, "A1", "text", "Collège Gaston-Tartempion"], [None, "C2", "text", "Lieu de naissance"]]
    cells += [[None, f"{'ABCDEFGHI'[n + (n > 3)]}4", "text", title] for n, title in enumerate(TITLES)]
    for n in range(6):
        row = 5 + n
        values = (
            f"text:Nom{'ABCDEF'[n]}",
            f"text:{NAMES[n]}",
            DATES[n],
            "text:Saint–Glinglin",
            INE[n],
            PERCENTS[n],
            "number:8",
            YES[n],
        )
        for place, value in enumerate(values):
            kind, _, text = value.partition(":")
            cells.append(
                [
                    None,
                    f"{'ABCDEFGHI'[place + (place > 3)]}{row}",
                    kind,
                    float(text) if kind == "number" else text,
                ]
            )
    return cells


@pytest.mark.parametrize("suffix", [".ods", ".xlsx", ".xls"])
def test_what_libreoffice_saves_is_understood(tmp_path, suffix):
    python = python_with_uno()
    content = write_centre(tmp_path, sessions({"end": "12 h"}), {})
    path = content / "rosters" / f"S1{suffix}"
    start = openpyxl.Workbook()
    start.save(tmp_path / "S1.xlsx")
    if suffix != ".xlsx":
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", suffix[1:],
             "--outdir", str(path.parent), str(tmp_path / "S1.xlsx")], check=True, capture_output=True,
        )  # fmt: skip
    else:
        path.write_bytes((tmp_path / "S1.xlsx").read_bytes())
    script = Path(__file__).parents[1] / "support" / "libreoffice_edit.py"
    subprocess.run([python, str(script), json.dumps({str(path): edits()})], check=True, timeout=180)
    report = check_content(content, TODAY)
    assert [(finding.code, finding.place.cell) for finding in report.findings] == []
    assert report.centre is not None
    people = report.centre.candidates
    assert [person.first_name for person in people] == TIDY_NAMES
    assert {person.birth_date for person in people} == {date(2010, 3, 12)}
    assert {person.extra_time_percent for person in people} == {33}
    assert {person.account_ready for person in people} == {True}
    assert {person.birth_place for person in people} == {"Saint-Glinglin"}
    assert [person.ine for person in people][:2] == ["12345678901", "999990123AB"]


def test_an_old_xls_of_another_writer_is_understood(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1")
    for row, cells in enumerate(
        (("Nom", "Prénom", "Né le", "Né à", "Tiers temps"), ("Quidam", "Zoé", "12/03/2010", "Ys", 0.33)), 2
    ):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    out = io.BytesIO()
    book.save(out)
    content = write_centre(tmp_path, sessions(), {"liste.xls": out.getvalue()})
    assert found(content) == []


MASS_IMPORT = (
    "Numéro de session préexistante;* Nom du site;* Nom de la salle;* Date de début (format: JJ/MM/AAAA);* Heure de début (heure "
    "locale format: HH:MM);* Surveillant(s);Observations (optionnel);* Nom de naissance;* Prénom;* Date de naissance (format: "
    "JJ/MM/AAAA);* Sexe (M ou F);Code INSEE de la commune de naissance;Code postal de la commune de naissance;Nom de la commune de "
    "naissance;* Pays de naissance;E-mail du destinataire des résultats (formateur, enseignant…);E-mail de convocation;Identifiant "
    "externe;Temps majoré ? (exemple format: 33%);* Tarification part Pix (Gratuite, Prépayée ou Payante);Code de prépaiement (si "
    "Tarification part Pix Prépayée)"
)


def test_the_mass_import_of_the_national_platform_is_a_roster_of_several_sessions(tmp_path):
    lines = [
        ";".join(f'"{title}"' for title in MASS_IMPORT.split(";")),
        ";Annexe;B204;11/03/2027;09:00;Mme Trucmuche;;Quidam;Zoé;12/03/2010;F;99402;;;FRANCE;;;;33%;;",
        ";;;;;;;Lambda;Émile;13/03/2010;M;;99402;Saint-Glinglin;FRANCE;;;T-1;;;",
        "4242;;;;;;;Bidule;Ada;14/03/2010;F;99;;Pétaouchnok;SYLDAVIE;;ada@famille.example;;;;",
    ]
    second = {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose", "session_number": 4242}
    data = "\r\n".join(lines).encode("utf-8-sig")
    content = write_centre(tmp_path, sessions({"site": "Annexe"}, second), {"import.csv": data})
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert [(c.last_name, c.session_id, c.extra_time_percent) for c in report.centre.candidates] == [
        ("Quidam", "S1", 33), ("Lambda", "S1", 0), ("Bidule", "S2", 0),
    ]  # fmt: skip


OLD_REPORT = (
    "NOM", "Prénom", "Date de naissance (format : jj/mm/aaaa)", "Lieu de naissance", "Identifiant local", "Temps majoré ?",
    "Adresse électronique de convocation", "Signature", "Numéro de certification\n(sans le #)",
    "Ecran de fin de test vu\n(cocher)",
    "Commentaires / Signalements\n(test non achevé, incident technique, fraude, etc.)",
)  # fmt: skip


def test_the_old_session_report_of_the_national_platform_is_a_completed_sheet(tmp_path):
    held = {"date": date(2026, 11, 20)}
    content = write_centre(tmp_path, sessions(held), {"S1.xlsx": xlsx(*roster({}, {"last_name": "Quidam"}))})
    (content / "sheets").mkdir()
    rows = (
        ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "", "", "", "", "#100234", "X", ""),
        ("Quidam", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "", "", "", "", "", "", "Absente"),
    )
    (content / "sheets" / "S1.xlsx").write_bytes(xlsx(("PV de session",), (), OLD_REPORT, *rows))
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert [(row.certification_number, row.end_screen_seen) for row in report.centre.sheet_rows] == [
        (100234, True),
        (None, None),
    ]


def protected(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


@pytest.mark.parametrize(("password", "codes"), [("sésame", []), ("autre", ["F003"]), (None, ["F003"])])
def test_a_protected_workbook_opens_with_its_password_alone(tmp_path, password, codes):
    data = protected(xlsx(*roster({})), "sésame")
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": data})
    report = check_content(content, TODAY, password=password)
    assert [finding.code for finding in report.findings] == codes


def test_a_damaged_protected_workbook_is_damaged(tmp_path):
    data = protected(xlsx(*roster({})), "sésame")
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": data[:2000] + b"\x00" * 3000})
    codes = [finding.code for finding in check_content(content, TODAY, password="sésame").findings]
    assert codes in (["F001"], ["F003"])

"""Untidy files really written by LibreOffice and by other writers: understood, not refused."""

import io
import json
import subprocess
from datetime import date, time
from pathlib import Path

import msoffcrypto
import pytest
import xlwt

from schemas.check import check_content
from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, found, write_centre, xlsx
from tests.support.tools import python_with_uno, require

TITLES = (
    "* NOM\nde naissance",
    "prénom (usuel)",
    "Né(e) le [jj/mm/aaaa]",
    "LIEU  DE\u00a0NAISSANCE",
    "N° national",
    "Temps majoré ?",
    "Nb compétences",
    "Compte OK",
)
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


def saved_by_libreoffice(files):
    """Makes or changes spreadsheets with LibreOffice itself: the edits of each, by its path."""
    edits = json.dumps({str(path): cells for path, cells in files.items()})
    script = Path(__file__).parents[1] / "support" / "libreoffice_edit.py"
    subprocess.run([python_with_uno(), str(script), edits], check=True, timeout=180)


@pytest.mark.parametrize("suffix", [".ods", ".xlsx", ".xls"])
def test_what_libreoffice_saves_is_understood(tmp_path, suffix):
    content = write_centre(tmp_path, sessions({"end": "12 h"}), {})
    saved_by_libreoffice({content / "rosters" / f"S1{suffix}": edits()})
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


def table(worksheet, *rows, top=1, left=0):
    """The edits that write a table: texts as texts, numbers as numbers, what starts with = as a formula."""
    kinds = {str: "text", int: "number", float: "number"}
    return [
        [
            worksheet,
            f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column + left]}{row}",
            "formula" if isinstance(cell, str) and cell.startswith("=") else kinds[type(cell)],
            cell,
        ]
        for row, cells in enumerate(rows, top)
        for column, cell in enumerate(cells)
        if cell is not None
    ]


TIMES = ["=TIME(9;5;0)", "9h05", "9:05", "0905", "9 h 05", 905]
SESSION_DATES = [
    "=DATE(2027;3;11)",
    "11/03/2027",
    "11-3-27",
    "2027-03-11",
    "11 mars 2027",
    "jeudi 11 mars 2027",
]


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_days_and_hours_of_sessions_that_libreoffice_saves_are_understood(tmp_path, suffix):
    content = write_centre(tmp_path, sessions(), {})
    (content / "sessions.xlsx").unlink()
    rows = [
        (f"S{n}", day, hour, "12 h 30" if n % 2 else "=TIME(12;30;0)", f"R{n}", f"Mme N{n} et M. P{n}")
        for n, (day, hour) in enumerate(zip(SESSION_DATES, TIMES, strict=True))
    ]
    titles = ("SESSION", "Jour", "heure  de début", "Fin *", "N° de salle", "Surveillants (un ou deux)")
    saved_by_libreoffice({content / f"sessions{suffix}": table(None, titles, *rows)})
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert {(s.date, s.start, s.end) for s in report.centre.sessions} == {(date(2027, 3, 11), time(9, 5), time(12, 30))}
    assert {len(session.invigilators) for session in report.centre.sessions} == {2}


YES_AND_NO = {
    True: ["oui", "X", "✓", "vrai", 1, "=TRUE()", "Oui ", "VRAI"],
    False: ["non", "Faux", 0, "=FALSE()", "NON", "n"],
}


def test_every_way_to_tick_a_box_that_libreoffice_saves_is_understood(tmp_path):
    ticks = [(meaning, tick) for meaning, all_ticks in YES_AND_NO.items() for tick in all_ticks]
    people = [(f"Nom{chr(97 + n)}", "Zoé", f"{n + 1:02}/03/2011", "Ys") for n in range(len(ticks))]
    content = write_centre(
        tmp_path, sessions({"date": date(2026, 11, 20)}), {"S1.xlsx": xlsx(TITLES_OF_CANDIDATES, *people)}
    )
    (content / "sheets").mkdir()
    rows = [
        (*person, 100230 + n, tick, "" if meaning else "C7 : panne")
        for n, (person, (meaning, tick)) in enumerate(zip(people, ticks, strict=True))
    ]
    titles = (*TITLES_OF_CANDIDATES, "Numéro de certification", "Écran de fin de test vu", "Commentaires")
    saved_by_libreoffice({content / "sheets" / "S1.ods": table(None, titles, *rows)})
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert [row.end_screen_seen for row in report.centre.sheet_rows] == [meaning for meaning, _ in ticks]


TITLES_OF_CANDIDATES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance")


@pytest.mark.parametrize("suffix", [".ods", ".xlsx", ".xls"])
def test_merged_titles_gaps_and_several_worksheets_that_libreoffice_saves_are_read(tmp_path, suffix):
    """A merged banner and group header, titles over two cells, an empty column, a hidden worksheet, notes beside, a gap."""
    others = [{"id": f"S{n}", "room": f"R{n}", "invigilators": f"Mme N{n}"} for n in (2, 3)]
    content = write_centre(tmp_path, sessions({}, *others), {})
    titles = ("NOM *", None, "Prénom(s)", None, "né(e) le", "lieu de naissance")
    first = table(
        None,
        ("Certification Pix 2027",),
        (None, None, None, None, "Naissance"),
        titles,
        ("Quidam", None, "Zoé", None, "12/03/2011", "Ys"),
        (),
        ("Lambda", None, "Ada", None, "13/03/2011", "Ys"),
    )
    edits = [
        *first,
        [None, "A1:F1", "merge", None],
        [None, "E2:F2", "merge", None],
        [None, "A3:B3", "merge", None],
        [None, None, "name", "S1"],
        *([None, None, "add worksheet", name] for name in ("S2", "S3", "Notes")),
        *table("S2", TITLES_OF_CANDIDATES, ("Bidule", "Léo", "14/03/2011", "Ys"), top=4, left=2),
        *table("S3", TITLES_OF_CANDIDATES, ("Machin", "Eva", "15/03/2011", "Ys"), ("Truc", "Max", "16/03/2011", "Ys")),
        *table("Notes", ("Rappeler la loge",)),
        ["S2", None, "hide", None],
        ["S3", "A3", "hide rows", None],
    ]
    saved_by_libreoffice({content / "rosters" / f"tous{suffix}": edits})
    report = check_content(content, TODAY)
    places = [(finding.code, finding.place.worksheet, finding.place.row) for finding in report.findings]
    assert places == [("F012", "S1", 6), ("F012", "S3", 3)]
    assert report.centre is not None
    assert [(person.last_name, person.session_id) for person in report.centre.candidates] == [
        ("Quidam", "S1"),
        ("Lambda", "S1"),
        ("Bidule", "S2"),
        ("Machin", "S3"),
        ("Truc", "S3"),
    ]


@pytest.mark.parametrize("encoding", [76, 1], ids=["utf-8", "windows-1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_that_libreoffice_exports_is_understood(tmp_path, encoding, separator):
    content = write_centre(tmp_path, sessions(), {})
    path = tmp_path / "S1.xlsx"
    path.write_bytes(
        xlsx(
            (*TITLES_OF_CANDIDATES, "Classe"),
            ("L’Été", "Zoé ; Ève", "12/03/2011", "Ys, près d’Is", "3\u00e8me"),
        )
    )
    options = f"csv:Text - txt - csv (StarCalc):{ord(separator)},34,{encoding},1"
    subprocess.run(
        [
            require("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            options,
            "--outdir",
            str(content / "rosters"),
            str(path),
        ],
        check=True,
        timeout=180,
        capture_output=True,
    )
    report = check_content(content, TODAY)
    assert [finding.code for finding in report.findings] == ["R003"]  # the semicolon in the first name
    (person,) = records_of(content)
    assert (person.last_name, person.first_name, person.birth_place) == (
        "L’Été",
        "Zoé ; Ève",
        "Ys, près d’Is",
    )


def records_of(content):
    centre = check_content(content, TODAY).centre
    assert centre is not None
    return centre.candidates


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
        ";Annexe;B204;11/03/2027;09:00;Mme Trucmuche;;Quidam;Zoé;12/03/2010;F;29232;;;FRANCE;;;;33%;;",
        ";;;;;;;Lambda;Émile;13/03/2010;M;;29000;Quimper;FRANCE;;;T-1;;;",
        "4242;;;;;;;Bidule;Ada;14/03/2010;F;99;;Rabat;MAROC;;ada@famille.example;;;;",
    ]
    second = {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose", "session_number": 4242}
    data = "\r\n".join(lines).encode("utf-8-sig")
    content = write_centre(tmp_path, sessions({"site": "Annexe"}, second), {"import.csv": data})
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert [(c.last_name, c.session_id, c.extra_time_percent) for c in report.centre.candidates] == [
        ("Quidam", "S1", 33),
        ("Lambda", "S1", 0),
        ("Bidule", "S2", 0),
    ]


def test_an_unknown_session_of_a_mass_import_names_the_nearest(tmp_path):
    lines = [
        ";".join(f'"{title}"' for title in MASS_IMPORT.split(";")),
        ";Annexe;B204;11/03/2027;09:30;Mme Trucmuche;;Quidam;Zoé;12/03/2010;F;29232;;;FRANCE;;;;;;",
        "4243;;;;;;;Bidule;Ada;14/03/2010;F;99;;Rabat;MAROC;;;;;;",
    ]
    second = {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose", "session_number": 4242}
    data = "\r\n".join(lines).encode("utf-8-sig")
    content = write_centre(tmp_path, sessions({"site": "Annexe"}, second), {"import.csv": data})
    findings = check_content(content, TODAY).findings
    assert [(f.code, f.place.cell) for f in findings] == [("R015", "C2"), ("R015", "C3")]
    assert ["« S1 »" in findings[0].message, "« S2 »" in findings[1].message] == [True, True]


CANDIDATE_IMPORT = (
    "* Nom de naissance",
    "* Prénom",
    "* Date de naissance\n(format : jj/mm/aaaa)",
    "* Sexe\n(M ou F)",
    "Code Insee",
    "Code postal",
    "Nom de la commune",
    "Pays",
    "E-mail du destinataire des résultats (formateur, enseignant…)",
    "E-mail de convocation",
    "Identifiant local",
    "Temps majoré ?",
    'CléA Numérique\n("oui" ou laisser vide)',
    'Pix+ Droit\n("oui" ou laisser vide)',
    "Pix+ Édu 1er degré",
    "Tarification part Pix",
    "Code de prépaiement",
)


def test_the_candidate_import_of_the_national_platform_is_a_roster(tmp_path):
    content = write_centre(tmp_path, sessions(), {})
    heading = (
        ("Certification Pix",),
        (),
        ("N° de session", 4242),
        ("Site", "Annexe"),
        ("Salle", "B204"),
        ("Date", "=DATE(2027;3;11)"),
        ("Heure de début", "=TIME(9;0;0)"),
        ("Surveillant(s)", "Mme Trucmuche"),
        (),
        (None, None, None, None, "* Lieu de naissance"),
    )
    people = (
        (
            "Quidam",
            "Zoé",
            "=DATE(2010;3;12)",
            "F",
            "29232",
            None,
            None,
            "FRANCE",
            None,
            None,
            "e-1",
            "=33%",
            None,
            "oui",
        ),
        ("Lambda", "Ada", "13/03/2010", "F", None, "29000", "Quimper", "France"),
        ("Bidule", "Léo", "14/03/2010", "M", 99, None, "Rabat", "MAROC"),
    )
    cells = table(None, *heading, CANDIDATE_IMPORT, *people)
    path = content / "rosters" / "S1.ods"
    saved_by_libreoffice({path: [*cells, [None, "E10:H10", "merge", None]]})
    assert check_content(content, TODAY).findings == ()
    assert [(person.last_name, person.extra_time_percent) for person in records_of(content)] == [
        ("Quidam", 33),
        ("Lambda", 0),
        ("Bidule", 0),
    ]


OLD_REPORT = (
    "NOM",
    "Prénom",
    "Date de naissance (format : jj/mm/aaaa)",
    "Lieu de naissance",
    "Identifiant local",
    "Temps majoré ?",
    "Adresse électronique de convocation",
    "Signature",
    "Numéro de certification\n(sans le #)",
    "Ecran de fin de test vu\n(cocher)",
    "Commentaires / Signalements\n(test non achevé, incident technique, fraude, etc.)",
)


def test_the_old_session_report_of_the_national_platform_is_a_completed_sheet(tmp_path):
    held = {"date": date(2026, 11, 20)}
    content = write_centre(tmp_path, sessions(held), {"S1.xlsx": xlsx(*roster({}, {"last_name": "Quidam"}))})
    (content / "sheets").mkdir()
    rows = (
        ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "", "", "", "", "#100234", "X", ""),
        ("Quidam", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "", "", "", "", "", "", "Absente"),
    )
    saved_by_libreoffice({content / "sheets" / "S1.ods": table(None, ("PV de session",), (), OLD_REPORT, *rows)})
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


def test_what_libreoffice_protects_opens_with_its_password_or_says_what_to_do(tmp_path):
    others = [{"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose"}]
    content = write_centre(tmp_path, sessions({}, *others), {})
    protect = [None, None, "password", "sésame"]
    saved_by_libreoffice(
        {
            content / "rosters" / "S1.xls": [*table(None, *PEOPLE), protect],
            content / "rosters" / "S2.ods": [*table(None, *PEOPLE), protect],
        }
    )

    def said(password):
        findings = check_content(content, TODAY, password=password).findings
        return [(f.code, f.place.file, f.message.partition(" ")[0]) for f in findings if f.code != "S013"]

    ods = ("F003", "rosters/S2.ods", "Ce")
    assert said(None) == [("F003", "rosters/S1.xls", "Ce"), ods]
    assert said("autre") == [("F003", "rosters/S1.xls", "Le"), ods]
    assert said("sésame") == [ods]
    (finding,) = check_content(content, TODAY, password="sésame").findings
    assert "Enregistrez-le en .xlsx avec le même mot de passe" in finding.message


PEOPLE = (TITLES_OF_CANDIDATES, ("Quidam", "Zoé", "12/03/2011", "Ys"))

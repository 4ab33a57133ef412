"""The check of a whole content folder: everything wrong in one go, at the cell the coordinator sees."""

import io
import os
import time as clock
from datetime import date, time

import pytest
import xlwt

import schemas.judging.judge
from schemas.centre import load_settings
from schemas.check import check_content, checked
from schemas.errors import CentreError
from schemas.judging.validation import validate
from schemas.reading.worksheet import Worksheet
from schemas.rules.examples import roster, sessions, with_sheet
from tests.support.centres import (
    REPOSITORY,
    SETTINGS,
    TODAY,
    TOML,
    check_worksheets,
    found,
    write_centre,
    xlsx,
)
from tests.support.command import consigne

TITLES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance")


def test_the_example_centre_has_no_error():
    report = check_content(REPOSITORY / "content", TODAY)
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    assert report.centre is not None
    assert len(report.centre.sessions) >= 8
    assert 140 <= len(report.centre.candidates) <= 160


def test_faults_of_all_files_are_reported_in_one_go_and_sorted(tmp_path):
    content = write_centre(
        tmp_path,
        sessions({"room": None}, {"id": "S2", "end": "midi", "room": "C1", "invigilators": "M. Alex Machinchose"}),
        {
            "S1.xlsx": xlsx(*roster({"last_name": None, "birth_date": "31/02/2011"}, {"first_name": None})),
            "S2.xlsx": b"PK rien",
        },
    )
    assert found(content) == [
        ("rosters/S1.xlsx", "C2", "R004"),
        ("rosters/S1.xlsx", "A2", "R001"),
        ("rosters/S1.xlsx", "B3", "R002"),
        ("rosters/S2.xlsx", None, "F001"),
        ("sessions.xlsx", "E2", "S008"),
        ("sessions.xlsx", "D3", "S005"),
    ]


def test_a_table_below_titles_in_any_order_keeps_the_cells_of_the_file(tmp_path):
    rows = (
        ("Collège Gaston-Tartempion",),
        (),
        (None, "Lieu de\nnaissance *", "NÉ(E) LE (jj/mm/aaaa)", "PRÉNOM", None, "Nom de famille"),
        (),
        (None, "Perpète-lès-Olivettes", "45/01/2011", "Zélie", None, "Quidam"),
    )
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*rows)})
    assert found(content) == [("rosters/S1.xlsx", "C5", "R004")]


def test_the_session_is_the_column_else_the_worksheet_else_the_file(tmp_path):
    second = {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose"}
    third = {"id": "S3", "room": "C2", "invigilators": "Mme Dominique Bidule"}
    content = write_centre(
        tmp_path,
        sessions({}, second, third),
        {
            "S1.xlsx": xlsx(*roster({"last_name": "Alpha"}, {"last_name": "Bravo", "session": "s2"})),
            "tous.xlsx": xlsx(*roster({"last_name": "Charlie"}), sheet="S3"),
        },
    )
    centre = check_content(content, TODAY).centre
    assert centre is not None
    assert {(c.last_name, c.session_id) for c in centre.candidates} == {
        ("Alpha", "S1"),
        ("Bravo", "S2"),
        ("Charlie", "S3"),
    }


def test_values_are_understood_into_records(tmp_path):
    typed = ("  Topinambour ", "Zélie", "12-3-11", "Trifouillis\u2013les\u2013Oies", 0.33, "x", 8.0)
    titles = (*TITLES, "Tiers temps", "Compte OK", "Nb compétences")
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(titles, typed)})
    centre = check_content(content, TODAY).centre
    assert centre is not None
    (candidate,) = centre.candidates
    assert candidate.last_name == "Topinambour"
    assert candidate.birth_date == date(2011, 3, 12)
    assert candidate.birth_place == "Trifouillis-les-Oies"
    assert (candidate.extra_time_percent, candidate.account_ready, candidate.positioned_competences) == (
        33,
        True,
        8,
    )


def test_seats_and_site_come_from_centre_toml_where_sessions_are_silent(tmp_path):
    toml = 'name = "C"\nsite = "Ici"\n[rooms.B204]\nseats = 1\n'
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}, {"last_name": "Salsifis"}))}, toml)
    assert found(content) == [("sessions.xlsx", "E2", "S012")]


def test_a_cell_in_error_is_not_reported_as_missing_too(tmp_path):
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({"last_name": "#N/A"}))})
    assert found(content) == [("rosters/S1.xlsx", "A2", "F011")]


def test_a_missing_column_is_said_once_and_not_on_every_row(tmp_path):
    rows = tuple(row[1:] for row in roster({}, {"first_name": "Philibert"}))
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*rows)})
    assert found(content) == [("rosters/S1.xlsx", None, "F005")]


def test_a_missing_column_names_the_cell_whose_title_is_nearly_its_own(tmp_path):
    titles = ("Nom", "Prénom", "Date de naisance", "Lieu de naissance")
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx((), titles, ("Quidam", "Zoé", "12/03/2011", "Ys"))})
    missing, unknown = check_content(content, TODAY).findings
    assert (missing.code, "Le titre de la cellule C2 y ressemble" in missing.message) == ("F005", True)
    assert (unknown.code, unknown.place.cell, "« Date de naissance »" in unknown.message) == (
        "F006",
        "C2",
        True,
    )


def test_two_clashing_sessions_name_each_other_on_the_later_row(tmp_path):
    later = {"id": "S2", "start": time(11, 0), "end": time(14, 0)}
    content = write_centre(tmp_path, sessions(later, {}), {})
    assert found(content) == [("sessions.xlsx", "E2", "S010"), ("sessions.xlsx", "F2", "S011")]


def test_lock_files_and_notes_beside_rosters_are_not_read(tmp_path):
    content = write_centre(tmp_path, sessions(), {"~$S1.xlsx": b"x", ".~lock.S1.ods#": b"x", "LISEZ-MOI.md": b"x"})
    assert found(content) == []


def test_what_stands_among_rosters_and_is_no_file_is_said_and_keeps_nobody_waiting(tmp_path):
    content = write_centre(tmp_path, sessions(), {})
    rosters = content / "rosters"
    os.mkfifo(rosters / "attente.xlsx")
    (rosters / "dossier.xlsx").mkdir()
    (rosters / "mac.numbers").mkdir()
    (rosters / "mac.numbers" / "Index.zip").write_bytes(b"PK")
    (rosters / "perdu.ods").symlink_to("nulle-part.ods")
    (rosters / "ailleurs").symlink_to(tmp_path)
    (rosters / "2026").mkdir()
    (rosters / "2026" / "vide.csv").write_bytes(b"")
    assert found(content) == [
        ("rosters/2026/vide.csv", None, "F001"),
        ("rosters/ailleurs", None, "F002"),
        ("rosters/attente.xlsx", None, "F001"),
        ("rosters/dossier.xlsx", None, "F001"),
        ("rosters/mac.numbers", None, "F002"),
        ("rosters/perdu.ods", None, "F001"),
    ]


def test_rosters_that_are_no_folder_are_not_taken_for_no_rosters(tmp_path):
    content = write_centre(tmp_path, sessions(), {})
    (content / "rosters").rmdir()
    (content / "rosters").write_text("une liste", encoding="utf-8")
    with pytest.raises(CentreError, match="ne peut pas être lu"):
        check_content(content, TODAY)


def test_errors_and_hidden_rows_of_an_old_xls_are_found(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("Notes")
    sheet = book.add_sheet("S1")
    for row, cells in enumerate(
        (
            (*TITLES, "Tiers temps"),
            ("Quidam", "Zoé", "12/03/2010", "Ys", None),
            ("Lambda", "Ada", "13/03/2010", "Ys", 33),
        )
    ):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell)
    sheet.row(1).set_cell_error(4, "#REF!")
    sheet.row(2).hidden = True
    out = io.BytesIO()
    book.save(out)
    content = write_centre(tmp_path, sessions({"end": time(13)}), {"liste.xls": out.getvalue()})
    assert found(content) == [("rosters/liste.xls", "E2", "F011"), ("rosters/liste.xls", None, "F012")]


def test_separators_alone_name_no_invigilator(tmp_path):
    assert found(write_centre(tmp_path, sessions({"invigilators": " ; "}), {})) == [("sessions.xlsx", "F2", "S009")]


def test_a_room_has_its_seats_however_its_name_is_written(tmp_path):
    toml = f'{TOML}[rooms."B 204"]\nseats = 1\n'
    rows = sessions({"room": "b204"})
    content = write_centre(tmp_path, rows, {"S1.xlsx": xlsx(*roster({}, {"last_name": "Salsifis"}))}, toml)
    assert found(content) == [("sessions.xlsx", "E2", "S012")]


def test_an_unreadable_number_does_not_hide_that_the_end_screen_was_not_seen(tmp_path):
    files = with_sheet({"certification_number": "10O234", "end_screen_seen": None}).files
    worksheets = {
        name.partition("/")[0].partition(".")[0]: [Worksheet(file=name, name=None, rows=[list(r) for r in rows])]
        for name, rows in files.items()
    }
    assert [finding.code for finding in check_worksheets(worksheets).findings] == ["T006", "T008"]


@pytest.mark.parametrize(
    ("session", "said"),
    [("3a LUNDI", "« 3A-lundi »"), ("3B-lnudi", "« 3B-lundi »"), ("autre chose", "Écrivez un identifiant")],
)
def test_an_unknown_session_names_the_nearest_in_a_column_a_file_and_a_worksheet(tmp_path, session, said):
    second = {"id": "3B-lundi", "room": "C1", "invigilators": "M. Alex Machinchose"}
    named = xlsx(*roster({"session": session, "last_name": "Quidam"}))
    content = write_centre(
        tmp_path,
        sessions({"id": "3A-lundi"}, second),
        {
            "3A-lundi.xlsx": named,
            f"{session}.xlsx": xlsx(*roster({})),
            "x.xlsx": xlsx(*roster({}), sheet=session),
        },
    )
    messages = [f.message for f in check_content(content, TODAY).findings if f.code == "R015"]
    assert len(messages) == 3
    assert sum(said in message for message in messages) == (1 if session == "autre chose" else 3)


def test_thousands_of_unknown_sessions_are_not_compared_with_thousands_of_known_ones(tmp_path):
    known = [
        {"id": f"S{n:05}", "date": date(2027, 3, 11), "room": f"R{n}", "invigilators": f"P{n}"} for n in range(3000)
    ]
    unknown = [{"session": f"T{n:05}", "last_name": f"Nom{n}"} for n in range(3000)]
    worksheets = {
        "sessions": [Worksheet(file="sessions.xlsx", name=None, rows=[list(row) for row in sessions(*known)])],
        "rosters": [Worksheet(file="rosters/a.csv", name=None, rows=[list(row) for row in roster(*unknown)])],
    }
    start = clock.process_time()
    findings = check_worksheets(worksheets).findings
    assert clock.process_time() - start < 30
    assert sum(finding.code == "R015" for finding in findings) == 3000


@pytest.mark.parametrize("missing", ["centre.toml", "sessions.xlsx"])
def test_a_folder_without_its_two_main_files_is_refused(tmp_path, missing):
    content = write_centre(tmp_path, sessions(), {})
    (content / missing).unlink()
    with pytest.raises(CentreError, match="introuvable"):
        check_content(content, TODAY)


def test_two_files_of_sessions_are_refused(tmp_path):
    content = write_centre(tmp_path, sessions(), {})
    (content / "sessions.csv").write_text("Session\n", encoding="utf-8")
    with pytest.raises(CentreError, match="Gardez-en un"):
        check_content(content, TODAY)


def test_a_switched_off_pandera_is_noticed(tmp_path):
    content = write_centre(tmp_path, sessions({"room": None}), {})
    done = consigne("check", "--content", content, PANDERA_VALIDATION_ENABLED="False")
    assert (done.returncode, "PANDERA_VALIDATION_ENABLED" in done.stderr) == (2, True)


def test_a_rule_that_crashes_is_a_wrong_program_and_not_a_finding(tmp_path, monkeypatch):
    def with_a_broken_rule(frames, rules):
        import polars as pl

        from schemas.rule import RowFault, Rule

        fault = RowFault(table="sessions", column="room", message="x", wrong=lambda frames: pl.col("no_such_column"))
        broken = Rule(code="S999", name="broken", title="x", why="x", source="x", faults=(fault,), valid=(), invalid=())
        return validate(frames, [broken])

    monkeypatch.setattr(schemas.judging.judge, "validate", with_a_broken_rule)
    content = write_centre(tmp_path, sessions(), {})
    with pytest.raises(Exception, match=r"no_such_column|broken"):
        check_content(content, TODAY)


def test_settings_have_the_defaults_of_the_domain():
    assert (SETTINGS.test.duration_min, SETTINGS.test.arrival_min, SETTINGS.test.warning_min) == (105, 15, 5)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (f"{TOML}uai = '12'\n", "(le code UAI : sept chiffres et une lettre) : ce texte n’a pas la forme attendue."),
        (f"{TOML}langage = 'fr'\n", "réglage « langage » : ce réglage n’existe pas. Vouliez-vous dire « language » ?"),
        (f"{TOML}age_min = 12\n", "« age_min » : ce réglage n’existe pas. Il se met sous [checks]."),
        (f"{TOML}[checks]\nsco = true\n", "« checks.sco » : ce réglage n’existe pas. Il se met en haut du fichier"),
        (f"{TOML}language = 'de'\n", "valeur inconnue ; sont possibles : 'fr' ou 'en'."),
        (
            f"{TOML}[rooms]\nCDI = {{ seats = 0 }}\n",
            "(le nombre d’ordinateurs de la salle) : ce nombre doit être au moins 1",
        ),
        ("name = Collège\n", "centre.toml, ligne 1, n’est pas écrit comme un fichier de réglages (format TOML)"),
    ],
)
def test_a_wrong_setting_is_explained(tmp_path, toml, said):
    (tmp_path / "centre.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(CentreError) as raised:
        load_settings(tmp_path / "centre.toml")
    (problem,) = raised.value.problems
    assert said in problem


def test_who_waits_is_told_how_many_files_were_read():
    told = []
    checked(REPOSITORY / "content", TODAY, said=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (8, 8)

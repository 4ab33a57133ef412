"""Examples of rules drawn as spreadsheets: the right files, the right cell, bytes in words."""

from __future__ import annotations

from datetime import date, time

import pytest

from generator.reports.drawing import DrawnCell, draw, in_words, messages, severities
from schemas.finding import Severity
from schemas.rule import Example, Fault, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_roster
from schemas.rules.registry import RULES


def rule(*invalid: Example, valid: tuple[Example, ...] = (RIGHT,), message: str = "Faux.") -> Rule:
    return Rule(
        code="R999",
        name="n",
        title="Titre",
        why="Parce que.",
        source="Ici.",
        faults=(Fault(message=message),),
        valid=valid,
        invalid=invalid,
    )


def drawn(example: Example):
    return draw(rule(example), example)


def test_a_cell_is_shown_as_a_french_spreadsheet_shows_it():
    row = (date(2011, 3, 12), time(9, 5), 0.33, 4, "texte", None, True)
    (file,) = drawn(Example(files={"rosters/S1.xlsx": (row,)})).files
    assert file.letters == ("A", "B", "C", "D", "E", "F", "G")
    ((number, cells),) = file.rows
    assert (number, [cell.text for cell in cells]) == (
        1,
        ["12/03/2011", "09:05", "0,33", "4", "texte", "", "VRAI"],
    )
    assert [cell.number for cell in cells] == [True, True, True, True, False, False, True]


def test_only_the_wrong_cell_is_marked():
    (file,) = drawn(with_roster({"last_name": None}, at="rosters/S1.xlsx!A2")).files
    marked = [(number, column) for number, row in file.rows for column, cell in enumerate(row) if cell.wrong]
    assert marked == [(2, 0)]
    assert (file.wrong, file.wrong_cell) == (True, "A2")


def test_short_rows_are_filled_up():
    (file,) = drawn(Example(files={"rosters/S1.xlsx": (("Nom", "Prénom"), ("Topinambour",))})).files
    assert file.rows[1] == (2, (DrawnCell(text="Topinambour"), DrawnCell(text="")))


def test_the_sessions_are_left_out_where_they_say_nothing():
    example = drawn(with_roster({"last_name": None}, at="rosters/S1.xlsx!A2"))
    assert [file.name for file in example.files] == ["rosters/S1.xlsx"]
    assert example.sessions_left_out


@pytest.mark.parametrize("at", ["sessions.xlsx!E2", "rosters/S1.xlsx!A2"])
def test_the_sessions_are_shown_where_they_are_at_fault_or_more_than_one(at):
    files = {"sessions.xlsx": sessions({}, {"id": "S2"}), "rosters/S1.xlsx": roster({})}
    example = drawn(Example(files=files, at=at))
    assert [file.name for file in example.files] == ["sessions.xlsx", "rosters/S1.xlsx"]
    assert not example.sessions_left_out


def test_the_centre_with_nothing_wrong_shows_the_table_that_the_rule_is_about():
    wrong = Example(files={"sessions.xlsx": sessions({"room": None})}, at="sessions.xlsx!E2")
    assert [file.name for file in draw(rule(wrong), RIGHT).files] == ["sessions.xlsx"]


def test_settings_are_written_as_toml():
    settings = {
        "checks": {"age_min": 10, "school_holidays": ({"first": date(2027, 2, 6)}, {"first": date(2027, 4, 3)})},
        "accepted": ({"rule": "S004", "reason": 'dit "oui"'},),
        "words": ("a", "b"),
    }
    file, *_ = drawn(Example(files=RIGHT.files, settings=settings, at="centre.toml")).files
    assert (file.name, file.wrong) == ("centre.toml", True)
    assert file.lines == (
        'words = ["a", "b"]',
        "[checks]",
        "age_min = 10",
        "[[checks.school_holidays]]",
        "first = 2027-02-06",
        "[[checks.school_holidays]]",
        "first = 2027-04-03",
        "[[accepted]]",
        'rule = "S004"',
        r'reason = "dit \"oui\""',
    )


def test_a_long_table_keeps_its_first_rows_its_wrong_row_and_its_last():
    rows = tuple((number,) for number in range(1, 31))
    (file,) = drawn(Example(files={"rosters/S1.xlsx": rows}, at="rosters/S1.xlsx!A17")).files
    assert [row and row[0] for row in file.rows] == [1, 2, 3, 4, None, 17, None, 30]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "un fichier .csv vide"),
        ("a.xls", b"<html><table>", "un fichier .xls qui est en vérité une page web"),
        ("a.xlsx", "xEncryptedPackage"[1:].encode("utf-16-le"), "un fichier .xlsx protégé par un mot de passe"),
        ("a", b"x", "un fichier sans extension de 1 octet"),
        ("a.numbers", b"PK", "un fichier .numbers de 2 octets"),
        ("a.csv", b"x" * 20_000_001, "un fichier .csv de 20\u202fMo, qui commence par «\u00a0" + "x" * 60 + "\u00a0»"),
        ("a.csv", b"Nom;Pr\xc3\xa9nom\nA", "un fichier .csv de 13 octets, qui commence par «\u00a0Nom;Prénom\u00a0»"),
        ("a.csv", b"\x00\xff" * 700, "un fichier .csv de 1\u202fko"),
    ],
)
def test_bytes_are_told_in_words(name, data, said):
    assert in_words(name, data) == said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Cette date ne se lit pas : {detail}.", "Cette date ne se lit pas : …"),
        ("La colonne manque. {nearest}Ajoutez-la.", "La colonne manque. … Ajoutez-la."),
        ("Ce fichier ({reason}) est abîmé.", "Ce fichier (…) est abîmé."),
        ("Prise par {detail}. Changez.", "Prise par … Changez."),
    ],
)
def test_a_fact_that_changes_from_case_to_case_is_an_ellipsis(message, said):
    assert messages(rule(RIGHT, message=message)) == ((Severity.ERROR, said),)


def test_the_worst_severity_comes_first():
    by_code = {rule.code: severities(rule) for rule in RULES}
    assert by_code["R005"] == (Severity.ERROR, Severity.WARNING)
    assert by_code["F006"] == (Severity.WARNING,)


def test_every_example_of_every_rule_is_drawn_with_the_place_of_its_fault():
    for one in RULES:
        for example in one.invalid:
            faults = [file for file in draw(one, example).files if file.wrong]
            assert [f"{f.name}!{f.wrong_cell}" if f.wrong_cell else f.name for f in faults] == [example.at]
            (file,) = faults
            cells = [cell for row in file.rows if row for cell in row[1]]
            assert sum(cell.wrong for cell in cells) == bool(file.wrong_cell and cells), (
                one.code,
                example.at,
            )
            assert file.rows or file.lines or file.words

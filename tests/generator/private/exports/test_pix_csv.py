"""The mass import: to the letter, read back, and refused before the platform would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.private.exports.pix_csv import Billing, importable, pix_csv
from generator.writing.refusal import BuildRefused
from schemas.check import check_content, checked
from schemas.records import Centre
from schemas.rules.examples import sessions
from tests.support.centres import TODAY, write_centre
from tests.support.export_centres import ADA, CENTRE, FIRST, NUMBERED, PHILIBERT, ZELIE, row, with_zelie

HEADER = (
    '"Numéro de session préexistante";"* Nom du site";"* Nom de la salle";"* Date de début (format: JJ/MM/AAAA)";'
    '"* Heure de début (heure locale format: HH:MM)";"* Surveillant(s)";"Observations (optionnel)";"* Nom de naissance";"* Prénom";'
    '"* Date de naissance (format: JJ/MM/AAAA)";"* Sexe (M ou F)";"Code INSEE de la commune de naissance";'
    '"Code postal de la commune de naissance";"Nom de la commune de naissance";"* Pays de naissance";'
    '"E-mail du destinataire des résultats (formateur, enseignant…)";"E-mail de convocation";"Identifiant externe";'
    '"Temps majoré ? (exemple format: 33%)"'
)
BILLING_HEADER = ';"* Tarification part Pix (Gratuite, Prépayée ou Payante)";"Code de prépaiement (si Tarification part Pix Prépayée)"'


def exported(centre: Centre, billing: Billing | None = None) -> bytes:
    return pix_csv(importable(centre, TODAY), billing)


def problems(centre: Centre, billing: Billing | None = None) -> list[str]:
    with pytest.raises(BuildRefused) as refused:
        exported(centre, billing)
    return refused.value.problems


def test_the_file_is_that_of_the_platform_to_the_letter() -> None:
    lines = exported(CENTRE).decode("utf-8").split("\r\n")
    assert lines == [
        "\ufeff" + HEADER,
        ';Annexe;B204;11/03/2027;09:00;Mme Camille Trucmuche, M. Alex Machinchose;;Topinambour;Zélie;12/03/2011;F;29232;;;FRANCE;;;"eleve;42";33%',
        ';;;;;;;"D’Artichaut ""Fils""";Philibert;12/03/2011;M;;29000;Quimper;FRANCE;;phil@college.example;;',
        "4242;;;;;;;Bidule;Ada;12/03/2011;F;99;;Rabat;MAROC;;;;",
        "",
    ]


def test_a_centre_that_pix_bills_has_two_more_columns() -> None:
    lines = exported(CENTRE, Billing(part="Prépayée", prepayment_code="P-1")).decode("utf-8-sig").splitlines()
    assert lines[0] == HEADER + BILLING_HEADER
    assert all(line.endswith(";Prépayée;P-1") for line in lines[1:])


def test_what_the_rosters_say_of_billing_goes_before_what_is_said_of_all() -> None:
    free = with_zelie(billing="GRATUITE")
    lines = exported(free, Billing(part="Prépayée", prepayment_code="P-1")).decode("utf-8-sig").splitlines()
    assert [line.rpartition(";FRANCE;")[2].rsplit(";", 2)[1:] for line in lines[1:3]] == [
        ["Gratuite", ""],
        ["Prépayée", "P-1"],
    ]


def test_read_back_billing_is_the_same(tmp_path: Path) -> None:
    centre = replace(CENTRE, sessions=(FIRST,), candidates=(replace(ZELIE, billing="Prépayée", prepayment_code="P-1"),))
    content = write_centre(tmp_path, sessions({"site": "Annexe"}), {"x.csv": exported(centre, Billing())})
    report = check_content(content, TODAY)
    assert report.centre is not None
    assert report.centre.candidates == centre.candidates


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "la tarification manque"),
        ({"billing": "Cadeau"}, "cette tarification n’existe pas"),
        ({"billing": "Prépayée"}, "le code de prépaiement va avec"),
        ({"billing": "Payante", "prepayment_code": "P-1"}, "le code de prépaiement va avec"),
    ],
)
def test_what_the_platform_would_refuse_of_billing_is_said_before(changes: dict[str, str], said: str) -> None:
    centre = replace(CENTRE, sessions=(FIRST,), candidates=(replace(ZELIE, **changes),))  # type: ignore[arg-type]
    assert said in problems(centre, Billing())[0]


def test_neither_the_access_code_nor_the_observations_leave_the_centre() -> None:
    assert FIRST.access_code.encode() not in exported(CENTRE)  # type: ignore[union-attr]
    assert b"loge" not in exported(CENTRE)


def test_read_back_the_sessions_and_candidates_are_the_same(tmp_path: Path) -> None:
    rows = sessions(
        {
            "site": "Annexe",
            "invigilators": " ; ".join(FIRST.invigilators),
            "access_code": "BCDF23",
            "notes": FIRST.notes,
            "session_number": None,
        },
        {
            "id": "S2",
            "site": "Annexe",
            "room": "C1",
            "invigilators": "M. Alix Bidule",
            "session_number": 4242,
            "access_code": "BCDF23",
            "notes": FIRST.notes,
        },
    )
    centre = replace(CENTRE, candidates=(ZELIE, replace(PHILIBERT, last_name="D’Artichaut"), ADA))
    content = write_centre(tmp_path, rows, {"x.csv": exported(centre)})
    report = check_content(content, TODAY)
    assert report.centre is not None
    assert report.centre.sessions == (FIRST, NUMBERED)
    assert report.centre.candidates == centre.candidates
    assert exported(report.centre) == exported(centre)


FORMULAS = {"last_name": "=cmd|x", "first_name": "@Zélie", "external_id": "-12", "birth_place": "+Ys"}


def test_what_looks_like_a_formula_is_inert_and_comes_back_as_it_was(tmp_path: Path) -> None:
    changes = {**FORMULAS, "birth_insee_code": None, "birth_postal_code": "29000"}
    data = exported(with_zelie(**changes))
    cells = [cell for line in data.decode("utf-8-sig").splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
    rows = sessions({"site": "Annexe"}, {"id": "S2", "site": "Annexe", "room": "C1", "session_number": 4242})
    content = write_centre(tmp_path, rows, {"x.csv": data})
    standing = checked(content, TODAY).standing()
    assert standing is not None
    assert {name: getattr(standing.centre.candidates[0], name) for name in FORMULAS} == FORMULAS


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sex": None}, "D2\u00a0: le sexe manque."),
        ({"birth_country": None}, "H2\u00a0: le pays de naissance manque."),
        ({"birth_insee_code": None}, "G2\u00a0: le lieu de naissance manque."),
        ({"birth_insee_code": None, "birth_place": "Ys"}, "F2\u00a0: le code postal manque"),
        ({"birth_country": "MAROC"}, "G2\u00a0: le lieu de naissance manque."),
    ],
)
def test_what_the_platform_would_refuse_is_said_before_with_its_cell(changes: dict[str, str | None], said: str) -> None:
    (problem,) = problems(with_zelie(**changes))
    assert problem.startswith(f"rosters/S1.xlsx, feuille « S1 », cellule {said}")


def test_all_problems_come_at_once_a_line_for_each_worksheet() -> None:
    people = tuple(replace(person, sex=None, birth_country=None) for person in CENTRE.candidates)
    said = problems(replace(CENTRE, candidates=people))
    assert [text.partition("\u00a0:")[0] for text in said] == [
        "rosters/S1.xlsx, feuille « S1 », cellules D2 à D3",
        "rosters/S2.xlsx, feuille « S2 », cellule D2",
        "rosters/S1.xlsx, feuille « S1 », cellules H2 à H3",
        "rosters/S2.xlsx, feuille « S2 », cellule H2",
    ]
    assert not any(person.last_name in text for person in people for text in said)


def test_rows_that_follow_each_other_are_said_as_runs_and_a_missing_column_as_such() -> None:
    right = [replace(ZELIE, first_name=f"Zélie-{number}", source=row(number)) for number in range(2, 8)]
    without = [replace(person, source=replace(person.source, letters={})) for person in right]
    for people, said in (
        (right, "cellules D2 à D4, D6"),
        (without, "lignes 2 à 4, 6 (colonne « Sexe » à ajouter)"),
    ):
        wrong = tuple(replace(each, sex=None) if each.source.row in {2, 3, 4, 6} else each for each in people)
        assert f"feuille « S1 », {said}\u00a0:" in problems(replace(CENTRE, candidates=wrong))[0]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (
            {"session_number": "12-A"},
            "cellule I2\u00a0: le numéro Pix de la session S1 ne se compose pas de chiffres",
        ),
        ({"session_number": "4242"}, "cellules I2 à I3\u00a0: les sessions S1 et S2 ont le même numéro Pix"),
    ],
)
def test_a_session_that_the_platform_would_refuse_or_merge_is_said(first: dict[str, str], said: str) -> None:
    (problem,) = problems(replace(CENTRE, sessions=(replace(FIRST, **first), NUMBERED)))  # type: ignore[arg-type]
    assert said in problem


def test_sessions_of_the_past_and_those_without_candidates_stay_out() -> None:
    past, empty = replace(FIRST, date=date(2026, 11, 22)), replace(FIRST, id="S9", room="D1")
    wanted = importable(replace(CENTRE, sessions=(past, NUMBERED, empty)), TODAY)
    assert (wanted.sessions, wanted.without) == ((NUMBERED,), ("S9",))


def test_nothing_to_import_is_said() -> None:
    assert problems(replace(CENTRE, candidates=())) == [
        "Aucune session à venir n’a de candidats : il n’y a rien à importer."
    ]

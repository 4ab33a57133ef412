"""Lines that are nobody's, as schools write them, and those that may be somebody's and stay."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.cell import Cell
from schemas.check import checked
from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, write_centre, xlsx

TITLES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Classe", "Compte vérifié")
PEOPLE: tuple[tuple[Cell, ...], ...] = (
    ("TOPINAMBOUR", "Zélie", date(2011, 3, 12), "Lyon", "3A", "oui"),
    ("SALSIFIS", "Philibert", date(2011, 4, 13), "Brest", "3A", "oui"),
)


def rows_of(tmp_path, *lines: tuple[Cell, ...], session: str = "S1"):
    """The last names that were read, and why the other rows were not."""
    content = write_centre(tmp_path, sessions({"id": session}), {"S1.xlsx": xlsx(TITLES, *lines)})
    found = checked(content, TODAY)
    names = found.frames.rosters["last_name"].to_list()
    return names, [each.meaning for each in found.report.set_aside]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (("Total", 3), "total"),
        (("TOTAL : 28 élèves",), "total"),
        (("Sous-total", None, None, None, None, 12), "total"),
        (("Effectif", 28), "total"),
        (("Nombre de candidats = 12",), "total"),
        ((None, None, "Signature du surveillant :"), "note"),
        (("Légende : TT = tiers temps",), "note"),
        (("* temps majoré accordé par le rectorat",), "note"),
        (("Édité le 26/11/2026", None, None, None, None, "Page 1/1"), "note"),
        (("Les élèves absents passeront le test mardi prochain",), "note"),
        (("Groupe 1",), "intertitre"),
        (("Classe de 3A",), "intertitre"),
        (("3ème B",), "intertitre"),
        (("Salle 204",), "intertitre"),
        ((None, None, None, None, "4C"), "intertitre"),
        (TITLES, "titres répétés"),
        (("NOM", "Prénom", "Né(e) le", "Lieu de naissance"), "titres répétés"),
        ((None, None, None, None, "3A", "oui"), "valeurs par défaut seules"),
        ((None, None, None, None, None, "non"), "valeurs par défaut seules"),
        ((None, None, None, None, None, None, 14), "numéro seul"),
        ((None, None, None, None, None, None, "à revoir"), "hors des colonnes lues"),
    ],
)
def test_a_line_that_is_nobodys_is_set_aside_and_said(tmp_path, line, why):
    names, aside = rows_of(tmp_path, *PEOPLE, line)
    assert names == ["TOPINAMBOUR", "SALSIFIS"]
    assert aside == [f"mise de côté : {why}"]


@pytest.mark.parametrize(
    "line",
    [
        ("QUIDAM",),
        ("quidam octave",),
        ("12. QUIDAM Octave",),
        ("QUIDAM (absent)",),
        ("QUIDAM 2",),
        ("Salle", "Marie"),
        ("SALLÉ",),
        ("Page Jimmy",),
        ("Total", "Marie"),
        ("Total", None, date(2011, 3, 4)),
        ("Quidam Octave 12/03/2011",),
        ("de la Tour du Pin Marie",),
        (None, "Octave"),
        (None, None, date(2011, 3, 4)),
        (None, None, "12/03/2011"),
        (None, None, None, "Lyon"),
    ],
)
def test_a_line_that_may_be_somebodys_stays(tmp_path, line):
    names, aside = rows_of(tmp_path, *PEOPLE, line)
    assert len(names) == 3
    assert aside == []


def test_a_heading_that_names_a_session_says_whose_rows_follow(tmp_path):
    rows = sessions({"id": "3A-lundi"}, {"id": "3A-mardi", "room": "C1", "invigilators": "M. Alex Machinchose"})
    table = xlsx(TITLES, ("Session 3A-lundi",), PEOPLE[0], ("3A-mardi",), PEOPLE[1])
    found = checked(write_centre(tmp_path, rows, {"tous.xlsx": table}), TODAY)
    assert found.report.centre is not None
    assert [(each.session_id, each.first_name) for each in found.report.centre.candidates] == [
        ("3A-lundi", "Zélie"),
        ("3A-mardi", "Philibert"),
    ]


def test_what_was_set_aside_is_shown_where_it_stands_and_hidden_where_others_read(tmp_path):
    found = checked(
        write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}), ("Total", 1))}), TODAY, keep_cells=True
    )
    (shown,) = [each for each in found.understood() if each.meaning == "mise de côté : total"]
    assert (shown.place.cell, shown.text) == ("A3", "Total | 1")
    assert found.report.redacted().set_aside[0].text is None

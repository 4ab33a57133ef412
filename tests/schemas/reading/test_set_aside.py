"""Lines among the rows of a table that are nobody's, and those that only look so."""

from datetime import date

import pytest

from schemas.reading.aside import HEADING, NOTE, ONLY_DEFAULTS, ONLY_NUMBERS, TITLES_AGAIN, TOTAL
from schemas.reading.tables import locate
from schemas.reading.worksheet import Worksheet
from schemas.rules.examples import sessions
from tests.support.centres import check_worksheets

TITLES = ("N°", "Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Temps majoré", "Compétences", "Compte OK")
PEOPLE = (
    (1, "Quidam", "Zoé", date(2011, 3, 4), "Ys", None, 6, "oui"),
    (2, "Lambda", "Ada", date(2011, 3, 5), "Ys", "33 %", 7, "oui"),
)
NONE = (None,) * 5


def table_of(*rows):
    worksheet = Worksheet(file="rosters/S1.xlsx", name=None, rows=[list(row) for row in (TITLES, *rows)])
    return locate("rosters", [worksheet]).tables[0]


ASIDE = {
    TOTAL: [
        (None, "Total", 2),
        ("Total", 2),
        (None, "TOTAL :", None, None, None, 1, 7, 2),
        (None, "Total général : 24"),
        (None, "Nombre d’élèves : 2"),
        (None, "Effectif : 24 dont 2 tiers temps"),
        (None, "Sous-total 3A", 12),
        (None, "Moyenne", *NONE[:4], 6.5),
    ],
    NOTE: [
        (None, "* tiers temps accordé par le rectorat"),
        (None, "Tiers temps"),
        (None, "TT = tiers temps"),
        (None, "Les élèves doivent se présenter avec une pièce d'identité."),
        (None, "Légende"),
        (None, "(1) Arrive à 9 h"),
        (None, "Présents :", None, None, "Absents :"),
        (None, "Remarque : vérifier les dates"),
        (None, None, "Signature du surveillant :"),
        (None, "Surveillant : M. TRUCMUCHE Camille"),
        (None, "Le chef d'établissement"),
        (None, "Fait à Ys, le", date(2026, 11, 26)),
        (None, "Édité le 26/11/2026", *NONE, "Page 1/1"),
        (None, "Édité par Mme TRUCMUCHE Camille"),
        (None, "Page 1 sur 2"),
        (None, "Collège Gaston-Tartempion"),
    ],
    HEADING: [
        (None, "Groupe 1"),
        (None, "Groupe A"),
        (None, "3A"),
        (None, "3e2"),
        (None, "Classe de 3ème B"),
        (None, "Classe : 3A (24 élèves)"),
        (None, "Groupe de Mme Trucmuche"),
        (None, "Session du lundi matin"),
        (None, "Salle B204"),
        (None, "Tle A"),
        (None, "TG3"),
    ],
    TITLES_AGAIN: [TITLES, (None, *TITLES[1:]), (None, "NOM", "Prénom(s)", "né(e) le", "Lieu de naissance")],
    ONLY_NUMBERS: [(3,)],
    ONLY_DEFAULTS: [(3, *NONE, None, "non"), (None, *NONE, 0, False)],
}


@pytest.mark.parametrize(("why", "row"), [(why, row) for why, rows in ASIDE.items() for row in rows])
def test_a_line_that_is_no_candidate_is_set_aside_for_what_it_is(why, row):
    table = table_of(*PEOPLE, row)
    assert table.rows == [1, 2]
    assert [(aside.row, aside.meaning) for aside in table.aside] == [(3, why)]


ALONE = (
    *(
        "Quidam",
        "Page",
        "Salle",
        "Classe",
        "Note",
        "Tran",
        "Tom",
        "Cachet",
        "Somme",
        "Fin",
        "Total-Quidam",
        "Note-Quidam",
    ),
    *(
        "De La Tour d’Auvergne",
        "Ben Ali Ben Salah Mohamed",
        "M. Quidam",
        "T",
        "Sur",
        "Page Zoé",
        "Note Zoé",
        "Fait Zoé",
    ),
    *("QUIDAM Zoé", "* QUIDAM Zoé", "* Zoé Quidam", "Absente : QUIDAM Zoé", "Absente : Zoé de La Tour", "(QUIDAM Zoé)"),
    *("À ajouter : QUIDAM Zoé", "à rajouter : Quidam", "+ QUIDAM Zoé", "→ QUIDAM Zoé", "4. QUIDAM Zoé"),
    *("3A QUIDAM Zoé", "Classe 3A QUIDAM Zoé", "Groupe 2 : QUIDAM Zoé", "QUIDAM Zoé (3A) : tiers temps"),
)


@pytest.mark.parametrize(
    "row",
    [
        *((None, text) for text in ALONE),
        (None, None, "Zoé"),
        (None, None, None, "12/03/2011"),
        (None, None, None, "12 mars 2011"),
        (None, None, None, date(2011, 3, 12)),
        (None, None, None, None, "Ys"),
        (None, "Total", "Zoé"),
        (None, "Page", 1),
        (None, "Signature :", "Quidam Zoé", "12/03/2011"),
        (3, *NONE, 6, "oui"),
        (3, *NONE, 6, "non"),
        (None, None, None, None, None, "33 %", None, "oui"),
    ],
)
def test_a_line_that_could_be_a_candidate_stays(row):
    table = table_of(*PEOPLE, row)
    assert (table.rows, table.aside) == ([1, 2, 3], [])


def test_what_every_row_says_is_a_default_where_nobody_is_named():
    rows = [(*person[:6], 8, "oui") for person in PEOPLE]
    assert table_of(*rows, (None, *NONE, 8, "oui")).rows == [1, 2]
    assert table_of(*rows, (None, *NONE, 9, "oui")).rows == [1, 2, 3]


def test_a_heading_between_groups_is_no_gap():
    rows = [list(row) for row in (TITLES, PEOPLE[0], (), ("", "Groupe 2"), PEOPLE[1])]
    sheets = {
        "sessions": [Worksheet(file="sessions.xlsx", name=None, rows=[list(row) for row in sessions()])],
        "rosters": [Worksheet(file="rosters/S1.xlsx", name=None, rows=rows)],
    }
    assert check_worksheets(sheets).findings == ()


def test_an_identifier_alone_is_a_session_whatever_it_resembles():
    titles = ("Session", "Date", "Début", "Fin", "Salle", "Surveillant(s)")

    def aside(*row):
        worksheet = Worksheet(file="sessions.xlsx", name=None, rows=[list(titles), list(sessions()[1]), list(row)])
        return [each.meaning for each in locate("sessions", [worksheet]).tables[0].aside]

    assert [aside("3A"), aside("Groupe 1"), aside("Salle B204")] == [[], [], []]
    assert aside("Total : 3 sessions") == [TOTAL]

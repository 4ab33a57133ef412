"""The exports that schools drop as they come: no warning for the columns that they always have."""

import pytest

from schemas.reading.worksheet import Worksheet
from schemas.rules.examples import sessions
from tests.support.centres import check_worksheets

SIECLE = {
    "N° Interne": 1,
    "INE": "999990123AB",
    "Nom de famille": "QUIDAM",
    "Nom d'usage": None,
    "Prénom 1": "Zoé",
    "Prénom 2": "Ève",
    "Date Naissance": "12/03/2011",
    "Code sexe": 2,
    "Commune Naiss.": "Lyon",
    "Code Commune INSEE Naiss.": "69123",
    "Pays Naissance": "FRANCE",
    "Code Structure": "3A",
    "Lib. MEF": "3EME",
    "Régime": "DP",
    "Date entrée": "01/09/2026",
    "Doublement": "N",
    "Adresse": "1 rue de la Paix",
    "Code postal": "38000",
    "Ville": "Grenoble",
    "Tél. portable": "06",
    "Mél": "zoe@college.example",
    "LV1": "ANG",
    "Nationalité": "F",
    "Prof. principal": "Mme Trucmuche",
}
PRONOTE = {
    "Nom": "QUIDAM",
    "Prénom": "Zoé",
    "Né(e) le": "12/03/2011",
    "Civilité": "Mme",
    "Sexe": "F",
    "Classe": "3A",
    "Classe(s)": "3A",
    "Groupe": "3AGR1",
    "Groupes": "3AGR1, LATIN",
    "Régime": "DP",
    "N° national": "999990123AB",
    "Lieu de naissance": "Lyon",
    "Projets d'accompagnement": "PAP",
}


def findings(*columns):
    rows = [[title for title, _ in columns], [cell for _, cell in columns]]
    sheets = {
        "sessions": [Worksheet(file="sessions.xlsx", name=None, rows=[list(row) for row in sessions()])],
        "rosters": [Worksheet(file="rosters/S1.xlsx", name=None, rows=rows)],
    }
    return [(finding.code, finding.place.cell) for finding in check_worksheets(sheets).findings]


@pytest.mark.parametrize("export", [SIECLE, PRONOTE])
def test_an_export_draws_no_finding_as_it_comes(export):
    assert findings(*export.items()) == []


RIGHT = [("Nom", "QUIDAM"), ("Prénom", "Zoé"), ("Né(e) le", "12/03/2011"), ("Lieu de naissance", "Lyon")]


@pytest.mark.parametrize(
    ("more", "cells"),
    [
        ([("Classe", "3A"), ("Division", "3B")], [("F007", "F1")]),
        ([("Classe", "3A"), ("Division", "3A")], []),
        ([("Sexe", "F"), ("Code sexe", 2)], []),
        ([("Code sexe", 2), ("Sexe", "F")], []),
        ([("Groupe", "G1"), ("Classe", "3A")], []),
        ([("N°", 1), ("#", 1), ("Ordre", 1)], []),
        ([("Couleur", "bleu")], [("F006", "E1")]),
    ],
)
def test_two_columns_of_one_meaning_matter_where_they_differ(more, cells):
    assert findings(*RIGHT, *more) == cells

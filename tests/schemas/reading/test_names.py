"""Both names in one cell: taken apart where that can be done in one way only."""

import pytest

from schemas.reading.names import two_names
from schemas.reading.tables import locate
from schemas.reading.worksheet import Worksheet

NO_ORDER = ("Élève", "Nom Prénom", "Nom et prénom", "NOM Prénom")
TITLES = (*NO_ORDER, "Prénom Nom", "Nom puis prénom", "Nom, prénom")


@pytest.mark.parametrize(
    ("cell", "last_name", "first_name"),
    [
        ("QUIDAM Zoé", "QUIDAM", "Zoé"),
        ("Zoé QUIDAM", "QUIDAM", "Zoé"),
        ("QUIDAM, Zoé", "QUIDAM", "Zoé"),
        ("Zoé, QUIDAM", "QUIDAM", "Zoé"),
        ("DE LA TOUR Zoé Ève", "DE LA TOUR", "Zoé Ève"),
        ("Zoé de LA TOUR", "de LA TOUR", "Zoé"),
        ("Anne-Lise d'ALMEIDA", "d’ALMEIDA", "Anne-Lise"),
        ("O'NEIL-QUIDAM Zoé", "O’NEIL-QUIDAM", "Zoé"),
        ("McQUIDAM Zoé", "McQUIDAM", "Zoé"),
    ],
)
def test_capitals_tell_the_last_name_whatever_the_title_and_the_comma(cell, last_name, first_name):
    assert {two_names(cell, title) for title in TITLES} == {(last_name, first_name)}


@pytest.mark.parametrize("title", NO_ORDER)
def test_a_comma_stands_after_the_last_name(title):
    assert two_names("Quidam, Zoé", title) == ("Quidam", "Zoé")


@pytest.mark.parametrize("title", NO_ORDER)
@pytest.mark.parametrize(
    "cell", ["QUIDAM", "Zoé Quidam", "QUIDAM ZOÉ", "Zoé QUIDAM Ève", "QUIDAM de Zoé", "Q Zoé", "a, b, c", ", Zoé"]
)
def test_what_can_be_taken_apart_in_two_ways_is_not(cell, title):
    assert two_names(cell, title) is None


def test_the_title_tells_of_two_names_and_of_no_more():
    assert two_names("Zoé Quidam", "Prénom Nom") == ("Quidam", "Zoé")
    assert two_names("QUIDAM ZOÉ", "Nom puis prénom") == ("QUIDAM", "ZOÉ")
    assert two_names("Quidam Zoé", "Nom, prénom") == ("Quidam", "Zoé")
    assert two_names("Anne Marie Quidam", "Prénom Nom") is None
    assert two_names("Zoé, Quidam", "Prénom, nom") == ("Quidam", "Zoé")
    assert two_names("Quidam, Zoé", "Prénom Nom") is None


def names_under(title, *cells):
    rows = [[title, "Date de naissance", "Classe"], *([cell, "12/03/2011", "3A"] for cell in cells)]
    located = locate("rosters", [Worksheet(file="rosters/S1.xlsx", name=None, rows=rows)])
    (table,) = located.tables
    return [table.cells.get(column) for column in ("last_name", "first_name")], [
        trouble.place.cell for trouble in located.troubles if trouble.place.cell
    ]


def test_a_column_of_both_names_is_taken_apart_or_said_once_at_its_title():
    assert names_under("Élève", "QUIDAM Zoé", "LAMBDA Ada") == ([["QUIDAM", "LAMBDA"], ["Zoé", "Ada"]], [])
    assert names_under("Nom", "QUIDAM Zoé", "LAMBDA Ada") == ([["QUIDAM", "LAMBDA"], ["Zoé", "Ada"]], [])
    assert names_under("Nom Prénom", "Zoé Quidam", "Ada Lambda")[1] == ["A1"]


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("TOPINAMBOUR Zélie", "Élève", ("TOPINAMBOUR", "Zélie")),
        ("Zélie TOPINAMBOUR", "Élève", ("TOPINAMBOUR", "Zélie")),
        ("DE LA TOUR Marie-Ange", "Nom Prénom", ("DE LA TOUR", "Marie-Ange")),
        ("Marie-Ange de LA TOUR", "Nom Prénom", ("de LA TOUR", "Marie-Ange")),
        ("D’ARTICHAUT Jean Paul", "Nom Prénom", ("D’ARTICHAUT", "Jean Paul")),
        ("M. TOPINAMBOUR Zélie", "Élève", ("TOPINAMBOUR", "Zélie")),
        ("Topinambour, Zélie", "Nom Prénom", ("Topinambour", "Zélie")),
        ("Zélie, Topinambour", "Prénom, Nom", ("Topinambour", "Zélie")),
        ("Topinambour Zélie", "Nom Prénom", None),
        ("TOPINAMBOUR ZÉLIE", "Nom Prénom", None),
        ("TOPINAMBOUR", "Élève", None),
        ("Jean TOPINAMBOUR Zélie", "Élève", None),
        ("A Zélie", "Élève", None),
        ("TOPINAMBOUR Zélie, 3A, absente", "Élève", None),
    ],
)
def test_which_is_which(text, title, names):
    assert two_names(text, title) == names

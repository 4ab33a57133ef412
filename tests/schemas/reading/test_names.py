"""Two names in one cell."""

import pytest

from schemas.reading.names import two_names


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

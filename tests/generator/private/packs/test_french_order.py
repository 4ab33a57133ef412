"""Lists in the order of French schools."""

from __future__ import annotations

from datetime import date

import pytest

from generator.private.packs.french_order import in_french_order
from schemas.records import Candidate


def _candidate(last: str, first: str = "Ada", born: date = date(2011, 3, 4)) -> Candidate:
    return Candidate(session_id="S1", last_name=last, first_name=first, birth_date=born, birth_place="Pétaouchnok")


@pytest.mark.parametrize(
    "names",
    [
        ["Écureuil", "Edredon", "Épinard", "Etable"],  # accents do not count
        ["ABRICOT", "Artichaut", "BETTERAVE"],  # nor does case
        ["Le Navet", "Le-Poivron", "Légume", "Lentille"],  # a space comes before a letter, a hyphen is one
        [
            "Aubergine",
            "d'Endive",
            "Fenouil",
            "de La Fève",
            "Laitue",
        ],  # particles in lower case are passed over
        ["DE LA FÈVE", "Delta", "Fenouil"],  # in capitals nobody can tell
        ["Oeillet", "Œuf", "Ogre"],
    ],
)
def test_names_are_in_order(names: list[str]) -> None:
    for shuffled in (names, names[::-1]):
        assert [c.last_name for c in in_french_order(map(_candidate, shuffled))] == names


def test_then_first_names_then_birth_dates() -> None:
    people = [
        _candidate("Navet", "Zoé"),
        _candidate("Navet", "Élie", date(2012, 1, 1)),
        _candidate("Navet", "Elie", date(2011, 1, 1)),
    ]
    assert in_french_order(people) == [people[2], people[1], people[0]]

"""A slip is said once, at its own cell, and what is merely alike is not."""

import pytest

from schemas.reading.worksheet import Worksheet
from schemas.rules.examples import sessions
from tests.support.centres import check_worksheets

DAYS = [f"{day:02}/03/2027" for day in (8, 9, 10, 11, 12, 15)]


def cells(column, *values):
    rows = sessions(*({"id": f"S{n}", "date": DAYS[n], column: value} for n, value in enumerate(values)))
    worksheet = Worksheet(file="sessions.xlsx", name=None, rows=[list(row) for row in rows])
    return [(finding.code, finding.place.cell) for finding in check_worksheets({"sessions": [worksheet]}).findings]


@pytest.mark.parametrize("slip_at", [0, 1, 2])
def test_of_two_rooms_the_rarer_is_the_slip_wherever_it_stands(slip_at):
    rooms = ["Salle informatique"] * 3
    rooms[slip_at] = "Salle informatiqe"
    assert cells("room", *rooms) == [("S017", f"E{slip_at + 2}")]


@pytest.mark.parametrize("slip_at", [0, 1, 2])
def test_of_two_invigilators_the_rarer_is_the_slip_wherever_it_stands(slip_at):
    people = ["Mme Camille Trucmuche"] * 3
    people[slip_at] = "TRUCMUCH Camille"
    assert cells("invigilators", *people) == [("S018", f"F{slip_at + 2}")]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("room", ("Salle 101", "Salle 102")),
        ("room", ("Salle A", "Salle B")),
        ("room", ("B204", "b 204")),
        ("room", ("CDI", "CDE")),
        ("invigilators", ("Mme Bidoule", "M. Bidule")),
        ("invigilators", ("Mme Camille Trucmuche", "TRUCMUCHE Camille")),
    ],
)
def test_what_is_merely_alike_is_no_slip(column, values):
    assert cells(column, *values) == []

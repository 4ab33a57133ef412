"""A centre whose candidates the national platform would accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from schemas.centre import CentreSettings
from schemas.records import Candidate, Centre, Session, Source

SETTINGS = CentreSettings(name="Collège Gaston-Tartempion", uai="0999999Z", site="Annexe")
LETTERS = {
    "last_name": "A",
    "first_name": "B",
    "sex": "D",
    "birth_insee_code": "E",
    "birth_postal_code": "F",
    "birth_place": "G",
    "birth_country": "H",
}


def row(number: int, session: str = "S1") -> Source:
    """A row of the roster of a session, which has the columns of `LETTERS`."""
    return Source(file=f"rosters/{session}.xlsx", worksheet=session, row=number, letters=LETTERS)


FIRST = Session(
    id="S1",
    date=date(2027, 3, 11),
    start=time(9),
    end=time(12),
    site="Annexe",
    room="B204",
    invigilators=("Mme Camille Trucmuche", "M. Alex Machinchose"),
    notes="La clé est à la loge.",
    access_code="BCDF23",
    source=Source(file="sessions.xlsx", worksheet="Sessions", row=2, letters={"session_number": "I"}),
)
NUMBERED = replace(
    FIRST,
    id="S2",
    room="C1",
    session_number="4242",
    invigilators=("M. Alix Bidule",),
    source=replace(FIRST.source, row=3),
)
ZELIE = Candidate(
    session_id="S1",
    last_name="Topinambour",
    first_name="Zélie",
    birth_date=date(2011, 3, 12),
    birth_place="",
    sex="F",
    birth_insee_code="29232",
    birth_country="FRANCE",
    extra_time_percent=33,
    external_id="eleve;42",
    source=row(2),
)
PHILIBERT = replace(
    ZELIE,
    last_name='D’Artichaut "Fils"',
    first_name="Philibert",
    sex="M",
    birth_insee_code=None,
    birth_postal_code="29000",
    birth_place="Quimper",
    extra_time_percent=0,
    external_id=None,
    convocation_email="phil@college.example",
    source=row(3),
)
ADA = replace(
    ZELIE,
    session_id="S2",
    last_name="Bidule",
    first_name="Ada",
    birth_insee_code="99",
    birth_place="Rabat",
    birth_country="MAROC",
    extra_time_percent=0,
    external_id=None,
    source=row(2, "S2"),
)
CENTRE = Centre(settings=SETTINGS, sessions=(FIRST, NUMBERED), candidates=(ZELIE, PHILIBERT, ADA))


def with_zelie(**changes: Any) -> Centre:
    return replace(CENTRE, candidates=(replace(ZELIE, **changes), PHILIBERT, ADA))

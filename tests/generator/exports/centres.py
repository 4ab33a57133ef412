"""A centre whose candidates the national platform would accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from schemas.centre import CentreSettings
from schemas.records import Candidate, Centre, Session

SETTINGS = CentreSettings(name="Collège Gaston-Tartempion", uai="0999999Z", site="Annexe")
FIRST = Session(
    id="S1", date=date(2027, 3, 11), start=time(9), end=time(12), site="Annexe", room="B204",
    invigilators=("Mme Camille Trucmuche", "M. Alex Machinchose"), notes="La clé est à la loge.", access_code="BCDF23",
)  # fmt: skip
NUMBERED = replace(FIRST, id="S2", room="C1", session_number="4242", invigilators=("M. Alix Bidule",))
ZELIE = Candidate(
    session_id="S1", last_name="Topinambour", first_name="Zélie", birth_date=date(2011, 3, 12), birth_place="",
    sex="F", birth_insee_code="99402", birth_country="FRANCE", extra_time_percent=33, external_id="eleve;42",
)  # fmt: skip
PHILIBERT = replace(
    ZELIE, last_name="D’Artichaut \"Fils\"", first_name="Philibert", sex="M", birth_insee_code=None, birth_postal_code="99402",
    birth_place="Saint-Glinglin", extra_time_percent=0, external_id=None, convocation_email="phil@college.example",
)  # fmt: skip
ADA = replace(
    ZELIE, session_id="S2", last_name="Bidule", first_name="Ada", birth_insee_code="99", birth_place="Pétaouchnok",
    birth_country="SYLDAVIE", extra_time_percent=0, external_id=None,
)  # fmt: skip
CENTRE = Centre(settings=SETTINGS, sessions=(FIRST, NUMBERED), candidates=(ZELIE, PHILIBERT, ADA))


def with_zelie(**changes: Any) -> Centre:
    return replace(CENTRE, candidates=(replace(ZELIE, **changes), PHILIBERT, ADA))

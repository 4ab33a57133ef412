"""What a centre shows of its invigilators: their names, their initials, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.public.privacy.door import Gate, public_centre
from generator.public.privacy.product import read_product
from schemas.centre import CentreSettings, PublicationSettings
from schemas.check import checked
from schemas.records import Centre
from schemas.rules.examples import roster, sessions
from tests.generator.public.privacy.conftest import SESSION
from tests.support.centres import TODAY, write_centre, xlsx

NAMES = ("Mme Marie-Claude Exemple", "M. Alix de La Fontaine", "Camille BIDULE")


@pytest.mark.parametrize(
    ("setting", "shown"),
    [("name", NAMES), ("initials", ("M.-C. E.", "A. D. L. F.", "C. B.")), ("none", ())],
)
def test_invigilators_are_shown_as_the_centre_chose(setting, shown):
    settings = CentreSettings(name="C", site="S", publication=PublicationSettings(invigilators=setting))
    centre = Centre(settings=settings, sessions=(replace(SESSION, invigilators=NAMES),), candidates=())
    public = public_centre(centre)
    assert public.sessions[0].invigilators == shown
    assert public.shows_invigilators == setting


@pytest.mark.parametrize(("setting", "is_told"), [("name", False), ("none", True)])
def test_an_invigilator_of_a_faulty_row_stays_hidden_where_the_centre_hides_them(tmp_path, setting, is_told):
    rows = sessions(
        {"date": "31/02/2027", "invigilators": "M. Octave Zinzolin"},
        {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose"},
    )
    toml = f'name = "Centre"\nsite = "Ici"\n[publication]\ninvigilators = "{setting}"\n'
    stands = checked(write_centre(tmp_path, rows, {"S1.xlsx": xlsx(*roster({}))}, toml), TODAY).standing()
    public = public_centre(stands.centre)
    gate = Gate(centre=stands.centre, public=public, product=read_product(()), loose=stands.loose)
    assert gate.recogniser()("Octave Zinzolin garde la salle") is is_told

"""What a centre shows of its invigilators: their names, their initials, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.public.privacy.door import public_centre
from schemas.centre import CentreSettings, PublicationSettings
from schemas.records import Centre
from tests.generator.public.privacy.conftest import SESSION

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

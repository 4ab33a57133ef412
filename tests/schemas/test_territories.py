"""What a UAI code tells: the clock and the school holidays of its department."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from pydantic import ValidationError

from schemas.centre import CentreSettings, CheckSettings
from schemas.territories import _CLOCKS, _ZONES, clock_of, holidays_of, school_zone_of
from tests.support.centres import SETTINGS


@pytest.mark.parametrize(
    ("uai", "clock", "zone"),
    [
        ("0750001A", "Europe/Paris", "C"),
        ("0690001A", "Europe/Paris", "A"),
        ("0590001A", "Europe/Paris", "B"),
        ("7200001A", "Europe/Paris", None),
        ("9740001A", "Indian/Reunion", None),
        ("9840001A", "Pacific/Tahiti", None),
        (None, "Europe/Paris", None),
    ],
)
def test_a_department_has_its_clock_and_its_zone(uai, clock, zone):
    assert (clock_of(uai), school_zone_of(uai)) == (clock, zone)


def test_every_clock_is_known_to_the_system_and_every_department_of_the_mainland_has_a_zone():
    assert set(_CLOCKS.values()) <= available_timezones()
    assert sorted(_ZONES) == [f"{number:03}" for number in range(1, 96) if number != 20]


def test_a_setting_goes_before_the_department():
    def centre(**facts):
        return CentreSettings.model_validate({"name": "x", "site": "y", **facts})

    assert centre(uai="9740001A").clock == "Indian/Reunion"
    assert centre(uai="9740001A", time_zone="Europe/Paris").clock == "Europe/Paris"
    with pytest.raises(ValidationError, match="Vouliez-vous dire « Indian/Reunion »"):
        centre(time_zone="Indian/Réunion")


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_the_holidays_of_a_zone_are_in_order_and_apart(zone):
    days = holidays_of(zone)
    assert all(first <= last for first, last in days)
    assert all(before[1] < after[0] for before, after in pairwise(days))
    # Holidays begin on a Saturday, but for the bridge of the Ascension and those of the summer.
    assert {first.weekday() for first, _ in days if first.month not in {5, 7}} == {5}


def test_a_zone_brings_its_holidays_besides_those_written_down():
    own = {"first": date(2027, 3, 1), "last": date(2027, 3, 2)}
    checks = CheckSettings.model_validate({"school_zone": "C", "school_holidays": [own]})
    assert checks.school_holidays[0].first == date(2027, 3, 1)
    assert date(2027, 2, 6) in {period.first for period in checks.school_holidays}
    assert CheckSettings.model_validate({"school_zone": None}).school_holidays == ()
    with pytest.raises(ValidationError):
        CheckSettings.model_validate({"school_zone": ["A"]})
    assert SETTINGS.checks.school_holidays == ()

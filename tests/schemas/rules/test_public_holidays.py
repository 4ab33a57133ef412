"""The public holidays are those of a library that others look after too."""

from __future__ import annotations

from holidays.countries.france import France

from schemas.rules.public_holidays import public_holidays

YEARS = range(1950, 2101)


def test_they_are_those_of_the_library_of_all_countries() -> None:
    assert public_holidays(YEARS) == dict(France(years=YEARS, language="fr").items())

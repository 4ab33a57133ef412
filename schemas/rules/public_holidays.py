"""French public holidays, as the library `holidays` gives them: that one loads all countries, which takes longer than a check.

Source: Code du travail, art. L3133-1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

_FIXED = (
    (1, 1, "Jour de l'an"),
    (5, 1, "Fête du Travail"),
    (7, 14, "Fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice"),
    (12, 25, "Noël"),
)
_VICTORY = (range(1953, 1960), range(1982, 9999))
"""Years of 8 May."""
_WORKED_WHIT_MONDAYS = (2005, 2006, 2007)


def public_holidays(years: Iterable[int]) -> dict[date, str]:
    """The public holidays of these years, with their names; two on one day are named together."""
    names: dict[date, list[str]] = {}
    for year in years:
        for day, name in _of_year(year):
            names.setdefault(day, []).append(name)
    return {day: "; ".join(sorted(both)) for day, both in names.items()}


def _of_year(year: int) -> Iterator[tuple[date, str]]:
    for month, day, name in _FIXED:
        yield date(year, month, day), name
    if any(year in years for years in _VICTORY):
        yield date(year, 5, 8), "Fête de la Victoire"
    easter = _easter(year)
    yield easter + timedelta(days=1), "Lundi de Pâques"
    yield easter + timedelta(days=39), "Ascension"
    if year not in _WORKED_WHIT_MONDAYS:
        yield easter + timedelta(days=50), "Lundi de Pentecôte"


def _easter(year: int) -> date:
    """Easter Sunday (Oudin's algorithm)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    return date(year, 3, 28) + timedelta(days=days)

"""What a UAI code tells of a school: its department (three first digits), and so its clock and its school holidays.

School zones are those of the decree of 2015 (by academy); the dates, those published for the school years given here. Corsica and overseas
have calendars of their own, which their académie decides: none is known here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

PARIS = "Europe/Paris"

SchoolZone = Literal["A", "B", "C"]

_CLOCKS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "983": "Pacific/Noumea",
    "984": "Pacific/Tahiti",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",  # as INSEE numbers it
    "988": "Pacific/Noumea",  # likewise
}

_DEPARTMENTS: dict[SchoolZone, str] = {
    "A": "001 003 007 015 016 017 019 021 023 024 025 026 033 038 039 040 042 043 047 058 063 064 069 070 071 073 074 079 086 087 089 090",
    "B": "002 004 005 006 008 010 013 014 018 022 027 028 029 035 036 037 041 044 045 049 050 051 052 053 054 055 056 057 059 060 061 062 067 "
    "068 072 076 080 083 084 085 088",
    "C": "009 011 012 030 031 032 034 046 048 065 066 075 077 078 081 082 091 092 093 094 095",
}
_ZONES: dict[str, SchoolZone] = {
    department: zone for zone, departments in _DEPARTMENTS.items() for department in departments.split()
}

Days = tuple[date, date]
"""The first and the last day without class."""

_FOR_ALL: tuple[Days, ...] = (
    (date(2026, 10, 17), date(2026, 11, 1)),
    (date(2026, 12, 19), date(2027, 1, 3)),
    (date(2027, 5, 6), date(2027, 5, 8)),
    (date(2027, 7, 3), date(2027, 8, 31)),
    (date(2027, 10, 23), date(2027, 11, 7)),
    (date(2027, 12, 18), date(2028, 1, 2)),
    (date(2028, 7, 4), date(2028, 8, 31)),
)
_BY_ZONE: dict[SchoolZone, tuple[Days, ...]] = {
    "A": (
        (date(2027, 2, 13), date(2027, 2, 28)),
        (date(2027, 4, 10), date(2027, 4, 25)),
        (date(2028, 2, 19), date(2028, 3, 5)),
        (date(2028, 4, 22), date(2028, 5, 8)),
    ),
    "B": (
        (date(2027, 2, 20), date(2027, 3, 7)),
        (date(2027, 4, 17), date(2027, 5, 2)),
        (date(2028, 2, 5), date(2028, 2, 20)),
        (date(2028, 4, 8), date(2028, 4, 23)),
    ),
    "C": (
        (date(2027, 2, 6), date(2027, 2, 21)),
        (date(2027, 4, 3), date(2027, 4, 18)),
        (date(2028, 2, 12), date(2028, 2, 27)),
        (date(2028, 4, 15), date(2028, 5, 1)),
    ),
}


def clock_of(uai: str | None) -> str:
    """The time zone of a school, by its name in the IANA database; that of Paris where its code does not tell another."""
    return _CLOCKS.get((uai or "")[:3], PARIS)


def school_zone_of(uai: str | None) -> SchoolZone | None:
    """The zone of its school holidays; None in Corsica, overseas and abroad."""
    return _ZONES.get((uai or "")[:3])


def holidays_of(zone: SchoolZone) -> tuple[Days, ...]:
    """The school holidays that are known of a zone, in order."""
    return tuple(sorted((*_FOR_ALL, *_BY_ZONE[zone])))

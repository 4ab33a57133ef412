"""Cells to days and times of day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from schemas.cell import Cell
from schemas.columns import fold
from schemas.reading.text import Unreadable, Value, shown

_MONTHS = {
    "janvier": 1,
    "janv": 1,
    "fevrier": 2,
    "fevr": 2,
    "fev": 2,
    "mars": 3,
    "avril": 4,
    "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "juil": 7,
    "aout": 8,
    "septembre": 9,
    "sept": 9,
    "octobre": 10,
    "oct": 10,
    "novembre": 11,
    "nov": 11,
    "decembre": 12,
    "dec": 12,
}
_WEEKDAYS = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim) )?"
_DAY_FIRST = re.compile(_WEEKDAYS + r"(\d{1,2})(?:er)? (\d{1,2}|[a-z]+) (\d{4}|\d{2})(?: 0{1,2} 00(?: 00)?)?\Z")
_YEAR_FIRST = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})(?:(?: |t)0{1,2} 00(?: 00)?z?)?\Z")
_NO_SUCH_DAY = Unreadable("ce jour n’existe pas dans le calendrier. Écrivez une date réelle, comme 12/03/2011")
_NOT_A_DATE = Unreadable("ce n’est pas une date. Écrivez jour/mois/année, comme 12/03/2011")
_US_ORDER = Unreadable("le mois semble écrit avant le jour, à l’américaine. Écrivez jour/mois/année, comme 25/03/2011")
_TWO_CENTURIES = Unreadable("l’année à deux chiffres peut être de deux siècles. Écrivez-la en quatre chiffres")
_NUMBER = Unreadable("c’est un nombre. Donnez à la cellule le format Date, ou écrivez jour/mois/année")


def parse_date(cell: Cell, *, century: Callable[[int], int | None]) -> Value | Unreadable:
    """A day: a date cell, or text with the day first (or ISO 8601).

    `century` gives the century (1900, 2000) of a two-digit year, None when it could be two.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)):
        return _NUMBER
    words = fold(shown(cell))
    if found := _YEAR_FIRST.match(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if not (found := _DAY_FIRST.match(words)):
        return _NOT_A_DATE
    month = int(found[2]) if found[2].isdigit() else _MONTHS.get(found[2])
    if month is None:
        return _NOT_A_DATE
    year = int(found[3])
    if len(found[3]) == 2:
        base = century(year)
        if base is None:
            return _TWO_CENTURIES
        year += base
    return _day(year, month, int(found[1]))


def _day(year: int, month: int, day: int) -> date | Unreadable:
    try:
        return date(year, month, day)
    except ValueError:
        return _US_ORDER if 12 < month <= 31 and 1 <= day <= 12 else _NO_SUCH_DAY


def century_of_session(_two_digits: int) -> int:
    """Sessions are of this century."""
    return 2000


def century_of_birth(two_digits: int, *, today: date) -> int | None:
    """The only century in which a person born in that year would be 3 to 110 years old, None when there are two."""
    possible = [base for base in (1900, 2000) if 3 <= today.year - base - two_digits <= 110]
    return possible[0] if len(possible) == 1 else None


_CLOCK = re.compile(r"(\d{1,2})(?: ?(?:h|heures?) ?|[ :.])(\d{2})?(?: ?(?:mn|min))?(?:[ :]00)?(?: (am|pm))?\Z")
_HHMM = re.compile(r"(\d{1,2})(\d{2})\Z")
_NOT_A_TIME = Unreadable("ce n’est pas une heure. Écrivez par exemple 9:05 ou 9 h 05")


def parse_time(cell: Cell) -> Value | Unreadable:
    """A time of day to the minute: a time cell, or text such as "9h05", "9:05", "0905"."""
    match cell:
        case datetime():
            return cell.time().replace(second=0, microsecond=0)
        case time():
            return cell.replace(second=0, microsecond=0)
        case timedelta():
            return _minute_of_day(round(cell.total_seconds() / 60))
        case bool() | None | date():
            return _NOT_A_TIME
        case float() if 0 < cell < 1:
            return _minute_of_day(round(cell * 24 * 60))
    text = shown(cell).casefold().replace("\u202f", " ")
    if found := _HHMM.match(text):
        return _clock(int(found[1]), int(found[2]), None)
    if found := _CLOCK.match(text):
        return _clock(int(found[1]), int(found[2] or 0), found[3])
    return _NOT_A_TIME


def _minute_of_day(minutes: int) -> time | Unreadable:
    return time(minutes // 60, minutes % 60) if 0 <= minutes < 24 * 60 else _NOT_A_TIME


def _clock(hour: int, minute: int, half: str | None) -> time | Unreadable:
    if half:
        if not 1 <= hour <= 12:
            return _NOT_A_TIME
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else _NOT_A_TIME

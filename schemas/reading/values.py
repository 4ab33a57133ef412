"""Cells to canonical values: what a coordinator typed, understood where it has one meaning, refused where it has two.

A parser takes a non-empty cell and gives its value, or an `Unreadable` that says in French what is wrong. It never
guesses: a text that two people could read differently is unreadable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import cast

from schemas.cell import Cell
from schemas.columns import Kind, fold

Value = str | int | date | time | bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that has no single meaning; `reason` ends a sentence such as "Cette date ne se lit pas : …"."""

    reason: str


Parser = Callable[[Cell], Value | Unreadable]

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"))
_APOSTROPHES = str.maketrans(dict.fromkeys("'\u2018\u201b\u02bc\u02b9\u2032\u00b4`", "\u2019"))
# Letters with their accents in one piece, as most names are.
_TIDY = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ÿŒœ](?:[A-Za-z0-9À-ÖØ-öø-ÿŒœ./-]| (?! ))*(?<! )\Z")


def tidy(text: str) -> str:
    """Text without what nobody sees: outer and double spaces, NBSP, control and zero-width characters; NFC; one kind
    of dash and of apostrophe.
    """
    if _TIDY.match(text):
        return text
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", visible).strip().translate(_DASHES).translate(_APOSTROPHES)


def shown(cell: Cell) -> str:
    """A cell as a French spreadsheet program would show it."""
    if isinstance(cell, str):  # first, as most cells
        return tidy(cell)
    match cell:
        case None:
            return ""
        case bool():
            return "VRAI" if cell else "FAUX"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
        case datetime():
            midnight = cell.time() == time(0)
            return cell.strftime("%d/%m/%Y") if midnight else cell.strftime("%d/%m/%Y %H:%M")
        case date():
            return cell.strftime("%d/%m/%Y")
        case time():
            return cell.strftime("%H:%M")
        case timedelta():
            return str(cell)
        case _:
            return tidy(str(cell))


def is_empty(cell: Cell) -> bool:
    """Whether a cell shows nothing: empty, or only spaces."""
    if isinstance(cell, str):
        return not cell[:1].isalnum() and not tidy(cell)
    return cell is None


# --- text -----------------------------------------------------------------------------------------------------------


def parse_text(cell: Cell) -> Value | Unreadable:
    """Any cell as text."""
    return shown(cell)


_BETWEEN_NAMES = re.compile(r"[;,/\n\r]| et | & ")
NAMES_SEPARATOR = " ; "


def parse_names(cell: Cell) -> Value | Unreadable:
    """Several people in one cell, as one text with `NAMES_SEPARATOR` between them."""
    text = cell if isinstance(cell, str) else shown(cell)
    names = (tidy(name) for name in _BETWEEN_NAMES.split(text.replace("\u00a0", " ")))
    return NAMES_SEPARATOR.join(name for name in names if name)


# --- dates ----------------------------------------------------------------------------------------------------------

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


# --- times ----------------------------------------------------------------------------------------------------------

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


# --- numbers --------------------------------------------------------------------------------------------------------

_NOT_A_COUNT = Unreadable("ce n’est pas un nombre entier. Écrivez des chiffres seulement, comme 24")
_NOT_A_PERCENT = Unreadable("ce n’est pas un pourcentage entier de 1 à 99. Écrivez par exemple 33 %")
_THIRD = re.compile(r"(?:1 3|(?:un )?tiers)(?: (?:de )?temps)?\Z")
_PERCENT = re.compile(r"\+?\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%?\Z")
_FRACTION = re.compile(r"0[.,](\d{1,2})0*\Z")


def parse_count(cell: Cell) -> Value | Unreadable:
    """A whole number, zero or more."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return _NOT_A_COUNT
    text = shown(cell)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else _NOT_A_COUNT


def parse_percent(cell: Cell) -> Value | Unreadable:
    """A whole percentage: 33, "33 %", a percent cell (0.33), "1/3", "tiers temps". Zero and "non" mean none.

    One third is written 33 %, as the national platform does.
    """
    if isinstance(cell, (bool, date, time, timedelta)):
        return _NOT_A_PERCENT
    if isinstance(cell, (int, float)):
        return _percent(cell * 100 if 0 < cell < 1 else cell)
    text = shown(cell).casefold()
    if _THIRD.match(fold(text)):
        return 33
    if fold(text) in {"non", "aucun", "aucune", "sans", "0", "0 %", "0%", ""}:
        return 0
    if found := _FRACTION.match(text):
        return _percent(int(found[1].ljust(2, "0")))
    if found := _PERCENT.match(text):
        return _percent(float(found[1].replace(",", ".")))
    return _NOT_A_PERCENT


def _percent(number: float) -> int | Unreadable:
    if not abs(number) < 1000:  # nor nan, nor an integer that no float can hold
        return _NOT_A_PERCENT
    if abs(number - 100 / 3) < 0.04:  # 0.333 in a percent cell is a third
        return 33
    if abs(number - round(number)) > 1e-6 or not 0 <= round(number) <= 99:
        return _NOT_A_PERCENT
    return round(number)


_NOT_A_CERTIFICATION_NUMBER = Unreadable(
    "ce n’est pas un nombre entier positif. Recopiez les chiffres seuls, sans espace"
)


def parse_certification_number(cell: Cell) -> Value | Unreadable:
    """A positive whole number; the `#` that the platform shows before it may stay."""
    text = "" if isinstance(cell, bool) else shown(cell).removeprefix("#").strip()
    if text.isascii() and text.isdigit() and 0 < len(text) <= 15 and int(text):
        return int(text)
    return _NOT_A_CERTIFICATION_NUMBER


# --- yes and no -----------------------------------------------------------------------------------------------------

_YES = {"oui", "o", "x", "vrai", "true", "yes", "y", "1", "ok", "v", "✓", "✔", "☑"}
_NO = {"non", "n", "faux", "false", "no", "0", "-", "☐"}
_NEITHER = Unreadable("ce n’est ni oui ni non. Écrivez oui ou non")


def parse_yes_no(cell: Cell) -> Value | Unreadable:
    """Yes or no, in all the ways people tick a box."""
    text = "1" if cell is True else "0" if cell is False else shown(cell).casefold()
    return True if text in _YES else False if text in _NO else _NEITHER


def parsers(today: date) -> dict[Kind, Parser]:
    """The parser of each kind of column; `today` decides the century of a two-digit birth year."""
    return {
        Kind.TEXT: parse_text,
        Kind.IDENTIFIER: parse_text,
        Kind.NAMES: parse_names,
        Kind.DATE: partial(parse_date, century=century_of_session),
        Kind.BIRTH_DATE: partial(parse_date, century=partial(century_of_birth, today=today)),
        Kind.TIME: parse_time,
        Kind.COUNT: parse_count,
        Kind.PERCENT: parse_percent,
        Kind.YES_NO: parse_yes_no,
        Kind.CERTIFICATION_NUMBER: parse_certification_number,
    }


# --- whole columns --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """The cells of a column as values, None where empty or unreadable.

    `faults` gives, by position, why a cell could not be read and its text as the spreadsheet shows it.
    """

    values: list[Value | None]
    faults: dict[int, tuple[str, str]]


_MOST_REMEMBERED = 100_000
"""Cells: what a reader may keep in memory, however many files there are."""


class Reader(dict[Cell, Value | Unreadable | None]):
    """Reads cells of one kind, each distinct one once: a table of people repeats its dates, places and classes."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self._parser = parser
        self._has_unreadable = False

    def __missing__(self, cell: Cell) -> Value | Unreadable | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[cell] = self._read(cell)
        return value

    def _read(self, cell: Cell) -> Value | Unreadable | None:
        value = None if is_empty(cell) else self._parser(cell)
        if value == "":  # only separators: " ; "
            return None
        if isinstance(value, Unreadable):
            self._has_unreadable = True
        return value

    def column(self, cells: Sequence[Cell]) -> ReadColumn:
        """All cells of a column."""
        # Python finds True and 1 equal, which are not the same cell: a column with a tick is read without memory.
        known = self._read if bool in set(map(type, cells)) else self.__getitem__
        read = list(map(known, cells))
        if not self._has_unreadable or Unreadable not in set(map(type, read)):
            return ReadColumn(values=cast("list[Value | None]", read), faults={})
        faults = {
            position: (value.reason, shown(cells[position]))
            for position, value in enumerate(read)
            if isinstance(value, Unreadable)
        }
        values = [None if isinstance(value, Unreadable) else value for value in read]
        return ReadColumn(values=values, faults=faults)


@lru_cache(maxsize=1)
def readers(today: date) -> dict[Kind, Reader]:
    """A reader of each kind of column, which remembers what it read; `today` decides the century of a two-digit birth year."""
    return {kind: Reader(parser) for kind, parser in parsers(today).items()}

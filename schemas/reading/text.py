"""What a cell shows, as text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schemas.cell import Cell

Value = str | int | date | time | bool
"""What a cell is worth once it is read."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that has no single meaning; `reason` ends a sentence such as "Cette date ne se lit pas : …"."""

    reason: str


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


def unaccented(text: str) -> str:
    """A text without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))

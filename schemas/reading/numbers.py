"""Cells to numbers: counts, shares of time, competences, certification numbers, codes of places."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from schemas.cell import Cell
from schemas.columns import fold
from schemas.reading.text import Unreadable, Value, shown, unaccented

_NOT_A_COUNT = Unreadable("ce n’est pas un nombre entier. Écrivez des chiffres seulement, comme 24")


def parse_count(cell: Cell) -> Value | Unreadable:
    """A whole number, zero or more."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return _NOT_A_COUNT
    text = shown(cell)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else _NOT_A_COUNT


_OF_SIXTEEN = re.compile(r"(\d{1,2}) ?(?:(?:/|sur) ?16)?(?: ?comp(?:\.|[ée]tences?)?)?(?: ?(?:/|sur) ?16)?")
_A_DATE = Unreadable(
    "le tableur en a fait une date. Donnez à la colonne le format Texte, puis écrivez le nombre seul, comme 8"
)


def parse_competences(cell: Cell) -> Value | Unreadable:
    """A number of competences: 8, "8/16", "8 sur 16"."""
    if isinstance(cell, date):
        return _A_DATE
    found = _OF_SIXTEEN.fullmatch(shown(cell).casefold()) if isinstance(cell, str) else None
    return int(found[1]) if found and found[1].isascii() else parse_count(cell)


_NOT_A_PERCENT = Unreadable("ce n’est pas un pourcentage entier de 1 à 99. Écrivez par exemple 33 %")
_HOW_MUCH = Unreadable("on ne sait pas de combien. Écrivez le pourcentage, comme 33 %")
_TWO_MEANINGS = Unreadable("1,3 peut vouloir dire 30 % ou un tiers (33 %). Écrivez l’un ou l’autre")
_TICKS = {"oui", "o", "x", "vrai", "true", "yes", "ok", "v"}
_NONE = {
    "non",
    "aucun",
    "aucune",
    "sans",
    "0",
    "0 %",
    "0%",
    "",
    "neant",
    "rien",
    "faux",
    "false",
    "n",
    "pas de temps majore",
    "pas de tiers temps",
}
_SHARES = {"1/3": 33, "⅓": 33, "tiers": 33, "un tiers": 33, "tt": 33, "1/2": 50, "½": 50, "moitie": 50, "la moitie": 50,
           "1/4": 25, "¼": 25, "un quart": 25, "quart": 25}  # fmt: skip
_OF_TIME = re.compile(
    r"[ -]?(?:de |du )?(?:temps|tps)(?: (?:majore|supplementaire|de plus|en plus))?$|(?: de temps)? (?:en|de) plus$"
)
_PERCENT = re.compile(r"\+?\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|pour ?cents?|p\. ?c\.|pc)?")
_FRACTION = re.compile(r"0[.,](\d{1,2})0*")
_FACTOR = re.compile(r"(?:[x×*] ?)?1[.,](\d{1,4})")


def parse_percent(cell: Cell) -> Value | Unreadable:
    """A whole percentage of time: 33, "33 %", a percent cell (0.33), "1/3", "tiers temps", "TT", a factor (1.33). Zero and "non" mean
    none.

    One third is written 33 %, as the national platform does.
    """
    if isinstance(cell, bool):
        return _HOW_MUCH if cell else 0
    if isinstance(cell, (date, time, timedelta)):
        return _NOT_A_PERCENT
    if cell == 1:
        return _HOW_MUCH  # where others write 0 and 1, it is a tick
    if isinstance(cell, (int, float)):
        return _factor(cell - 1) if 1 < cell < 2 else _percent(cell * 100 if 0 < cell < 1 else cell)
    text = unaccented(shown(cell).casefold())
    bare = _OF_TIME.sub("", text.removeprefix("+").replace("-", " ").replace(" / ", "/")).strip()
    if fold(text) in _NONE:
        return 0
    if fold(text) in _TICKS or text == "1":
        return _HOW_MUCH
    if (share := _SHARES.get(bare)) is not None:
        return share
    if found := _FRACTION.fullmatch(bare):
        return _percent(int(found[1].ljust(2, "0")))
    if found := _FACTOR.fullmatch(bare):
        return _TWO_MEANINGS if found[1] == "3" else _percent(float(f"0.{found[1]}") * 100)
    if found := _PERCENT.fullmatch(bare):
        return _percent(float(found[1].replace(",", ".")))
    return _NOT_A_PERCENT


def _factor(more: float) -> int | Unreadable:
    """What a duration is multiplied by, less one; 1.3 is a third or thirty per cent."""
    return _TWO_MEANINGS if abs(more - 0.3) < 1e-9 else _percent(more * 100)


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


ABROAD = "99"
"""Of a birth in another country, whatever the three digits that may follow."""
_NOT_INSEE = Unreadable(
    "ce n’est pas un code INSEE de commune. Il a cinq caractères, comme 69123 ou 2A004 ; 99 à l’étranger"
)
_INSEE = re.compile(r"\d{5}|\d[AB]\d{3}|99")


def parse_insee_code(cell: Cell) -> Value | Unreadable:
    """The INSEE code of a commune, with its leading zero again; of another country, `ABROAD` and perhaps three digits."""
    code = _compact(cell).upper()
    code = code.zfill(5) if code.isdigit() and len(code) == 4 else code
    if not _INSEE.fullmatch(code):
        return _NOT_INSEE
    return code


_NOT_POSTAL = Unreadable("ce n’est pas un code postal de cinq chiffres")
_POSTAL_LENGTH = 5


def parse_postal_code(cell: Cell) -> Value | Unreadable:
    """A French postal code, with its leading zero again."""
    code = _compact(cell)
    code = code.zfill(_POSTAL_LENGTH) if len(code) == _POSTAL_LENGTH - 1 else code
    return code if code.isascii() and code.isdigit() and len(code) == _POSTAL_LENGTH else _NOT_POSTAL


def _compact(cell: Cell) -> str:
    return "" if isinstance(cell, bool) else shown(cell).replace(" ", "").replace(".", "")

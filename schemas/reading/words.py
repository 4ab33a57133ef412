"""Cells to words: text, names of several people, yes and no, sex."""

from __future__ import annotations

import re

from schemas.cell import Cell
from schemas.columns import fold
from schemas.people import PARTICLES, TITLE
from schemas.reading.text import Unreadable, Value, shown, tidy
from schemas.reference.country_codes import country_of


def parse_text(cell: Cell) -> Value | Unreadable:
    """Any cell as text."""
    return shown(cell)


_BETWEEN_PEOPLE = re.compile(r"[;/\n\r]| et | & ")
NAMES_SEPARATOR = " ; "
_TITLED = re.compile(TITLE)


def parse_names(cell: Cell) -> Value | Unreadable:
    """Several people in one cell, as one text with `NAMES_SEPARATOR` between them; "Trucmuche, Camille" is one."""
    text = (cell if isinstance(cell, str) else shown(cell)).replace("\u00a0", " ")
    is_list = " et " in text or " & " in text  # of "A, B et C", a comma parts two people
    names = (
        tidy(name)
        for part in _BETWEEN_PEOPLE.split(text)
        for name in (part.split(",") if is_list else _between_commas(part))
    )
    return NAMES_SEPARATOR.join(name for name in names if name)


def _between_commas(text: str) -> list[str]:
    """The people of a text without any other separator.

    Two people are written with their titles, or with both their names; two last names in capitals are two people.
    """
    parts = [tidy(part) for part in text.split(",")]
    if len(parts) != 2 or not all(parts) or any(map(_TITLED.match, parts)):
        return parts
    last, first = parts
    last_names = [word for word in fold(last.replace("-", "")).split() if word not in PARTICLES]
    is_one = len(last_names) == 1 and " " not in first and not (first.isupper() and len(first) > 1)
    return [f"{first} {last}"] if is_one else parts


_YES = {
    "oui", "o", "x", "vrai", "true", "yes", "y", "1", "ok", "v", "✓", "✔", "✅", "☑", "☒", "🗸", "fait", "faite", "valide", "validee",
    "verifie", "verifiee", "vu", "vue", "actif", "active", "c est fait", "c est bon", "bon",
}  # fmt: skip
_NO = {
    "non", "n", "faux", "false", "no", "0", "-", "☐", "❌", "pas fait", "non fait", "a faire", "pas encore", "en attente", "en cours",
    "non valide", "non verifie", "pas verifie", "pas encore verifie", "pas encore valide", "pas encore fait", "a verifier", "non vu", "pas vu", "inactif", "pas valide",
}  # fmt: skip
_PRESENT = {"present", "presente", "p"}
_ABSENT = {"absent", "absente", "abs", "a"}
_NEITHER = Unreadable("ce n’est ni oui ni non. Écrivez oui ou non")


def parse_yes_no(cell: Cell) -> Value | Unreadable:
    """Yes or no, in all the ways people tick a box."""
    said = _said(cell)
    return True if not said.isdisjoint(_YES) else False if not said.isdisjoint(_NO) else _NEITHER


def parse_presence(cell: Cell) -> Value | Unreadable:
    """Whether somebody was there."""
    said = _said(cell)
    return True if not said.isdisjoint(_PRESENT) else False if not said.isdisjoint(_ABSENT) else parse_yes_no(cell)


def _said(cell: Cell) -> set[str]:
    """A cell as it stands there, and in plain letters."""
    text = "1" if cell is True else "0" if cell is False else shown(cell).casefold()
    return {text, fold(text)} - {""}


_FEMALE = {"f", "fille", "feminin", "feminine", "femme", "mme", "mlle", "madame", "mademoiselle"}
_MALE = {"m", "g", "h", "garcon", "masculin", "masculine", "homme", "monsieur", "mr"}
_NO_SEX = Unreadable("ce n’est ni M ni F. Écrivez M ou F")
_OF_SIECLE = {"1": "M", "2": "F"}


def parse_sex(cell: Cell) -> Value | Unreadable:
    """M or F, from the words and civilities that schools use."""
    text = fold(shown(cell).replace("\N{FEMALE SIGN}", "f").replace("\N{MALE SIGN}", "m"))
    return "F" if text in _FEMALE else "M" if text in _MALE else _NO_SEX


def parse_sex_code(cell: Cell) -> Value | Unreadable:
    """M or F, from the codes of the ministry: 1 is M, 2 is F."""
    return _OF_SIECLE.get(shown(cell)) or parse_sex(cell)


FRANCE = "FRANCE"
_IN_FRANCE = {
    "100", "99100", "france", "fr", "fra", "francais", "francaise", "guadeloupe", "martinique", "guyane", "guyane francaise", "reunion",
    "la reunion", "ile de la reunion", "mayotte", "saint pierre et miquelon", "saint barthelemy", "saint martin",
    "polynesie francaise", "tahiti", "nouvelle caledonie", "wallis et futuna", "dom", "france metropolitaine",
}  # fmt: skip


def parse_country(cell: Cell) -> Value | Unreadable:
    """A country as written, its name for its INSEE code; overseas, France is France too."""
    text = shown(cell)
    if fold(text) in _IN_FRANCE:
        return FRANCE
    return country_of(text if len(text) > 3 else f"99{text.zfill(3)}") or text

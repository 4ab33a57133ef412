"""Cells to words: text, names of several people, yes and no, sex."""

from __future__ import annotations

import re

from schemas.cell import Cell
from schemas.columns import fold
from schemas.reading.text import Unreadable, Value, shown, tidy


def parse_text(cell: Cell) -> Value | Unreadable:
    """Any cell as text."""
    return shown(cell)


_BETWEEN_NAMES = re.compile(r"[;,/\n\r]| et | & ")
NAMES_SEPARATOR = " ; "
# Two people are written with their titles, or with both their names; two last names in capitals are two people.
_LAST_COMMA_FIRST = re.compile(
    r"((?!(?:M|MM|Mr|Mme|Mmes|Mlle|Monsieur|Madame)\.? )[^\W\d_][^,;/ ]*(?:-[^,;/ ]+)*) ?, ?([^\W\d_][^\W\d_]*[^\W\dA-ZÀ-ÖØ-Þ_][^,;/ .]*)"
)


def parse_names(cell: Cell) -> Value | Unreadable:
    """Several people in one cell, as one text with `NAMES_SEPARATOR` between them; "Trucmuche, Camille" is one."""
    text = (
        tidy(cell)
        if isinstance(cell, str) and "\n" not in cell and "\r" not in cell
        else shown(cell)
        if not isinstance(cell, str)
        else cell
    )
    if one := _LAST_COMMA_FIRST.fullmatch(tidy(text)):
        return f"{one[2]} {one[1]}"
    names = (tidy(name) for name in _BETWEEN_NAMES.split(text.replace("\u00a0", " ")))
    return NAMES_SEPARATOR.join(name for name in names if name)


_YES = {
    "oui", "o", "x", "vrai", "true", "yes", "y", "1", "ok", "v", "✓", "✔", "✅", "☑", "☒", "🗸", "fait", "faite", "valide", "validee",
    "verifie", "verifiee", "vu", "vue", "actif", "active", "c est fait", "c est bon", "bon",
}  # fmt: skip
_NO = {
    "non", "n", "faux", "false", "no", "0", "-", "☐", "❌", "pas fait", "non fait", "a faire", "pas encore", "en attente", "en cours",
    "non valide", "non verifie", "pas verifie", "a verifier", "non vu", "pas vu", "inactif", "pas valide",
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
    "france", "fr", "fra", "francais", "francaise", "guadeloupe", "martinique", "guyane", "guyane francaise", "reunion",
    "la reunion", "ile de la reunion", "mayotte", "saint pierre et miquelon", "saint barthelemy", "saint martin",
    "polynesie francaise", "tahiti", "nouvelle caledonie", "wallis et futuna", "dom", "france metropolitaine",
}  # fmt: skip


def parse_country(cell: Cell) -> Value | Unreadable:
    """A country as written; overseas, France is France too."""
    text = shown(cell)
    return FRANCE if fold(text) in _IN_FRANCE else text

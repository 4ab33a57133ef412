"""Lines of a table that are nobody: totals, headings, notes, titles again, numbers or defaults down to the end.

The rule above all: a row that could be somebody is never set aside. A name alone, a date of birth alone, a word that nobody
knows: all stay, and the rules say what they lack.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta

from schemas.cell import Cell
from schemas.columns import fold, match
from schemas.people import PARTICLES
from schemas.reading.text import is_empty, shown

TITLES_AGAIN = "titres répétés"
TOTAL = "total"
HEADING = "intertitre"
NOTE = "note"
ONLY_NUMBERS = "numéro seul"
ONLY_DEFAULTS = "valeurs par défaut seules"
OUTSIDE = "hors des colonnes lues"


_NAMES = ("last_name", "first_name", "full_name")
_SURE = ("ine", "external_id", "convocation_email", "results_email", "birth_insee_code", "certification_number")
"""Filled with something long enough to be no count, they are somebody's."""
_SURE_LENGTH = 5
_OF_A_SESSION = ("date", "start", "end")
_DEFAULTS = frozenset(
    {
        "session",
        "division",
        "account_ready",
        "extra_time_percent",
        "positioned_competences",
        "sex",
        "birth_country",
        "present",
        "end_screen_seen",
        "billing",
    }
)
"""What people fill down beyond the last candidate."""

_TOTALS = frozenset({"total", "totaux", "nombre", "nb", "effectif", "effectifs", "moyenne", "somme"})
_NOTES = frozenset(
    {
        "signature", "signatures", "visa", "legende", "remarque", "remarques", "observation", "observations", "note", "notes",
        "edite", "editee", "edition", "imprime", "imprimee", "exporte", "exportee", "extrait", "extraction", "genere", "fait",
        "cachet", "source", "important", "attention", "nota", "suite", "fin", "document", "mise", "mis",
    }
)  # fmt: skip
_HEADINGS = frozenset(
    {"groupe", "groupes", "gr", "classe", "classes", "division", "divisions", "session", "sessions", "demi"}
)
_HEADINGS_OR_NAMES = frozenset(
    {
        "salle", "serie", "niveau", "page", "feuille", "liste", "date", "seconde", "premiere", "terminale", "term", "tle", "cap",
        "bts", "ulis", "segpa", "sixieme", "cinquieme", "quatrieme", "troisieme", "annee", "college", "lycee", "ecole", "matin",
        "apres", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "professeur", "enseignant", "surveillant",
    }
)  # fmt: skip
"""Surnames too, some of them: what follows must be a number or a word in small letters."""
_COUNTED = frozenset(
    {"eleve", "eleves", "candidat", "candidats", "garcons", "filles", "inscrits", "presents", "absents"}
)
_IN_A_NAME = PARTICLES | {"l", "et", "dit", "dite", "epouse", "nee"}
_MOST_SMALL_WORDS = 3
_NUMBERED = re.compile(r"\d{1,3}\s*[.)\u00b0:–-]?\s+(?=\D)")
_DATE = re.compile(r"\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}|\d{4}-\d{2}-\d{2}")


def why_aside(kind: str, cells: Mapping[str, Cell], titles: Mapping[str, str], others: Sequence[Cell]) -> str | None:
    """Why a row is nobody's, None where it may be somebody's (or a session).

    `cells` are those of the known columns, `titles` how these are called in the file, `others` the row's remaining cells.
    """
    filled = {id: cell for id, cell in cells.items() if not is_empty(cell)}
    beside = [cell for cell in others if not is_empty(cell)]
    if not filled:
        return ONLY_NUMBERS if all(_is_number(cell) for cell in beside) else OUTSIDE
    if _are_titles(kind, filled, titles):
        return TITLES_AGAIN
    if _may_be_somebody(kind, filled):
        return None
    reason = _what_is_said([*filled.values(), *beside])
    # "3A" or "Groupe 1" is what a session is called.
    return None if kind == "sessions" and reason == HEADING else reason


def holds_nobody(cells: Mapping[str, Cell]) -> bool:
    """Whether only columns are filled that people fill down."""
    return all(is_empty(cell) or id in _DEFAULTS for id, cell in cells.items())


def usual_cells(rows: Iterable[Mapping[str, Cell]]) -> dict[str, Counter[Cell]]:
    """How often each value stands in each column that people fill down."""
    usual: dict[str, Counter[Cell]] = {id: Counter() for id in _DEFAULTS}
    for row in rows:
        for id in _DEFAULTS & row.keys():
            usual[id][_hashable(row[id])] += 1
    return usual


def only_defaults(cells: Mapping[str, Cell], usual: Mapping[str, Counter[Cell]]) -> bool:
    """Whether a row holds only what is filled down: nothing of a person, and nothing but "no" or what its whole column says. What
    other rows hold too is not enough: of somebody whose name was erased, the seven competences stay.
    """
    return holds_nobody(cells) and all(
        is_empty(cell) or _is_nothing(cell) or _is_all_there_is(cell, usual[id]) for id, cell in cells.items()
    )


def _is_all_there_is(cell: Cell, values: Counter[Cell]) -> bool:
    filled = [value for value in values if not is_empty(value)]
    return filled == [_hashable(cell)] and values[_hashable(cell)] > _FEWEST_ALIKE


_FEWEST_ALIKE = 2
"""Rows: what two say may be chance."""


def is_a_date(cell: Cell) -> bool:
    """Whether a cell of a column of dates is clearly one."""
    return isinstance(cell, date) or (isinstance(cell, str) and _DATE.match(cell) is not None)


def _hashable(cell: Cell) -> Cell:
    return str(cell) if isinstance(cell, bool) else cell


def _is_nothing(cell: Cell) -> bool:
    return cell is False or (isinstance(cell, (int, float)) and cell == 0) or fold(shown(cell)) in {"non", "0", "faux"}


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and shown(cell).strip("°. ").isdecimal())


def _are_titles(kind: str, filled: Mapping[str, Cell], titles: Mapping[str, str]) -> bool:
    """Each cell says the title of its column again."""
    if len(filled) < min(2, len(titles)):
        return False
    for id, cell in filled.items():
        if not isinstance(cell, str):
            return False
        column = match(kind, cell)
        if fold(cell) != fold(titles[id]) and (column is None or column.id != id):
            return False
    return True


def _may_be_somebody(kind: str, filled: Mapping[str, Cell]) -> bool:
    if kind == "sessions":
        return any(_is_when(filled.get(id)) for id in _OF_A_SESSION)
    if any(is_name(cell) for id in _NAMES if isinstance(cell := filled.get(id), str)):
        return True
    if _is_when(filled.get("birth_date")):
        return True
    return any(len(shown(filled[id])) >= _SURE_LENGTH for id in _SURE if id in filled)


def _is_when(cell: Cell) -> bool:
    if isinstance(cell, str):
        return any(letter.isdigit() for letter in cell)
    return isinstance(cell, (date, time, timedelta, int, float)) and not isinstance(cell, bool)


def _what_is_said(cells: Sequence[Cell]) -> str | None:
    """What a row without anybody's name or date says; None where one of its texts may be a value of somebody's."""
    texts = [shown(cell) for cell in cells if isinstance(cell, str) and not _is_number(cell)]
    if not texts:
        return None
    reasons = [_line(text) for text in texts]
    if None in reasons:
        return None
    return reasons[0]


def is_name(text: str) -> bool:
    """Whether a text may be the name of somebody, who may be called nearly anything."""
    return any(letter.isalpha() for letter in text) and _line(shown(text)) is None


_LONGEST = 300
"""Characters that are looked at: what a line is stands at its beginning."""


def _line(text: str) -> str | None:
    """What kind of line a text is; None for what may be a name, or any other value."""
    text = text[:_LONGEST]
    numbered = _NUMBERED.match(text)
    bare = text[numbered.end() :] if numbered else text
    words = fold(bare.replace("(", " ").replace(")", " ")).split()
    if not words:
        return NOTE if text.startswith(("*", "(")) or fold(text) == "" else None
    if _ANNOUNCED.match(" ".join(words)):
        return NOTE
    if _names_somebody(text):
        return None
    if _begins_a_total(bare, words) or (numbered and words[0] in _COUNTED):
        return TOTAL
    if words[0] in _HEADINGS and " " in bare.strip() and not _is_a_short_name(bare):
        return HEADING
    if _CLASS_IN_LETTERS.fullmatch(text):
        return HEADING
    if words[0] in _HEADINGS_OR_NAMES and _is_followed_by_no_name(bare):
        return NOTE if words[0] in {"page", "feuille", "date", "professeur", "enseignant", "surveillant"} else HEADING
    if words[0] in _NOTES and (":" in text or words[0] == "legende" or (" " in text and not _is_a_short_name(bare))):
        return NOTE
    if text[0].isdigit() and not numbered and not (_DATE.search(text) and len(words) > 3):
        return HEADING
    if text[0] in "*•–—→>►" or _REFERENCE.match(text) or ":" in text or "=" in text:
        return NOTE
    small = [word for word in bare.split() if word[:1].islower() and fold(word) not in _IN_A_NAME]
    return NOTE if len(small) > _MOST_SMALL_WORDS else None


# What no surname begins, with or without a name after it: who signs, where a page was printed.
_ANNOUNCED = re.compile(
    r"(?:signatures?|editee?s?|imprimee?s?|exportee?s?|extraite?s?|generee?s?|surveillante?s? |professeure? |enseignante? |referente? |"
    r"(?:le |la )?(?:chef|cheffe) d etablissement|(?:le|la) (?:principale?|proviseure?|directeur|directrice)\b|college \w|lycee \w|certification pix\b|"
    r"tiers temps\b|temps majores?\b|tt\Z|fait a \w+(?: \w+)* le\b)"
)
_REFERENCE = re.compile(r"\(\d{1,2}\) ")
_CLASS_IN_LETTERS = re.compile(r"[A-Z]{1,5}[ -]?\d{1,3}[A-Z]?")
"""TG3, S06, B204: a class, a session or a room."""
_ADDED = re.compile(r"\b(?:r?ajoute[rsz]?|ajout|nouve(?:au|lle)|remplace)\b")
_NAME = r"[A-ZÀ-ÖØ-Þ](?:[’'-]?[^\W\d_])+"
# "QUIDAM Zoé", "Zoé de LA TOUR", "Zoé Quidam": two words that begin with capitals, and no title before them.
_TWO_NAMES = re.compile(
    rf"(?<![\w’'-])(?P<one>{_NAME})(?: (?:d[eu]s?|la|le|[dl][’']))*[ ,]+(?P<other>{_NAME})(?![\w’'-])"
)
_NO_NAMES = frozenset(
    {
        *_TOTALS, *_COUNTED, *_HEADINGS, *_HEADINGS_OR_NAMES, "tiers", "temps", "pix", "certification", "scolaire", "general", "generale",
        "signature", "signatures", "emargement", "legende", "siecle", "pronote", "tt", "pai", "pap", "m", "mm", "mr", "mme", "mmes", "mlle",
        "monsieur", "madame", "mademoiselle", "nom", "noms", "prenom", "prenoms", "naissance", "principal", "informatique",
    }
)  # fmt: skip


def _names_somebody(text: str) -> bool:
    """Whether a text holds a last and a first name, or says that somebody is to be added: then it is no note, whatever stands around."""
    if _ADDED.search(fold(text)):
        return True
    start = 0
    while found := _TWO_NAMES.search(text, start):
        if _NO_NAMES.isdisjoint((fold(found["one"]), fold(found["other"]))) and not (
            found["one"].isupper() and found["other"].isupper() and " " in text[: found.start()].strip()
        ):
            return True
        start = found.start("other")
    return False


def _begins_a_total(text: str, words: Sequence[str]) -> bool:
    """A total, with what is counted or a number after it; a name alone may be that of somebody called Somme."""
    if words[:2] == ["sous", "total"]:
        return True
    first, _, rest = text.partition(" ")
    if fold(first) not in _TOTALS:
        return False
    if not rest:
        return fold(first) not in _ALSO_NAMES
    capitals = [word for word in rest.split() if word[:1].isupper() and len(word) > 1 and word.strip(":.,").isalpha()]
    return all(not _NO_NAMES.isdisjoint(fold(word).split()) for word in capitals)


_ALSO_NAMES = frozenset({"somme", "nombre"})


def _is_a_short_name(text: str) -> bool:
    """Two words that begin with capitals, of which the second may be a first name: "Fait Zoé", but not "Groupe A" or "Session Lundi"."""
    words = text.split()
    return (
        len(words) == len(("last", "first"))
        and all(word[:1].isupper() and len(word) > 1 and word.replace("-", "").isalpha() for word in words)
        and fold(words[1]) not in _NO_NAMES
    )


def _is_followed_by_no_name(text: str) -> bool:
    """After its first word: a number, one letter, a word in small letters, or a colon."""
    _, _, rest = text.strip().partition(" ")
    return (
        ":" in text
        or any(letter.isdigit() for letter in text)
        or (rest[:1].islower() if rest else False)
        or len(rest) == 1
    )

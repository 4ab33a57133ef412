"""The column dictionary: every column that a spreadsheet of a centre may have, and what it means.

One module a kind of table. One entry a column gives its identifier (glossary), French title, synonyms, meaning, example, kind
of value, and whether it is required, personal or secret. Titles in files are matched by meaning: see `fold`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from schemas.columns.column import Column, Kind
from schemas.columns.of_candidates import CANDIDATE
from schemas.columns.of_others import ADDRESS, OF_ADDRESS, is_silent
from schemas.columns.of_platform import MASS_IMPORT
from schemas.columns.of_sessions import SESSIONS
from schemas.columns.of_sheets import SHEETS

__all__ = [
    "TABLES",
    "Column",
    "Kind",
    "by_id",
    "fold",
    "is_not_ours",
    "is_of_an_address",
    "is_secret_title",
    "is_stand_in",
    "match",
    "nearest",
]

ROSTERS = (*CANDIDATE, *MASS_IMPORT)

TABLES: dict[str, tuple[Column, ...]] = {"sessions": SESSIONS, "rosters": ROSTERS, "sheets": SHEETS}
"""The columns of each kind of table, in the order in which a new file would show them."""

_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9%]+")
_SECRET = re.compile(r"\b(mots? (de )?pass?e?s?|motdepasse|pass ?words?|pass?wo?r[dt]s?|passwd|pwd|mdp|m d p)\b")


@lru_cache(maxsize=50_000)
def fold(title: str) -> str:
    r"""A title without what does not change its meaning: case, accents, line breaks, `*`, punctuation, bracketed hints.

    "* Date de naissance\\n(format : jj/mm/aaaa)" -> "date de naissance".
    """
    return _words(_BRACKETED.sub("", title) if len(title) < 500 else title[:500])


def _words(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_ALPHANUMERIC.sub(" ", bare.casefold()).strip()


@cache
def _by_folded_title(table: str) -> dict[str, Column]:
    return {fold(title): column for column in TABLES[table] for title in column.titles}


def match(table: str, title: str) -> Column | None:
    """The column that a title of a file means, if it is known."""
    return _by_folded_title(table).get(fold(title))


@lru_cache(maxsize=10_000)
def nearest(table: str, title: str) -> Column | None:
    """The known column whose title or synonym is spelt most like an unknown one."""
    known = _by_folded_title(table)
    close = get_close_matches(fold(title)[:100], known, n=1, cutoff=0.75)
    return known[close[0]] if close else None


def is_secret_title(title: str, *, with_hints: bool = True) -> bool:
    """Whether a title announces passwords, which no file of a centre may hold. Without its bracketed hints, "Compte vérifié
    (mot de passe essayé)" announces none.
    """
    return _SECRET.search(_words(title[:500]) if with_hints else fold(title)) is not None


def is_not_ours(title: str) -> bool:
    """Whether a column is one that other programs always write, and that concerns no check: nothing to read, nothing to say."""
    return is_silent(title, fold(title))


def is_of_an_address(title: str, all_titles: Iterable[str]) -> bool:
    """Whether a title that may tell of a birth tells of a home, as others of the same row do."""
    return fold(title) in OF_ADDRESS and any(ADDRESS.fullmatch(fold(other)) for other in all_titles)


def is_stand_in(column: Column, title: str) -> bool:
    """Whether a title means a column only where no other one does: "Civilité" beside "Sexe" says nothing more."""
    return fold(title) in map(fold, (*column.stand_ins, *column.coded))


@lru_cache(maxsize=10_000)
def kind_under(column: Column, title: str) -> Kind:
    """How the cells of a column are read under the title that it has in a file."""
    is_coded = column.coded_kind is not None and fold(title) in map(fold, column.coded)
    return column.coded_kind if is_coded and column.coded_kind else column.kind


@cache
def by_id(table: str) -> dict[str, Column]:
    """The columns of a kind of table by identifier."""
    return {column.id: column for column in TABLES[table]}

"""Two names in one cell: which is which, where capitals or a separator say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.columns import fold
from schemas.people import TITLE
from schemas.reading.text import tidy

_SEPARATOR = re.compile(r"\s*[,;/]\s*")
_PARTICLES = frozenset(
    {
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "von",
        "van",
        "der",
        "den",
        "da",
        "di",
        "do",
        "dos",
        "del",
        "el",
        "al",
        "ben",
        "bin",
    }
)
_IS_UPPER_FROM = 2
"""Letters: a single capital is an initial, and says nothing."""


def two_names(text: str, title: str) -> tuple[str, str] | None:
    """Last and first name of a cell under `title`; None where nothing says which is which, or there is only one.

    >>> two_names("DE LA TOUR Marie-Ange", "Élève")
    ('DE LA TOUR', 'Marie-Ange')
    """
    text = re.sub(TITLE, "", tidy(text))
    parts = [part for part in _SEPARATOR.split(text) if part]
    if len(parts) == 2:
        return (parts[1], parts[0]) if fold(title).startswith("prenom") else (parts[0], parts[1])
    return _by_capitals(text.split(" ")) if len(parts) == 1 else None


def _by_capitals(words: Sequence[str]) -> tuple[str, str] | None:
    upper = [_is_upper(word) for word in words]
    if not any(upper):
        return None
    first, last = upper.index(True), len(upper) - 1 - upper[::-1].index(True)
    while first and fold(words[first - 1]) in _PARTICLES:
        first -= 1
    name, others = words[first : last + 1], [*words[:first], *words[last + 1 :]]
    in_one_piece = all(
        is_upper or fold(word) in _PARTICLES for word, is_upper in zip(name, upper[first:], strict=False)
    )
    at_an_end = first == 0 or last == len(words) - 1
    return (" ".join(name), " ".join(others)) if others and in_one_piece and at_an_end else None


def _is_upper(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= _IS_UPPER_FROM and word == word.upper()

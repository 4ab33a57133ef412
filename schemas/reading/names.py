"""Two names in one cell: which is which, where capitals or a separator say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.columns import fold
from schemas.people import PARTICLES, TITLE
from schemas.reading.text import tidy, unaccented

_SEPARATOR = re.compile(r"\s*[,;/]\s*")
_IS_UPPER_FROM = 2
"""Letters: a single capital is an initial, and says nothing."""


def two_names(text: str, title: str) -> tuple[str, str] | None:
    """Last and first name of a cell under `title`; None where nothing says which is which, or there is only one.

    >>> two_names("DE LA TOUR Marie-Ange", "Élève")
    ('DE LA TOUR', 'Marie-Ange')
    """
    text = re.sub(TITLE, "", tidy(text))
    parts = [part for part in _SEPARATOR.split(text) if part]
    if len(parts) > 2:
        return None
    by_capitals = _by_capitals(" ".join(parts).split(" "))
    if by_capitals is not None and (len(parts) == 1 or set(by_capitals) == set(parts)):
        return by_capitals  # the surest sign, whatever the title and the separator promise
    if len(parts) == 2:
        return _parted(parts[0], parts[1], title)
    return _by_title(text.split(" "), title)


def _parted(one: str, other: str, title: str) -> tuple[str, str] | None:
    """Two names with a comma between: the last one comes first, unless the title has its comma the other way round."""
    if not fold(title).startswith("prenom"):
        return one, other
    return (other, one) if _SEPARATOR.search(title) else None


# "Nom Prénom" says nothing: it stands above both orders. "Prénom Nom", "Nom, prénom" and "Nom puis prénom" were thought about.
_LAST_FIRST = re.compile(r"noms?\b.*(?:,|\bpuis\b|\bsuivi).*prenoms?\b")


def _by_title(words: Sequence[str], title: str) -> tuple[str, str] | None:
    """Two words in the order that the title says; of three, nobody knows where one name ends."""
    if len(words) != 2 or fold(words[0]) in PARTICLES or not all(map(_is_whole, words)):
        return None
    if fold(title).startswith("prenom") and "nom" in fold(title).split():
        return words[1], words[0]
    return (words[0], words[1]) if _LAST_FIRST.match(unaccented(title.casefold())) else None


def _is_whole(word: str) -> bool:
    """Not an initial."""
    return sum(map(str.isalpha, word)) >= _IS_UPPER_FROM


def _by_capitals(words: Sequence[str]) -> tuple[str, str] | None:
    upper = [_is_upper(word) for word in words]
    if not any(upper):
        return None
    first, last = upper.index(True), len(upper) - 1 - upper[::-1].index(True)
    while first and fold(words[first - 1]) in PARTICLES:
        first -= 1
    name, others = words[first : last + 1], [*words[:first], *words[last + 1 :]]
    if last + 1 < len(words) and fold(words[last + 1]) in PARTICLES:
        return None  # "QUIDAM de Zoé": whose is it?
    in_one_piece = all(is_upper or fold(word) in PARTICLES for word, is_upper in zip(name, upper[first:], strict=False))
    at_an_end = first == 0 or last == len(words) - 1
    return (" ".join(name), " ".join(others)) if others and in_one_piece and at_an_end else None


_BEFORE_CAPITALS = re.compile(r"(?:Mc|Mac|[dl]’)(?=\w{2})")


def _is_upper(word: str) -> bool:
    """In capitals, but for what stands in small letters before some: d’ALMEIDA, McQUIDAM."""
    bare = _BEFORE_CAPITALS.sub("", word)
    return _is_whole(bare) and bare == bare.upper()

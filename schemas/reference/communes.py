"""The communes of France: INSEE code, name, postal codes.

Source: `@etalab/decoupage-administratif` 6.0.0 (Etalab, from INSEE and La Poste, Licence Ouverte 2.0), packed by
`nox -s communes`. Communes that merged long ago are missing: what this list does not know may still be right.
"""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.columns import fold

FILE = Path(__file__).with_name("communes.csv.xz")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, a delegated or associated one, or a district of Paris, Lyon or Marseille."""

    code: str
    name: str
    postal_codes: tuple[str, ...]


@cache
def _all() -> tuple[Commune, ...]:
    """All communes; unpacked in a twentieth of a second, once."""
    lines = lzma.decompress(FILE.read_bytes()).decode("utf-8").splitlines()
    return tuple(
        Commune(code, name, tuple(postal_codes.split()))
        for code, name, postal_codes in (line.split(";") for line in lines)
    )


@cache
def by_insee_code() -> dict[str, tuple[Commune, ...]]:
    """The communes of each INSEE code: a delegated one may share that of the main one."""
    return _gathered((commune.code, commune) for commune in _all())


@cache
def by_postal_code() -> dict[str, tuple[Commune, ...]]:
    """The communes of each postal code."""
    return _gathered((postal_code, commune) for commune in _all() for postal_code in commune.postal_codes)


def _gathered(pairs: Iterable[tuple[str, Commune]]) -> dict[str, tuple[Commune, ...]]:
    found: dict[str, list[Commune]] = defaultdict(list)
    for key, commune in pairs:
        found[key].append(commune)
    return {key: tuple(communes) for key, communes in found.items()}


@cache
def _names() -> frozenset[str]:
    return frozenset(bare_name(commune.name) for commune in _all())


def is_a_commune(name: str) -> bool:
    """Whether some commune of France is called so."""
    return bare_name(name) in _names()


def are_one(name: str, communes: Iterable[Commune]) -> bool:
    """Whether a name, as people write it, is that of one of these communes."""
    typed = bare_name(name)
    return any(typed == bare_name(commune.name) for commune in communes)


_CITIES = re.compile(r"(paris|lyon|marseille)\b.*")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous", "ls": "les"}
_AFTER = re.compile(r" (?:cedex.*|\d+)$")


@cache
def bare_name(name: str) -> str:
    """A name to compare by: without accents, hyphens, article, abbreviations, district, cedex or department."""
    text = _AFTER.sub("", fold(name))
    if city := _CITIES.fullmatch(text):
        return city[1]
    words = [_SHORT.get(word, word) for word in text.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"l", "la", "le", "les"} else words)

"""The order of candidates on every list: that of French schools.

Accents and case do not count, a hyphen or an apostrophe counts as a space, and a particle in lower case (de La Fontaine,
d’Artagnan) is passed over, as in library catalogues (AFNOR Z44-001); capital letters (DE LA FONTAINE) say no particle, so it counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from schemas.records import Candidate

_PARTICLE = re.compile(r"^(?:(?:de|von|van) |d['’]\s*)(?=\S)")
_BETWEEN_WORDS = re.compile(r"[\s'’\-\u2010-\u2015]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"})


def in_french_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates by last name, then first name, then date of birth."""
    return sorted(
        candidates,
        key=lambda c: (_key(c.last_name), _key(c.first_name), c.birth_date, c.last_name, c.first_name),
    )


def _key(name: str) -> list[str]:
    bare = unicodedata.normalize("NFD", _PARTICLE.sub("", name).translate(_LIGATURES))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", letters.casefold()).strip().split(" ")

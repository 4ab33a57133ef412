"""A block of wording: what one printed part of the briefing says, with the places where facts of the session go in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["paragraph", "checklist", "steps", "spoken"]

FACTS: Mapping[str, str] = {
    "url": "adresse du test, à écrire au tableau",
    "url_reprise": "adresse pour reprendre un test interrompu",
    "duree": "durée du test sans temps majoré",
    "rappel": "délai du rappel avant la fin",
    "date": "date de la session, en toutes lettres",
    "debut": "heure d’ouverture de la salle",
    "depart": "heure prévue pour donner le code d’accès",
    "fin": "heure jusqu’à laquelle la salle est réservée",
    "salle": "salle",
    "site": "site",
    "centre": "nom du centre",
    "session": "identifiant de la session",
    "surveillants": "surveillants",
    "candidats": "nombre de candidats",
}
"""What `{name}` may stand for in a block, with its meaning for the coordinator."""

_PHASE: frozenset[Kind] = frozenset({"paragraph", "checklist", "spoken"})
_LOOK_UP: frozenset[Kind] = frozenset({"paragraph", "steps"})
BLOCKS: Mapping[str, frozenset[Kind]] = {
    "1-avant": _PHASE,
    "2-arrivee": _PHASE,
    "3-a-lire": _PHASE,
    "4-lancement": _PHASE,
    "5-pendant": _PHASE,
    "6-cinq-minutes": _PHASE,
    "7-fin": _PHASE,
    "8-apres": _PHASE,
    "incidents": _LOOK_UP,
    "fraude": _LOOK_UP,
    "codes": frozenset({"paragraph", "checklist"}),
}
"""The blocks of the briefing in the order of the day, and what each may hold."""

FACT = re.compile(r"\{([^{}]*)\}")
"""A place where a fact goes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


Phrase: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One list, paragraph or text to say: its `phrases` are its items, sentences or lines."""

    kind: Kind
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is seen (`title`), then what to do."""

    title: Phrase
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """One file of wording, with the names of the facts it holds.

    `own` is true when it comes from the centre's folder rather than from the default one. Blocks are compared by
    identity, which is quick: most say the same for every session, and what is made of them is kept.
    """

    name: str
    own: bool
    facts: tuple[str, ...]
    title: Phrase
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]

    @property
    def file(self) -> str:
        """The file a coordinator would edit to change this block."""
        return f"briefing/{self.name}.md"

    def filled(self, facts: Mapping[str, str]) -> Block:
        """The same block with every `{name}` replaced by its value, as plain text."""
        return _filled_block(self, tuple((name, facts[name]) for name in self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Every block of the briefing, in the order of `BLOCKS`."""

    blocks: tuple[Block, ...]


@lru_cache(maxsize=4096)
def _filled_block(block: Block, values: tuple[tuple[str, str], ...]) -> Block:
    facts = dict(values)
    return replace(
        block,
        title=_filled(block.title, facts),
        parts=_filled_parts(block.parts, facts),
        sections=tuple(
            Section(title=_filled(each.title, facts), parts=_filled_parts(each.parts, facts)) for each in block.sections
        ),
    )


def _filled_parts(parts: tuple[Part, ...], facts: Mapping[str, str]) -> tuple[Part, ...]:
    return tuple(
        Part(kind=part.kind, phrases=tuple(_filled(phrase, facts) for phrase in part.phrases)) for part in parts
    )


def _filled(phrase: Phrase, facts: Mapping[str, str]) -> Phrase:
    """Values are put in once and never looked at again: one that reads `{url}` stays as it is."""
    return tuple(Run(text=FACT.sub(lambda found: facts[found[1]], run.text), bold=run.bold) for run in phrase)

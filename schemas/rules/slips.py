"""S: a room or an invigilator written in two ways, which hides that it is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import polars as pl

from schemas.columns import fold
from schemas.finding import Severity
from schemas.people import TITLES
from schemas.reading.words import NAMES_SEPARATOR
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT, sessions, with_sessions
from schemas.rules.near import deletions, one_letter_apart, person_key
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_fault = FaultsOf("sessions")
_LEAST_LETTERS = 5
"""Of a word: shorter ones (CDI and CDE, A and B) are more often two things than one slip."""
_WOMEN = frozenset({"mme", "mlle", "madame", "mademoiselle"})


def _is_a_slip(left: str, right: str) -> bool:
    """Whether two texts are the same words, but for one letter of one long word; numbers never are a slip."""
    words, others = fold(left).split(), fold(right).split()
    if len(words) != len(others):
        return False
    pairs = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    return len(pairs) == 1 and all(
        min(len(word), len(other)) >= _LEAST_LETTERS and (word + other).isalpha() and one_letter_apart(word, other)
        for word, other in pairs
    )


def _near(texts: Iterable[str], right: Iterable[str] = ()) -> dict[str, str]:
    """For each text the other one of which it may be a slip: one that is `right`, or written more often, or else earlier. Does not
    compare each with each.
    """
    seen: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    by_use = [text for text, _ in Counter(texts).most_common()]  # of equals, the first
    for text in dict.fromkeys([*right, *by_use]):
        for bare in deletions(fold(text)):
            near = next((other for other in seen.get(bare, ()) if _is_a_slip(text, other)), None)
            if near is not None:
                found.setdefault(text, near)
            seen.setdefault(bare, []).append(text)
    return found


def _plain(room: str) -> str:
    """A room's name as it is compared with those of `centre.toml`: "b 204" is B204."""
    return fold(room).replace(" ", "")


def _room_near_another(frames: Frames) -> pl.Series:
    """The room that was probably meant: one of `centre.toml`, else that of other sessions."""
    known = list(frames.settings.rooms)
    by_name = set(map(_plain, known))
    near = _near(frames.sessions["room"].drop_nulls(), known)
    said = [None if room is None or _plain(room) in by_name else near.get(room) for room in frames.sessions["room"]]
    return pl.Series("near", said, pl.String)


def _room_unknown(frames: Frames) -> pl.Series:
    known = set(map(_plain, frames.settings.rooms))
    near = _room_near_another(frames)
    rooms = frames.sessions["room"]
    said = [
        bool(known) and room is not None and _plain(room) not in known and not other
        for room, other in zip(rooms, near, strict=True)
    ]
    return pl.Series("unknown", said, pl.Boolean)


S017 = Rule(
    code="S017",
    name="room_unknown",
    title="Salle inconnue, ou écrite de deux façons",
    why="Une salle écrite de deux façons en fait deux : on ne voit plus qu’elle est prise deux fois, ni combien elle a de postes.",
    source="Consigne : plainte fréquente des centres.",
    faults=(
        _fault(
            "room",
            "Cette salle ressemble à « {detail} », à une lettre près. Écrivez-la partout de la même façon.",
            _room_near_another,
            Severity.WARNING,
        ),
        _fault(
            "room",
            "Cette salle n’est pas dans centre.toml, partie [rooms]. Corrigez son nom, ou ajoutez-la avec son nombre de postes.",
            _room_unknown,
            Severity.WARNING,
        ),
    ),
    valid=(
        RIGHT,
        with_sessions({"room": "Salle 101"}, {"id": "S2", "room": "Salle 102", "invigilators": "M. Alex Machinchose"}),
        Example(files={"sessions.xlsx": sessions({"room": "b 204"})}, settings={"rooms": {"B204": {"seats": 20}}}),
    ),
    invalid=(
        with_sessions(
            {"room": "Salle informatique"},
            {"id": "S2", "room": "Salle informatiqe", "invigilators": "M. Alex Machinchose"},
            at="sessions.xlsx!E3",
        ),
        Example(
            files={"sessions.xlsx": sessions({"room": "Gymnase"})},
            settings={"rooms": {"B204": {"seats": 20}}},
            at="sessions.xlsx!E2",
        ),
    ),
)


def _people(frames: Frames) -> Iterator[list[str]]:
    for cell in frames.sessions["invigilators"]:
        yield cell.split(NAMES_SEPARATOR) if cell else []


def _may_be_one(name: str, other: str) -> bool:
    """Mme Bidoule and M. Bidule are two people."""
    titles = [set(fold(each).split()) & TITLES for each in (name, other)]
    return not all(titles) or bool(titles[0] & _WOMEN) == bool(titles[1] & _WOMEN)


def _invigilator_near_another(frames: Frames) -> pl.Series:
    """The invigilator of other sessions, or of the same, of whom a name may be a slip."""
    written: dict[str, str] = {}
    for names in _people(frames):
        for name in names:
            written.setdefault(person_key(name), name)
    near = _near(person_key(name) for names in _people(frames) for name in names)
    said: list[str | None] = []
    for names in _people(frames):
        others = [
            written[other]
            for name in names
            if (other := near.get(person_key(name))) and _may_be_one(name, written[other])
        ]
        said.append(others[0] if others else None)
    return pl.Series("near", said, pl.String)


S018 = Rule(
    code="S018",
    name="invigilator_written_twice",
    title="Un surveillant écrit de deux façons",
    why="À une lettre près, c’est sans doute la même personne, et on ne verrait pas qu’elle surveille deux salles à la fois.",
    source="Consigne : plainte fréquente des centres.",
    faults=(
        _fault(
            "invigilators",
            "Un de ces noms est à une lettre de celui d’un autre surveillant. Si c’est la même personne, écrivez-la de la même façon ; sinon, "
            "acceptez cet avertissement dans centre.toml.",
            _invigilator_near_another,
            Severity.WARNING,
            hints=True,
        ),
    ),
    valid=(
        RIGHT,
        with_sessions({"invigilators": "Mme Bidoule"}, {"id": "S2", "room": "C1", "invigilators": "M. Bidule"}),
    ),
    invalid=(
        with_sessions({}, {"id": "S2", "room": "C1", "invigilators": "Mme Camille Trucmuch"}, at="sessions.xlsx!F3"),
    ),
)

RULES = (S017, S018)

"""What the national platform's mass import would refuse, all at once, beyond what every check already finds.

What it wants of birth places, of sex and of e-mail addresses where they are given is R019 and R020; here is what only an import
requires, and text that a spreadsheet program would take for a formula: the platform's file must hold exactly what was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.french import NO_BREAK
from schemas.records import Candidate, Session

FRANCE, ABROAD = "FRANCE", "99"
"""The country of birth, and the INSEE code of all others."""

_FORMULA_STARTS = ("=", "+", "-", "@")
_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}\Z")
_POSTAL = re.compile(r"[0-9]{5}\Z")
_TEXTS = (
    "last_name", "first_name", "birth_place", "birth_country", "results_email", "convocation_email", "external_id",
)  # fmt: skip
_MOST_NAMED = 3


def refusals(
    sessions: Sequence[Session], candidates: Mapping[str, Sequence[Candidate]], *, show_values: bool
) -> list[str]:
    """One sentence a fault, with the rank in the roster of each candidate who has it; a few names when `show_values`."""
    problems = [problem for session in sessions for problem in _of_session(session)]
    problems += _numbers_used_twice(sessions)
    for message, is_wrong in _CANDIDATE_FAULTS:
        places = []
        for session in sessions:
            people = candidates[session.id]
            wrong = [rank for rank, person in enumerate(people, 1) if is_wrong(person)]
            if wrong:
                places.append(f"{session.id} ({_who(wrong, people, show_values=show_values)})")
        if places:
            problems.append(f"{message} Candidats{NO_BREAK}: {', '.join(places)}.")
    return problems


def _of_session(session: Session) -> Iterator[str]:
    if session.session_number and not session.session_number.isdecimal():
        yield (
            f"Session {session.id}{NO_BREAK}: son numéro Pix ne se compose pas de chiffres seuls. Corrigez-le dans sessions.xlsx."
        )
    if any(map(_is_formula, (session.site, session.room, *session.invigilators))):
        yield (
            f"Session {session.id}{NO_BREAK}: le site, la salle ou un surveillant commence par =, +, - ou @, qu’un tableur prend "
            "pour une formule. Corrigez-le dans sessions.xlsx."
        )


def _numbers_used_twice(sessions: Sequence[Session]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for session in sessions:
        if session.session_number:
            first = seen.setdefault(session.session_number, session.id)
            if first != session.id:
                yield (
                    f"Sessions {first} et {session.id}{NO_BREAK}: elles ont le même numéro Pix, leurs candidats seraient réunis. "
                    "Corrigez-le dans sessions.xlsx."
                )


def _is_formula(text: str) -> bool:
    return text.startswith(_FORMULA_STARTS)


def _in_france(candidate: Candidate) -> bool:
    return (candidate.birth_country or "").upper() == FRANCE


def _abroad(candidate: Candidate) -> bool:
    return candidate.birth_country is not None and not _in_france(candidate)


def _place_incomplete(candidate: Candidate) -> bool:
    by_city = candidate.birth_postal_code and candidate.birth_place
    return not _abroad(candidate) and not candidate.birth_insee_code and not by_city


def _insee_wrong(candidate: Candidate) -> bool:
    code = candidate.birth_insee_code
    return _in_france(candidate) and code is not None and not _INSEE.match(code)


def _postal_wrong(candidate: Candidate) -> bool:
    code = candidate.birth_postal_code
    return _in_france(candidate) and code is not None and not _POSTAL.match(code)


_CANDIDATE_FAULTS: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    (
        "Un texte commence par =, +, - ou @, qu’un tableur prend pour une formule. Corrigez-le.",
        lambda candidate: any(_is_formula(getattr(candidate, name) or "") for name in _TEXTS),
    ),
    ("Le sexe manque. Écrivez M ou F dans la colonne Sexe.", lambda candidate: not candidate.sex),
    (
        "Le pays de naissance manque. Écrivez-le dans la colonne Pays de naissance, FRANCE pour la France.",
        lambda candidate: not candidate.birth_country,
    ),
    (
        "Le lieu de naissance est incomplet. En France, écrivez le code INSEE seul, ou le code postal et la commune.",
        _place_incomplete,
    ),
    (
        "Pour une naissance à l’étranger, la ville est obligatoire. Écrivez-la dans la colonne Lieu de naissance.",
        lambda candidate: _abroad(candidate) and not candidate.birth_place,
    ),
    (
        "Ce code INSEE n’est pas celui d’une commune de France (cinq caractères). Si un zéro de tête s’est perdu, donnez à la colonne "
        "le format Texte.",
        _insee_wrong,
    ),
    (
        "Ce code postal n’a pas cinq chiffres. Si un zéro de tête s’est perdu, donnez à la colonne le format Texte.",
        _postal_wrong,
    ),
)


def _who(ranks: Sequence[int], people: Sequence[Candidate], *, show_values: bool) -> str:
    if show_values and len(ranks) <= _MOST_NAMED:
        named = (
            f"n°{NO_BREAK}{rank} {people[rank - 1].last_name} {people[rank - 1].first_name}" for rank in ranks
        )
        return ", ".join(named)
    return "tous" if len(ranks) == len(people) else f"n°{NO_BREAK}{', '.join(_runs(ranks))} de la liste"


def _runs(ranks: Sequence[int]) -> Iterator[str]:
    """`1 à 3`, `5`."""
    start = previous = ranks[0]
    for rank in [*ranks[1:], 0]:
        if rank != previous + 1:
            yield str(start) if start == previous else f"{start} à {previous}"
            start = rank
        previous = rank

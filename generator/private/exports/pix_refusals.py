"""What the national platform's mass import would refuse, all at once, beyond what every check already finds.

What it wants of birth places, of sex and of e-mail addresses where they are given is R019 and R020; here is what only an import
requires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.language.french import NO_BREAK
from generator.private.exports.billing import BillingPart
from generator.reports.place import where_rows
from schemas.columns import by_id
from schemas.reading.words import FRANCE
from schemas.records import Candidate, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """What candidates can have that the platform refuses, and the column in which it is put right."""

    column: str
    message: str
    is_wrong: Callable[[Candidate], bool]


def refusals(sessions: Sequence[Session], candidates: Mapping[str, Sequence[Candidate]], *, billed: bool) -> list[str]:
    """One sentence a fault and worksheet, with the cells as the coordinator sees them. `billed`: Pix is paid for them."""
    people = [candidate for session in sessions for candidate in candidates[session.id]]
    return [
        *(problem for session in sessions for problem in _of_session(session)),
        *_numbers_used_twice(sessions),
        *(
            problem
            for refusal in (*_REFUSALS, *(_OF_BILLING if billed else ()))
            for problem in _of_candidates(refusal, people)
        ),
    ]


def _of_candidates(refusal: _Refusal, people: Sequence[Candidate]) -> Iterator[str]:
    wrong = [candidate for candidate in people if refusal.is_wrong(candidate)]
    for _, group in groupby(wrong, key=lambda candidate: (candidate.source.file, candidate.source.worksheet)):
        found = list(group)
        absent = refusal.column not in found[0].source.letters
        title = by_id("rosters")[refusal.column].title
        added = f" (colonne « {title} » à ajouter)" if absent else ""
        yield f"{where_rows(found, refusal.column)}{added}{NO_BREAK}: {refusal.message}"


def _of_session(session: Session) -> Iterator[str]:
    if session.session_number and not session.session_number.isdecimal():
        yield (
            f"{where_rows([session], 'session_number')}{NO_BREAK}: le numéro Pix de la session {session.id} ne se compose pas de chiffres "
            "seuls. Corrigez-le."
        )


def _numbers_used_twice(sessions: Sequence[Session]) -> Iterator[str]:
    seen: dict[str, Session] = {}
    for session in sessions:
        if session.session_number:
            first = seen.setdefault(session.session_number, session)
            if first is not session:
                yield (
                    f"{where_rows([first, session], 'session_number')}{NO_BREAK}: les sessions {first.id} et {session.id} ont le même numéro "
                    "Pix, leurs candidats seraient réunis. Corrigez-le."
                )


def _in_france(candidate: Candidate) -> bool:
    return candidate.birth_country == FRANCE


def _abroad(candidate: Candidate) -> bool:
    return candidate.birth_country is not None and not _in_france(candidate)


def _has_place(candidate: Candidate) -> bool:
    return bool(candidate.birth_insee_code or candidate.birth_place)


_REFUSALS = (
    _Refusal(
        column="sex",
        message="le sexe manque. Écrivez M ou F.",
        is_wrong=lambda candidate: not candidate.sex,
    ),
    _Refusal(
        column="birth_country",
        message="le pays de naissance manque. Écrivez FRANCE, ou l’autre pays.",
        is_wrong=lambda candidate: not candidate.birth_country,
    ),
    _Refusal(
        column="birth_place",
        message="le lieu de naissance manque. En France, écrivez le code INSEE seul, ou le code postal et la commune ; à l’étranger, la ville.",
        is_wrong=lambda candidate: not candidate.birth_place if _abroad(candidate) else not _has_place(candidate),
    ),
    _Refusal(
        column="birth_postal_code",
        message="le code postal manque, et il va avec la commune. Écrivez-le, ou le code INSEE seul à la place de la commune.",
        is_wrong=lambda candidate: (
            not _abroad(candidate)
            and bool(candidate.birth_place)
            and not candidate.birth_insee_code
            and not candidate.birth_postal_code
        ),
    ),
)

_OF_BILLING = (
    _Refusal(
        column="billing",
        message=f"la tarification manque. Écrivez {', '.join(BillingPart)}, ou donnez celle de tous avec --billing.",
        is_wrong=lambda candidate: not candidate.billing,
    ),
    _Refusal(
        column="billing",
        message=f"cette tarification n’existe pas. Écrivez {', '.join(BillingPart)}.",
        is_wrong=lambda candidate: bool(candidate.billing) and candidate.billing not in tuple(BillingPart),
    ),
    _Refusal(
        column="prepayment_code",
        message=f"le code de prépaiement va avec la tarification {BillingPart.PREPAID}, et avec elle seule. Écrivez-le, ou videz-le.",
        is_wrong=lambda candidate: (
            candidate.billing in tuple(BillingPart)
            and (candidate.billing == BillingPart.PREPAID) != bool(candidate.prepayment_code)
        ),
    ),
)

"""The national platform's mass import of sessions and candidates: its columns, its order, its encoding, to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.language.french import NO_BREAK
from generator.private.exports.billing import BillingPart
from generator.private.exports.pix_refusals import refusals
from generator.writing.refusal import ExportRefused
from schemas.columns import fold
from schemas.reading.numbers import ABROAD
from schemas.reading.words import FRANCE
from schemas.records import Candidate, Centre, Session

_SESSION_TITLES = (
    "Numéro de session préexistante",
    "* Nom du site",
    "* Nom de la salle",
    "* Date de début (format: JJ/MM/AAAA)",
    "* Heure de début (heure locale format: HH:MM)",
    "* Surveillant(s)",
    "Observations (optionnel)",
)
_CANDIDATE_TITLES = (
    "* Nom de naissance",
    "* Prénom",
    "* Date de naissance (format: JJ/MM/AAAA)",
    "* Sexe (M ou F)",
    "Code INSEE de la commune de naissance",
    "Code postal de la commune de naissance",
    "Nom de la commune de naissance",
    "* Pays de naissance",
    "E-mail du destinataire des résultats (formateur, enseignant…)",
    "E-mail de convocation",
    "Identifiant externe",
    "Temps majoré ? (exemple format: 33%)",
)
_BILLING_TITLES = (
    "* Tarification part Pix (Gratuite, Prépayée ou Payante)",
    "Code de prépaiement (si Tarification part Pix Prépayée)",
)
_FORMULA_STARTS = ("=", "+", "-", "@")
_DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """How Pix is paid for the candidates of whom the roster does not say it, a `BillingPart`; None: the rosters say it of all.
    `prepayment_code` belongs to the prepaid one alone.
    """

    part: str | None = None
    prepayment_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Importable:
    """The sessions to come that have candidates; `without` are the identifiers of those to come that have none."""

    sessions: tuple[Session, ...]
    candidates: dict[str, tuple[Candidate, ...]]
    without: tuple[str, ...]


def importable(centre: Centre, today: date) -> Importable:
    """What can be imported on that day: the platform refuses sessions of the past."""
    candidates: dict[str, tuple[Candidate, ...]] = {}
    for candidate in centre.candidates:
        candidates[candidate.session_id] = (*candidates.get(candidate.session_id, ()), candidate)
    to_come = [session for session in centre.sessions if session.date >= today]
    return Importable(
        sessions=tuple(session for session in to_come if session.id in candidates),
        candidates=candidates,
        without=tuple(session.id for session in to_come if session.id not in candidates),
    )


def pix_csv(wanted: Importable, billing: Billing | None) -> bytes:
    """The file to import. `billing` is None for a secondary school, which has no such columns.

    A session that has its Pix number is named by it alone. The observations of the centre stay out: they are private.

    Raises:
        ExportRefused: with all that the platform would refuse, and where it stands.
    """
    if not wanted.sessions:
        raise ExportRefused(["Aucune session à venir n’a de candidats : il n’y a rien à importer."])
    if billing:
        people = {id: tuple(_billed(each, billing) for each in found) for id, found in wanted.candidates.items()}
        wanted = replace(wanted, candidates=people)
    problems = refusals(wanted.sessions, wanted.candidates, billed=billing is not None)
    if problems:
        raise ExportRefused(problems)
    out = io.StringIO(newline="")
    titles = (*_SESSION_TITLES, *_CANDIDATE_TITLES, *(_BILLING_TITLES if billing else ()))
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerow(titles)
    csv.writer(out, delimiter=";").writerows(_rows(wanted, has_billing=billing is not None))
    return out.getvalue().encode("utf-8-sig")


def _billed(candidate: Candidate, billing: Billing) -> Candidate:
    """The candidate with how Pix is paid, written as the platform writes it."""
    if not candidate.billing:
        return replace(candidate, billing=billing.part, prepayment_code=billing.prepayment_code)
    named = next((part for part in BillingPart if fold(part) == fold(candidate.billing)), candidate.billing)
    return replace(candidate, billing=named)


def _rows(wanted: Importable, *, has_billing: bool) -> Iterator[list[str]]:
    for session in wanted.sessions:
        facts = _session_cells(session)
        for candidate in wanted.candidates[session.id]:
            paid = (candidate.billing or "", candidate.prepayment_code or "") if has_billing else ()
            yield [_inert(text) for text in (*facts, *_candidate_cells(candidate), *paid)]
            facts = ("",) * len(facts)  # a row without them belongs to the session above


def _inert(text: str) -> str:
    """Text that a spreadsheet program takes for no formula. The platform trims every cell, as our own reader does, so the space is
    never part of a name.
    """
    return f"{NO_BREAK}{text}" if text.startswith(_FORMULA_STARTS) else text


def _session_cells(session: Session) -> tuple[str, ...]:
    if session.session_number:
        return (session.session_number, *("",) * (len(_SESSION_TITLES) - 1))
    return (
        "",
        session.site,
        session.room,
        session.date.strftime(_DAY),
        session.start.strftime("%H:%M"),
        ", ".join(session.invigilators),
        "",
    )


def _candidate_cells(candidate: Candidate) -> tuple[str, ...]:
    country = candidate.birth_country or ""
    # In France the code says it all; abroad it is always the same.
    insee = candidate.birth_insee_code if country == FRANCE else ABROAD
    place = ("", "") if country == FRANCE and insee else (candidate.birth_postal_code or "", candidate.birth_place)
    return (
        candidate.last_name,
        candidate.first_name,
        candidate.birth_date.strftime(_DAY),
        (candidate.sex or "").upper(),
        insee or "",
        *place,
        country,
        candidate.results_email or "",
        candidate.convocation_email or "",
        candidate.external_id or "",
        f"{candidate.extra_time_percent}%" if candidate.extra_time_percent else "",
    )

"""Where each session stands, computed from the files and never typed, and what to do next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.private.bundle.manifest import read_manifest
from generator.private.entered import Entered, entered_by_session, in_order
from generator.private.packs.folder import read_record
from generator.private.progress.digests import sheet_digest
from generator.private.progress.results import Matched, match_results
from generator.public.states import SessionStatus, State
from schemas.finding import Finding
from schemas.judging.standing import Standing
from schemas.records import Session
from schemas.timing import months_before

_ANNOUNCED_BEFORE, _SHEET_WITHIN = timedelta(days=14), timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the files say of a session. `bundled`: its bundle holds what the sheet says now; None without one. `pack` and `bundles`
    are unknown (None, False) where nobody can see those folders.
    """

    session: Session
    errors: int
    has_roster: bool
    roster_is_wrong: bool
    has_sheet: bool
    pack: _Pack | None
    bundles_known: bool
    bundled: bool | None
    has_results: bool
    results_differ: bool
    is_past_retention: bool
    is_kept_too_long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    made: bool
    current: bool
    printed: bool


def session_statuses(
    standing: Standing, today: date, *, packs: Path | None, bundles: Path | None
) -> list[SessionStatus]:
    """The sessions in order of time, then those whose row cannot be read. `packs` and `bundles` are folders of ours, None where
    they cannot be known.
    """
    matched = match_results(standing, show_values=False)
    entered = entered_by_session(standing.centre)
    sessions = [
        _status(_facts(session, standing, matched, entered.get(session.id, []), today, packs, bundles), today)
        for session in standing.centre.sessions
    ]
    readable = {session.id for session in standing.centre.sessions}
    unreadable = [
        SessionStatus(
            id=id, day=None, errors=len(errors), states=frozenset({State.PLANNED}), next=_correct(len(errors)), due=None
        )
        for id, errors in sorted(standing.errors.items())
        if id not in readable
    ]
    return [*sessions, *unreadable]


def public_statuses(standing: Standing, today: date) -> list[SessionStatus]:
    """What the site may say of where the sessions stand: it is built where packs and bundles cannot be seen."""
    return session_statuses(standing, today, packs=None, bundles=None)


def _facts(
    session: Session,
    standing: Standing,
    matched: Matched,
    entered: Entered,
    today: date,
    packs: Path | None,
    bundles: Path | None,
) -> _Facts:
    errors = standing.errors.get(session.id, ())
    # Putting lists in order takes time, which a site of a thousand sessions need not spend.
    candidates, rows = in_order(entered) if packs is not None or bundles is not None else ([], [])
    kept = standing.centre.settings.retention
    has_sheet = session.id in standing.entered
    outlived = {
        months: session.date < months_before(today, months) for months in (kept.sheets_months, kept.rosters_months)
    }
    return _Facts(
        session=session,
        errors=len(errors),
        has_roster=bool(entered),
        roster_is_wrong=any(not _is_of_sheet(finding) for finding in errors),
        has_sheet=has_sheet,
        pack=None if packs is None else _pack(packs / session.id, sheet_digest(session, candidates)),
        bundles_known=bundles is not None,
        bundled=None
        if bundles is None
        else _bundled(bundles / f"{session.id}.zip", sheet_digest(session, candidates, rows)),
        has_results=session.id in matched.received,
        results_differ=session.id in matched.differing,
        is_past_retention=outlived[kept.sheets_months],
        is_kept_too_long=(has_sheet and outlived[kept.sheets_months])
        or (bool(entered) and outlived[kept.rosters_months]),
    )


def _is_of_sheet(finding: Finding) -> bool:
    """Whether an error is about a sheet: T003, a candidate who is not on it, stands in the roster."""
    return finding.place.file.startswith("sheets/") or finding.code.startswith("T")


def _pack(folder: Path, digest: str) -> _Pack:
    record = read_record(folder)
    current = record is not None and record.sheet == digest
    printed = record is not None and record.printed is not None
    return _Pack(made=record is not None, current=current, printed=current and printed)


def _bundled(path: Path, digest: str) -> bool | None:
    manifest = read_manifest(path)
    return None if manifest is None or manifest.draft else manifest.content == digest


def _status(facts: _Facts, today: date) -> SessionStatus:
    session = facts.session
    # Today's session was held once its sheet is entered; a sheet tells of the code, too, which is then to be erased.
    held = session.date < today or (session.date == today and facts.has_sheet)
    has_code = session.access_code is not None or facts.has_sheet
    reached = {
        State.PLANNED: True,
        State.ANNOUNCED: session.session_number is not None or has_code,
        State.CODE_RECEIVED: has_code,
        State.ROSTER_COMPLETE: facts.has_roster and not facts.roster_is_wrong,
        State.PACK_PRINTED: facts.pack is not None and facts.pack.printed,
        State.HELD: held,
        State.SHEET_COMPLETE: facts.has_sheet and not facts.errors,
        State.HANDED_IN: facts.bundled is True,
        State.RESULTS_RECEIVED: facts.has_results,
    }
    states = frozenset(state for state, is_reached in reached.items() if is_reached)
    step, due = _next_after(facts, states) if held else _next_before(facts, states)
    return SessionStatus(id=session.id, day=session.date, errors=facts.errors, states=states, next=step, due=due)


def _next_before(facts: _Facts, states: frozenset[State]) -> tuple[str, date]:
    """The first step that is left before the test, and its date."""
    session, pack = facts.session, facts.pack
    early, eve = session.date - _ANNOUNCED_BEFORE, session.date - timedelta(days=1)
    if facts.errors:
        return _correct(facts.errors), early
    if State.ANNOUNCED not in states:
        return "Annoncer à Pix (consigne export announcement), puis noter le numéro de session", early
    if State.ROSTER_COMPLETE not in states:
        return "Déposer la liste des candidats dans content/rosters/", early
    if State.CODE_RECEIVED not in states:
        return "Noter dans sessions.xlsx le code d’accès que Pix envoie", eve
    if pack is not None and not pack.made:
        return f"Faire le paquet et l’imprimer (consigne pack {session.id})", eve
    if pack is not None and not pack.current:
        return (
            f"La liste a changé depuis le paquet : le refaire et le réimprimer (consigne pack {session.id})",
            eve,
        )
    if pack is not None and not pack.printed:
        return f"Imprimer le paquet, puis le noter (consigne pack {session.id} --printed)", eve
    return "Tenir la session", session.date


def _next_after(facts: _Facts, states: frozenset[State]) -> tuple[str, date | None]:
    session, due = facts.session, facts.session.date + _SHEET_WITHIN
    if facts.is_kept_too_long:
        return "Retirer la liste et la feuille, gardées trop longtemps (F014), aussi de l’historique", None
    if facts.is_past_retention:
        return "Terminé", None
    if State.RESULTS_RECEIVED in states:
        return (
            "Vérifier les écarts avec les résultats (consigne results)" if facts.results_differ else "Terminé"
        ), None
    if facts.errors:
        return _correct(facts.errors), due
    if State.SHEET_COMPLETE not in states:
        return "Déposer la feuille d’émargement remplie dans content/sheets/", due
    if facts.bundled is False:
        return f"La feuille a changé depuis le dossier : le renommer, puis consigne bundle {session.id}", due
    if not facts.bundles_known:
        return "Remettre à Pix si ce n’est pas fait, puis déposer les résultats dans content/results/", due
    if State.HANDED_IN not in states:
        return f"Remettre à Pix (consigne bundle {session.id} --scan …)", due
    return "Attendre les résultats, puis les déposer dans content/results/", None


def _correct(errors: int) -> str:
    return f"Corriger {errors} erreur{'s' if errors > 1 else ''} (consigne check)"


def as_json(statuses: list[SessionStatus], standing: Standing, today: date) -> str:
    """Version 1: every session with every state."""
    told = {
        "status": 1,
        "today": today.isoformat(),
        "errors_elsewhere": len(standing.unplaced),
        "sessions": [
            {
                "id": each.id,
                "date": each.day.isoformat() if each.day else None,
                "errors": each.errors,
                "states": _told(each.states),
                "next": each.next,
                "due": each.due.isoformat() if each.due else None,
            }
            for each in statuses
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _told(states: frozenset[State]) -> Mapping[str, bool]:
    return {state.value: state in states for state in State}

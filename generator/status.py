"""Where each session stands, computed from the files and never typed, and what to do next."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from generator.bundle.make import MANIFEST, content_digest, entered
from generator.packs.folder import RECORD
from generator.results import match_results
from generator.states import SessionStatus, State
from schemas.discovery import find_content
from schemas.records import Session
from schemas.standing import Standing

_ANNOUNCED_BEFORE, _SHEET_WITHIN = timedelta(days=14), timedelta(days=3)
_LARGEST_MANIFEST = 1_000_000


def session_statuses(
    standing: Standing, today: date, *, received: frozenset[str], packs: Path | None, bundles: Path | None
) -> list[SessionStatus]:
    """The sessions in order of time. `received` are those whose results came; `packs` and `bundles` are folders of ours, None
    where they cannot be known.
    """
    return [
        _status(session, standing, today, has_results=session.id in received, packs=packs, bundles=bundles)
        for session in standing.centre.sessions
    ]


def statuses_of_content(
    content: Path, standing: Standing, today: date, *, password: str | None
) -> list[SessionStatus]:
    """What the content alone can tell: packs and bundles are private, and stay where they were made."""
    matched = match_results(
        find_content(content).results, standing.centre, today, password=password, show_values=False
    )
    return session_statuses(standing, today, received=matched.received, packs=None, bundles=None)


def _status(
    session: Session, standing: Standing, today: date, *, has_results: bool, packs: Path | None, bundles: Path | None
) -> SessionStatus:  # fmt: skip
    errors = standing.errors.get(session.id, ())
    in_sheets = [finding for finding in errors if finding.place.file.startswith("sheets/")]
    has_roster = any(candidate.session_id == session.id for candidate in standing.centre.candidates)
    reached = {
        State.PLANNED: True,
        State.ANNOUNCED: session.session_number is not None,
        State.CODE_RECEIVED: session.access_code is not None,
        State.ROSTER_COMPLETE: has_roster and len(errors) == len(in_sheets),
        State.PACK_MADE: packs is not None and (packs / session.id / RECORD).is_file(),
        State.HELD: session.date < today,
        # T003, a candidate who is not on the sheet, stands in the roster.
        State.SHEET_COMPLETE: session.id in standing.sheet_files and not errors,
        State.HANDED_IN: bundles is not None and _handed_in(session, standing, bundles) is True,
        State.RESULTS_RECEIVED: has_results,
    }
    states = frozenset(state for state, is_reached in reached.items() if is_reached)
    outdated = bundles is not None and _handed_in(session, standing, bundles) is False
    step, due = _next(
        session,
        states,
        today,
        errors=len(errors),
        outdated=outdated,
        packs_known=packs is not None,
        bundles_known=bundles is not None,
    )
    return SessionStatus(
        id=session.id, day=session.date, errors=len(errors), states=states, next=step, due=due
    )


def _next(
    session: Session,
    states: frozenset[State],
    today: date,
    *,
    errors: int,
    outdated: bool,
    packs_known: bool,
    bundles_known: bool,
) -> tuple[str, date | None]:
    """The first step that is left, and its date."""
    if session.date < today:
        return _next_after(session, states, errors=errors, outdated=outdated, bundles_known=bundles_known)
    early = session.date - _ANNOUNCED_BEFORE
    eve = session.date - timedelta(days=1)
    steps: list[tuple[Callable[[], bool], str, date]] = [
        (lambda: errors > 0, _correct(errors), early),
        (lambda: State.ANNOUNCED not in states, "Annoncer à Pix (consigne export announcement), puis noter le numéro de session", early),
        (lambda: State.ROSTER_COMPLETE not in states, "Déposer la liste des candidats dans content/rosters/", early),
        (lambda: State.CODE_RECEIVED not in states, "Noter le code d’accès que Pix envoie", eve),
        (lambda: packs_known and State.PACK_MADE not in states, f"Faire et imprimer le paquet (consigne pack {session.id})", eve),
    ]  # fmt: skip
    return next(
        ((step, due) for is_left, step, due in steps if is_left()), ("Tenir la session", session.date)
    )


def _next_after(
    session: Session, states: frozenset[State], *, errors: int, outdated: bool, bundles_known: bool
) -> tuple[str, date | None]:
    due = session.date + _SHEET_WITHIN
    if State.RESULTS_RECEIVED in states:
        return "Terminé", None
    if errors:
        return _correct(errors), due
    if State.SHEET_COMPLETE not in states:
        return "Déposer la feuille d’émargement remplie dans content/sheets/", due
    if outdated:
        return f"La feuille a changé depuis le dossier : le renommer, puis consigne bundle {session.id}", due
    if not bundles_known:
        return "Remettre à Pix si ce n’est pas fait, puis déposer les résultats dans content/results/", due
    if State.HANDED_IN not in states:
        return f"Remettre à Pix (consigne bundle {session.id} --scan …)", due
    return "Attendre les résultats, puis les déposer dans content/results/", None


def _correct(errors: int) -> str:
    return f"Corriger {errors} erreur{'s' if errors > 1 else ''} (consigne check)"


def _handed_in(session: Session, standing: Standing, bundles: Path) -> bool | None:
    """Whether the bundle of a session holds what its sheet says now; None without a bundle."""
    try:
        with zipfile.ZipFile(bundles / f"{session.id}.zip") as package, package.open(MANIFEST) as member:
            manifest = json.loads(member.read(_LARGEST_MANIFEST))
        digest, draft = manifest["content"], manifest["draft"]
    except (OSError, KeyError, ValueError, TypeError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return None
    return None if draft else bool(digest == content_digest(session, *entered(session, standing.centre)))


def as_json(statuses: list[SessionStatus], standing: Standing, today: date) -> str:
    """Version 1: every session with every state."""
    told = {
        "status": 1,
        "today": today.isoformat(),
        "errors_elsewhere": len(standing.unplaced),
        "sessions": [
            {
                "id": each.id,
                "date": each.day.isoformat(),
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

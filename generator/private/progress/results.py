"""What Pix sends back, matched with the completed sheets: who is missing, who is extra, which number differs.

Results never go anywhere else: no page, no pack, no bundle holds them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.reports.place import where_rows
from schemas.judging.standing import Standing
from schemas.records import Result, Session, SheetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """`received`: identifiers of the sessions of which results came; `differing`: of those that do not fit their sheet; `problems`:
    sentences in French.
    """

    received: frozenset[str]
    differing: frozenset[str]
    problems: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Sorted:
    """The results by session, and those of none: unknown sessions, days that are not theirs."""

    of_session: dict[str, list[Result]] = field(default_factory=dict)
    unknown: dict[tuple[str, str], list[Result]] = field(default_factory=dict)
    other_day: dict[tuple[str, str], list[Result]] = field(default_factory=dict)


def match_results(standing: Standing, *, show_values: bool) -> Matched:
    """Compares the results that came with what was entered in each session."""
    centre = standing.centre
    found = _sorted(centre.sessions, centre.results)
    by_id = {session.id: session for session in centre.sessions}
    problems = list(standing.result_problems)
    for (_, number), results in found.unknown.items():
        told = f"la session {number}" if number else "une session sans numéro"
        problems.append(
            f"{where_rows(results, 'session')} : {told} n’est pas dans sessions.xlsx (colonne Numéro de session Pix). Ces résultats "
            "sont-ils d’une autre année ou d’un autre centre ? Sinon, notez ce numéro."
        )
    for (_, id), results in found.other_day.items():
        days = " et ".join(sorted({f"{result.held:%d/%m/%Y}" for result in results if result.held}))
        problems.append(
            f"{where_rows(results, 'held')} : test passé le {days}, et la session {id} est du {by_id[id].date:%d/%m/%Y}. Ces résultats "
            "sont-ils d’une autre année ?"
        )
    differing = {id for _, id in found.other_day}
    rows: dict[str, list[SheetRow]] = {}
    for row in centre.sheet_rows if found.of_session else ():
        rows.setdefault(row.session_id, []).append(row)
    for id, results in found.of_session.items():
        differences = list(_differences(by_id[id], results, rows.get(id, []), show_values=show_values))
        differing.update([id] if differences else [])
        problems.extend(differences)
    return Matched(received=frozenset(found.of_session), differing=frozenset(differing), problems=tuple(problems))


def _sorted(sessions: Iterable[Session], results: Iterable[Result]) -> _Sorted:
    by_number = {session.session_number: session for session in sessions if session.session_number}
    found = _Sorted()
    for result in dict.fromkeys(results):  # the same file, downloaded twice, says nothing new
        session = by_number.get(result.session_number)
        file = result.source.file
        if session is None:
            found.unknown.setdefault((file, result.session_number), []).append(result)
        elif result.held not in (None, session.date):
            found.other_day.setdefault((file, session.id), []).append(result)
        else:
            found.of_session.setdefault(session.id, []).append(result)
    return found


def _differences(
    session: Session, results: Sequence[Result], rows: Sequence[SheetRow], *, show_values: bool
) -> Iterator[str]:
    if not rows:
        yield (
            f"Session {session.id} : ses résultats sont là, et sa feuille d’émargement remplie n’est pas dans content/sheets/. "
            "Déposez-la pour les comparer."
        )
        return
    pairs = _paired(results, rows)
    met = {id(row) for _, row in pairs if row is not None}
    for result, row in pairs:
        place = where_rows([result], "certification_number")
        if result.certification_number is None:
            yield f"{place} : ce n’est pas un numéro de certification."
        if row is None:
            yield f"{place} : ce candidat n’est pas sur la feuille de la session {session.id}. Vérifiez la feuille signée, et signalez-le à Pix."
        elif (problem := _difference(result, row, rows, show_values=show_values)) is not None:
            yield f"{place} : {problem}"
    for row in rows:
        if row.certification_number is not None and id(row) not in met:
            who = f" ({row.last_name} {row.first_name})" if show_values else ""
            yield (
                f"{where_rows([row], 'certification_number')} : aucun résultat de la session {session.id} pour ce candidat{who}. "
                "Demandez-le à Pix."
            )


def _difference(result: Result, row: SheetRow, rows: Sequence[SheetRow], *, show_values: bool) -> str | None:
    at = where_rows([row], "certification_number")
    if row.certification_number is None:
        return f"la feuille n’a pas de numéro pour ce candidat ({at}). Vérifiez la feuille signée : était-il présent ?"
    if row.certification_number != result.certification_number:
        told = (
            f" : {row.certification_number} sur la feuille, {result.certification_number} chez Pix"
            if show_values
            else ""
        )
        other = next((each for each in rows if each.certification_number == result.certification_number), None)
        swapped = (
            f" La feuille donne ce numéro à un autre ({where_rows([other], 'certification_number')})." if other else ""
        )
        return f"le numéro n’est pas celui de la feuille ({at}){told}.{swapped} Vérifiez la feuille signée et signalez l’écart à Pix."
    if not _same_names(result, row):
        return f"ce numéro est celui de quelqu’un d’autre sur la feuille ({at}). Signalez-le à Pix."
    if not _same_birth_date(result, row):
        return f"la date de naissance n’est pas celle de la feuille ({at}). Signalez-le à Pix."
    return None


def _paired(results: Sequence[Result], rows: Sequence[SheetRow]) -> list[tuple[Result, SheetRow | None]]:
    """Each result with the row that is about the same test, by what is surest first; a row is paired once."""
    free = list(rows)
    found: dict[int, SheetRow] = {}
    for same in (
        lambda result, row: _same_number(result, row) and _same_names(result, row) and _same_birth_date(result, row),
        lambda result, row: _same_names(result, row) and _same_birth_date(result, row),
        lambda result, row: _same_number(result, row),
        _same_names,
    ):
        _pair(results, free, found, same)
    return [(result, found.get(index)) for index, result in enumerate(results)]


def _pair(
    results: Sequence[Result],
    free: list[SheetRow],
    found: dict[int, SheetRow],
    same: Callable[[Result, SheetRow], bool],
) -> None:
    for index, result in enumerate(results):
        if index in found:
            continue
        row = next((row for row in free if same(result, row)), None)
        if row is not None:
            found[index] = row
            free[:] = [each for each in free if each is not row]


def _same_number(result: Result, row: SheetRow) -> bool:
    return result.certification_number is not None and result.certification_number == row.certification_number


def _same_names(result: Result, row: SheetRow) -> bool:
    return _person(result) == _person(row)


def _same_birth_date(result: Result, row: SheetRow) -> bool:
    return None in (result.birth_date, row.birth_date) or result.birth_date == row.birth_date


def _person(record: Result | SheetRow) -> str:
    bare = unicodedata.normalize("NFKD", f"{record.last_name}|{record.first_name}").casefold()
    return re.sub(r"[^\w|]|_", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))

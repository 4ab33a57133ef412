"""What Pix sends back, matched with the completed sheets: who is missing, who is extra, which number differs.

Results never go anywhere else: no page, no pack, no bundle holds them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.columns import fold
from schemas.reading.workbook import read_file
from schemas.reading.worksheet import Worksheet, a1
from schemas.records import Centre, Session, SheetRow
from schemas.values import century_of_birth, is_empty, parse_certification_number, parse_date, shown

_COLUMNS = {
    "number": "Numéro de certification",
    "first_name": "Prénom",
    "last_name": "Nom",
    "birth_date": "Date de naissance",
    "session": "Session",
    "held": "Date de passage de la certification",
}
_TITLE_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A line of a results file, without the result itself: nothing here needs it. `place` is `file, cellule A2`."""

    place: str
    number: int | None
    person: str
    birth_date: date | None
    session_number: str
    held: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """`received`: identifiers of the sessions of which results came; `problems`: sentences in French."""

    received: frozenset[str]
    problems: tuple[str, ...]


def match_results(
    files: Iterable[tuple[Path, str]], centre: Centre, today: date, *, password: str | None, show_values: bool
) -> Matched:
    """Reads the results files and compares them with what was entered in each session."""
    problems: list[str] = []
    results: list[Result] = []
    for path, name in files:
        content = read_file(path, name, password)
        problems.extend(f"{name} : {finding.message}" for finding in content.findings)
        for worksheet in content.worksheets:
            results.extend(_results(worksheet, name, today, problems))
    by_number = {session.session_number: session for session in centre.sessions if session.session_number}
    of_session: dict[str, list[Result]] = {}
    for result in results:
        session = by_number.get(result.session_number)
        if session is None:
            problems.append(
                f"{result.place} : la session {result.session_number or 'sans numéro'} n’est pas dans sessions.xlsx (colonne Numéro "
                "de session Pix). Ce fichier est-il d’une autre année ou d’un autre centre ?"
            )
        elif result.held not in (None, session.date):
            problems.append(
                f"{result.place} : test passé le {result.held:%d/%m/%Y}, et la session {session.id} est du {session.date:%d/%m/%Y}. Ce "
                "fichier est-il d’une autre année ?"
            )
        else:
            of_session.setdefault(session.id, []).append(result)
    for session in centre.sessions:
        if session.id in of_session:
            rows = [row for row in centre.sheet_rows if row.session_id == session.id]
            problems.extend(_differences(session, of_session[session.id], rows, show_values=show_values))
    return Matched(received=frozenset(of_session), problems=tuple(dict.fromkeys(problems)))


def _results(worksheet: Worksheet, name: str, today: date, problems: list[str]) -> Iterable[Result]:
    header = _header(worksheet)
    if header is None:
        problems.append(
            f"{name} : ce n’est pas un fichier de résultats de Pix. Colonnes attendues : {', '.join(_COLUMNS.values())}."
        )
        return
    index, found = header
    for number, row in enumerate(worksheet.rows[index + 1 :], index + 1):
        cells = {id: row[at] if at < len(row) else None for id, at in found.items()}
        if all(is_empty(cell) for cell in cells.values()):
            continue
        birth, held = (
            parse_date(cells[id], century=lambda digits: century_of_birth(digits, today=today))
            for id in ("birth_date", "held")
        )
        certified = parse_certification_number(cells["number"])
        place = f"{name}, cellule {a1(number, found['number'])}"
        if not isinstance(certified, int):
            problems.append(f"{place} : ce n’est pas un numéro de certification.")
        yield Result(
            place=place,
            number=certified if isinstance(certified, int) else None,
            person=_person(shown(cells["last_name"]), shown(cells["first_name"])),
            birth_date=birth if isinstance(birth, date) else None,
            session_number=shown(cells["session"]),
            held=held if isinstance(held, date) else None,
        )


def _header(worksheet: Worksheet) -> tuple[int, dict[str, int]] | None:
    """The row of the titles, and the place of each column in it."""
    titles = {fold(title): id for id, title in _COLUMNS.items()}
    for index, row in enumerate(worksheet.rows[:_TITLE_ROWS]):
        found = {titles[key]: at for at, cell in enumerate(row) if (key := fold(shown(cell))) in titles}
        if len(found) == len(_COLUMNS):
            return index, found
    return None


def _differences(
    session: Session, results: Sequence[Result], rows: Sequence[SheetRow], *, show_values: bool
) -> Iterable[str]:
    by_number = {row.certification_number: row for row in rows if row.certification_number is not None}
    by_person = {_person(row.last_name, row.first_name): row for row in rows}
    met: set[int] = set()
    for result in results:
        same_number = by_number.get(result.number) if result.number is not None else None
        row = by_person.get(result.person) or same_number
        if row is None:
            yield f"{result.place} : ce candidat n’est pas sur la feuille de la session {session.id}."
            continue
        met.add(id(row))
        if row.certification_number != result.number:
            told = f" (feuille : {row.certification_number}, Pix : {result.number})" if show_values else ""
            yield (
                f"{result.place} : le numéro n’est pas celui de la feuille de la session {session.id}{told}. Vérifiez la feuille signée et "
                "signalez l’écart à Pix."
            )
        elif not _is_same_person(row, result):
            yield (
                f"{result.place} : ce numéro est celui de quelqu’un d’autre sur la feuille de la session {session.id}. Signalez-le à Pix."
            )
    yield from _missing(session, rows, by_number, met, show_values=show_values)


def _missing(
    session: Session,
    rows: Sequence[SheetRow],
    by_number: Mapping[int, SheetRow],
    met: set[int],
    *,
    show_values: bool,
) -> Iterable[str]:
    for place, row in enumerate(rows, 1):
        if row in by_number.values() and id(row) not in met:
            who = f"{row.last_name} {row.first_name}" if show_values else f"la ligne {place}"
            yield f"Session {session.id} : aucun résultat pour {who} de la feuille. Demandez-le à Pix."


def _is_same_person(row: SheetRow, result: Result) -> bool:
    names = _person(row.last_name, row.first_name) == result.person
    return names and (row.birth_date is None or result.birth_date in (None, row.birth_date))


def _person(last_name: str, first_name: str) -> str:
    bare = unicodedata.normalize("NFKD", f"{last_name}|{first_name}").casefold()
    return re.sub(r"[^\w|]", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))

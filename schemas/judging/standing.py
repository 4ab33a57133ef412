"""What stands of each session, whatever is wrong elsewhere: for those who ask where a session is, not whether all is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import polars as pl

from schemas.columns import TABLES
from schemas.finding import Finding, Severity
from schemas.judging.recording import REQUIRED_OF
from schemas.reading.frames import Frames
from schemas.reading.results import REQUIRED, Results
from schemas.records import Centre
from schemas.rules.troubles import finding_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRow:
    """A row that lacks what a record needs: its values by column, as read or, where they could not be, as they stand there."""

    kind: str
    session_id: str | None
    values: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`centre` holds every row that is whole; `errors` are those of a session's own rows (in sessions, roster, sheet), `unplaced`
    those that belong to no session; `loose` are the rows that are not whole; `entered` are the sessions of which a sheet holds
    something. `result_files` are all results files, `result_problems` why some were not read, in French.
    """

    centre: Centre
    errors: Mapping[str, tuple[Finding, ...]]
    unplaced: tuple[Finding, ...]
    loose: tuple[LooseRow, ...] = ()
    entered: frozenset[str]
    attachments: tuple[str, ...]
    result_files: tuple[str, ...]
    result_problems: tuple[str, ...]


def standing(frames: Frames, centre: Centre, findings: Iterable[Finding], results: Results) -> Standing:
    """Gives each error to the sessions it concerns: that of its row, else those of its worksheet, else those of its file, else that
    after which its file is named.
    """
    of_row, of_sheet, of_file = _sessions_at(frames)
    named = {id.lower(): id for id in frames.sessions["id"] if id}
    errors: dict[str, list[Finding]] = {}
    unplaced = []
    for finding in findings:
        if finding.severity is not Severity.ERROR:
            continue
        place = finding.place
        concerned = (
            of_row.get((place.file, place.worksheet, place.row))
            or (of_sheet.get((place.file, place.worksheet)) if place.row is None else None)
            or (of_file.get(place.file) if place.worksheet is None else None)
            # A list that could not be read at all, under the name of its session.
            or ({named[stem]} if (stem := PurePosixPath(place.file).stem.lower()) in named else None)
        )
        for session in concerned or ():
            errors.setdefault(session, []).append(finding)
        if not concerned:
            unplaced.append(finding)
    return Standing(
        centre=centre,
        errors={session: tuple(found) for session, found in errors.items()},
        unplaced=tuple(unplaced),
        loose=tuple(_loose(frames)),
        entered=frozenset(frames.sheets.filter("begun")["session_id"].drop_nulls()),
        attachments=frames.attachments,
        result_files=tuple(results.files),
        result_problems=_problems(results),
    )


def _loose(frames: Frames) -> Iterator[LooseRow]:
    for kind, required in REQUIRED_OF.items():
        session = "id" if kind == "sessions" else "session_id"
        rows = frames.of(kind).filter(~pl.all_horizontal(pl.col(required).is_not_null()))
        for row in rows.iter_rows(named=True):
            read = {column.id: row[column.id] for column in TABLES[kind]}
            values = {id: row.get(f"{id}_text") if value is None else value for id, value in read.items()}
            yield LooseRow(kind=kind, session_id=row[session], values=values)


def _problems(results: Results) -> tuple[str, ...]:
    unopened = (f"{trouble.place.file} : {finding_of(trouble).message}" for trouble in results.troubles)
    expected = ", ".join(REQUIRED.values())
    strangers = (
        f"{name} : ce n’est pas un fichier de résultats de Pix. Colonnes attendues : {expected}. "
        "Déposez le fichier tel que Pix l’envoie."
        for name in results.strangers
    )
    return (*unopened, *strangers)


_ByRow = dict[tuple[str, str | None, int | None], set[str]]
_BySheet = dict[tuple[str, str | None], set[str]]


def _sessions_at(frames: Frames) -> tuple[_ByRow, _BySheet, dict[str, set[str]]]:
    of_row: _ByRow = {}
    of_sheet: _BySheet = {}
    of_file: dict[str, set[str]] = {}
    for kind in TABLES:
        column = "id" if kind == "sessions" else "session_id"
        for index, row, session in frames.of(kind).select("table", "row", column).iter_rows():
            if session is None:
                continue
            table = frames.tables[kind][index]
            of_row.setdefault((table.file, table.worksheet, row), set()).add(session)
            if kind != "sessions":
                of_sheet.setdefault((table.file, table.worksheet), set()).add(session)
                of_file.setdefault(table.file, set()).add(session)
    return of_row, of_sheet, of_file

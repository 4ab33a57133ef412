"""Frames to records: the last place that sees a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from schemas.reading.frames import Frames
from schemas.reading.words import NAMES_SEPARATOR
from schemas.reading.worksheet import column_letters
from schemas.records import Candidate, Centre, Result, Session, SheetRow, Source
from schemas.rules.comments import ABSENT

_OF_SESSION = ("id", "date", "start", "end", "site", "room", "invigilators")
_OF_CANDIDATE = ("session_id", "last_name", "first_name", "birth_date")
_OF_SHEET = ("session_id", "last_name", "first_name")
REQUIRED_OF = {"sessions": _OF_SESSION, "rosters": _OF_CANDIDATE, "sheets": _OF_SHEET}
"""The columns without which a row of each kind of table is no record."""


def records(frames: Frames, results: Iterable[Result] = ()) -> Centre:
    """The records of all rows that are whole; once no rule found an error, that is every row. `results` come as they are."""
    of_session, of_candidate = _sources(frames, "sessions"), _sources(frames, "rosters")
    sessions = sorted(
        (
            Session(
                id=row["id"],
                date=row["date"],
                start=row["start"],
                end=row["end"],
                site=row["site"],
                room=row["room"],
                invigilators=tuple(row["invigilators"].split(NAMES_SEPARATOR)),
                seats=row["seats"],
                session_number=row["session_number"],
                access_code=row["access_code"],
                notes=row["notes"],
                source=of_session(row),
            )
            for row in _whole(frames.sessions, _OF_SESSION)
            .unique("id", keep="first", maintain_order=True)
            .iter_rows(named=True)
        ),
        key=lambda session: (session.date, session.start, session.room, session.id),
    )
    people = _whole(frames.rosters.with_row_index("position"), _OF_CANDIDATE)
    candidates = tuple(
        Candidate(
            session_id=row["session_id"],
            last_name=row["last_name"],
            first_name=row["first_name"],
            birth_date=row["birth_date"],
            birth_place=row["birth_place"] or "",
            ine=row["ine"],
            external_id=row["external_id"],
            division=row["division"],
            extra_time_percent=row["extra_time_percent"] or 0,
            positioned_competences=row["positioned_competences"],
            account_ready=row["account_ready"],
            sex=row["sex"],
            birth_insee_code=row["birth_insee_code"],
            birth_postal_code=row["birth_postal_code"],
            birth_country=row["birth_country"],
            results_email=row["results_email"],
            convocation_email=row["convocation_email"],
            billing=row["billing"],
            prepayment_code=row["prepayment_code"],
            source=of_candidate(row),
        )
        for row in people.iter_rows(named=True)
    )
    return Centre(
        settings=frames.settings,
        sessions=tuple(sessions),
        candidates=candidates,
        sheet_rows=_sheet_rows(frames, {place: index for index, place in enumerate(people["position"])}),
        results=tuple(results),
    )


def _sheet_rows(frames: Frames, index_of: Mapping[int, int]) -> tuple[SheetRow, ...]:
    of_sheet = _sources(frames, "sheets")
    with_extra_time = {table.index for table in frames.tables["sheets"] if "extra_time_percent" in table.headers}
    absent = pl.when(pl.col("comments").str.contains(ABSENT)).then(statement=False)
    numbered = pl.when(pl.col("certification_number").is_not_null()).then(statement=True)
    rows = frames.sheets.with_columns(
        pl.coalesce("present", numbered, absent).alias("present"),
        pl.when(pl.col("table").is_in(list(with_extra_time)))
        .then("extra_time_percent")
        .otherwise(_of_roster(frames, "extra_time_percent"))
        .fill_null(0)
        .alias("extra_time_percent"),
        pl.coalesce("birth_place", _of_roster(frames, "birth_place")).fill_null("").alias("birth_place"),
    )
    return tuple(
        SheetRow(
            session_id=row["session_id"],
            last_name=row["last_name"],
            first_name=row["first_name"],
            birth_date=row["birth_date"],
            birth_place=row["birth_place"],
            extra_time_percent=row["extra_time_percent"],
            present=row["present"],
            certification_number=row["certification_number"],
            end_screen_seen=row["end_screen_seen"],
            comments=row["comments"],
            candidate=index_of.get(row["roster_position"]),
            source=of_sheet(row),
        )
        for row in _whole(rows, _OF_SHEET).iter_rows(named=True)
    )


def _of_roster(frames: Frames, column: str) -> pl.Series:
    """For each row of the sheets, what the roster says of the same candidate."""
    return frames.rosters[column].gather(frames.sheets["roster_position"])


def _sources(frames: Frames, kind: str) -> Callable[[Mapping[str, Any]], Source]:
    """Gives the source of a row of a kind of table; the letters of a table's columns are one object for all its rows."""
    tables = frames.tables[kind]
    letters = [{id: column_letters(header.index) for id, header in table.headers.items()} for table in tables]

    def source(row: Mapping[str, Any]) -> Source:
        table = tables[row["table"]]
        return Source(file=table.file, worksheet=table.worksheet, row=row["row"], letters=letters[table.index])

    return source


def _whole(rows: pl.DataFrame, required: tuple[str, ...]) -> pl.DataFrame:
    return rows.filter(pl.all_horizontal(pl.col(required).is_not_null()))

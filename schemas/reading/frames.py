"""Tables to frames: one Polars frame per kind of table for the whole centre, in canonical types.

Polars stays inside this package: records leave it, frames do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, repeat
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from schemas.centre import CentreSettings
from schemas.columns import TABLES, Column, Kind, by_id
from schemas.reading.birth_facts import with_birth_facts
from schemas.reading.table import Table
from schemas.reading.tables import with_values
from schemas.reading.text import Value, shown
from schemas.reading.values import ReadColumn, readers

DTYPES: dict[Kind, Any] = {
    Kind.TEXT: pl.String,
    Kind.IDENTIFIER: pl.String,
    Kind.NAMES: pl.String,
    Kind.DATE: pl.Date,
    Kind.BIRTH_DATE: pl.Date,
    Kind.TIME: pl.Time,
    Kind.COUNT: pl.Int64,
    Kind.PERCENT: pl.Int64,
    Kind.YES_NO: pl.Boolean,
    Kind.PRESENCE: pl.Boolean,
    Kind.CERTIFICATION_NUMBER: pl.Int64,
    Kind.COMPETENCES: pl.Int64,
    Kind.SEX: pl.String,
    Kind.INSEE_CODE: pl.String,
    Kind.POSTAL_CODE: pl.String,
    Kind.COUNTRY: pl.String,
}
TEXT_KINDS = {Kind.TEXT, Kind.IDENTIFIER, Kind.NAMES, Kind.COUNTRY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """All that rules look at.

    Each frame has one row per row of its tables, with `table` (index in `tables`), `row` (from 1, as the spreadsheet
    shows it), and a column per entry of the column dictionary. A column that is not text comes with `…_fault` (why the
    cell could not be read, else null) and `…_text` (the cell as shown, when it could not be read).

    `sessions` also has `id_key`, `room_key`, `has_own_seats` (else its seats are those of `centre.toml`), `candidate_count`, `longest_percent` (of its roster) and `sheet_begun` (a sheet
    of it holds something entered on the day); `rosters` and `sheets` have `person_key` (names without case, accents and
    punctuation), `session_id` (null when unknown) and `session_from` ("column", "platform", "heading", "worksheet" or "file"); `sheets`
    also has `begun`, and, once `schemas.rules.matching` has paired them, which candidate each row is about.
    `attachments` are the paths of scans and reports that stand beside the sheets.
    """

    sessions: pl.DataFrame
    rosters: pl.DataFrame
    sheets: pl.DataFrame
    attachments: tuple[str, ...]
    tables: dict[str, list[Table]]
    settings: CentreSettings
    today: date

    def of(self, kind: str) -> pl.DataFrame:
        """The frame of one kind of table."""
        return {"sessions": self.sessions, "rosters": self.rosters, "sheets": self.sheets}[kind]


def build_frames(
    tables: dict[str, list[Table]], settings: CentreSettings, today: date, attachments: tuple[str, ...] = ()
) -> Frames:
    """Reads the cells of all tables into frames."""
    sessions = _with_room_facts(_frame("sessions", tables["sessions"], today), settings)
    rosters = _frame("rosters", tables["rosters"], today).with_columns(
        pl.coalesce("birth_place", "birth_city_abroad").alias("birth_place")
    )
    rosters = _with_session(_with_person_key(with_birth_facts(rosters)), tables["rosters"], sessions)
    sheets = _with_session(_with_person_key(_frame("sheets", tables["sheets"], today)), tables["sheets"], sessions)
    sheets = _with_begun(sheets)
    return Frames(
        sessions=_with_sheet_facts(_with_roster_facts(sessions, rosters), sheets),
        rosters=rosters,
        sheets=sheets,
        attachments=attachments,
        tables=tables,
        settings=settings,
        today=today,
    )


def folded(column: str) -> pl.Expr:
    """Text without case, accents, spaces and punctuation; null stays null."""
    bare = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_all(r"[^\p{L}\p{N}]", "")


def _frame(kind: str, tables: list[Table], today: date) -> pl.DataFrame:
    read = readers(today)
    found = [with_values(table, read).read or {} for table in tables]
    heights = [len(table.rows) for table in tables]
    series = [
        pl.Series("table", [table.index for table in tables for _ in table.rows], pl.UInt32),
        pl.Series("row", [row + 1 for table in tables for row in table.rows], pl.UInt32),
    ]
    for column in TABLES[kind]:
        series.extend(_series(column, [columns.get(column.id) for columns in found], heights))
    height = series[0].len()
    return pl.DataFrame([each if each.len() else each.extend_constant(None, height) for each in series])


def _series(column: Column, found: list[ReadColumn | None], heights: list[int]) -> list[pl.Series]:
    """The column of all tables one below the other, empty when no table has it."""
    values: list[Value | None] = []
    faults: list[str | None] = []
    texts: list[str | None] = []
    if any(found):
        for read, height in zip(found, heights, strict=True):
            values.extend(read.values if read else repeat(None, height))
        if any(read.faults for read in found if read):
            faults, texts = [None] * len(values), [None] * len(values)
            for first, read in zip(accumulate(heights, initial=0), found, strict=False):
                for offset, said in (read.faults if read else {}).items():
                    faults[first + offset], texts[first + offset] = said
    whole = pl.Series(column.id, values, DTYPES[column.kind])
    if column.kind in TEXT_KINDS:
        return [whole]
    return [
        whole,
        pl.Series(f"{column.id}_fault", faults, pl.String),
        pl.Series(f"{column.id}_text", texts, pl.String),
    ]


def _with_room_facts(sessions: pl.DataFrame, settings: CentreSettings) -> pl.DataFrame:
    """Fills the site and the seats that `sessions.xlsx` leaves to `centre.toml`."""
    rooms = pl.DataFrame({"room": list(settings.rooms)}, schema={"room": pl.String})
    names = rooms.select(folded("room")).to_series().to_list()
    seats = dict(zip(names, (room.seats for room in settings.rooms.values()), strict=True))
    of_room = folded("room").replace_strict(seats, default=None, return_dtype=pl.Int64) if seats else pl.lit(None)
    return sessions.with_columns(
        pl.col("site").fill_null(settings.site),
        pl.when(pl.col("seats_fault").is_null()).then(pl.coalesce("seats", of_room)).alias("seats"),
        pl.col("seats").is_not_null().alias("has_own_seats"),
        pl.col("id").str.to_lowercase().alias("id_key"),
    ).with_columns(pl.concat_str(folded("site"), pl.lit("|"), folded("room")).alias("room_key"))


def _with_person_key(rosters: pl.DataFrame) -> pl.DataFrame:
    key = pl.concat_str(folded("last_name"), pl.lit("|"), folded("first_name"))
    return rosters.with_columns(key.alias("person_key"))


def _with_session(people: pl.DataFrame, tables: list[Table], sessions: pl.DataFrame) -> pl.DataFrame:
    """The session of each candidate: the column Session, else the platform's own columns, else the heading above, else
    the worksheet's name, else the file's name.
    """
    known = _known_sessions(sessions)
    by_table = {table.index: _session_of_table(table, known) for table in tables}
    ids = {table: session_id for table, (session_id, _) in by_table.items()}
    sources = {table: source for table, (_, source) in by_table.items()}
    people = _with_platform_session(people, sessions).with_columns(_under_headings(tables, known))
    under_heading = pl.col("heading_session").is_not_null()
    on_platform = pl.col("platform_key").is_not_null()
    # An empty cell among filled ones is a slip, unless the worksheet or the file says whose the rows are.
    is_filled = pl.col("session").is_not_null()
    named = is_filled | (
        is_filled.any().over("table") & _mapped(pl.col("table"), ids).is_null() & ~on_platform & ~under_heading
    )
    return people.with_columns(
        pl.when(named)
        .then(_mapped(pl.col("session").str.to_lowercase(), known))
        .when(on_platform)
        .then(pl.col("platform_session"))
        .when(under_heading)
        .then(pl.col("heading_session"))
        .otherwise(_mapped(pl.col("table"), ids))
        .alias("session_id"),
        pl.when(named)
        .then(pl.lit("column"))
        .when(on_platform)
        .then(pl.lit("platform"))
        .when(under_heading)
        .then(pl.lit("heading"))
        .otherwise(_mapped(pl.col("table"), sources))
        .alias("session_from"),
    )


def _under_headings(tables: list[Table], known: Mapping[str, str]) -> pl.Series:
    """For each row the session that the heading above it names, null where none does."""
    named: list[str | None] = []
    for table in tables:
        sessions = {row: _named_in(text, known) for row, text in table.headings.items()}
        if not any(sessions.values()):
            named.extend([None] * len(table.rows))
            continue
        current = None
        for row in sorted({*table.rows, *sessions}):
            if row in sessions:
                current = sessions[row]
            else:
                named.append(current)
    return pl.Series("heading_session", named, pl.String)


def _named_in(heading: str, known: Mapping[str, str]) -> str | None:
    """The session that a heading names, with or without a word before it: "3A-lundi", "Session 3A-lundi", "Groupe : 3A-lundi"."""
    text = heading.lower()
    return known.get(text) or known.get(text.partition(" ")[2].lstrip(": "))


def _known_sessions(sessions: pl.DataFrame) -> dict[str, str]:
    pairs = zip(sessions["id_key"], sessions["id"], strict=True)
    return {str(key): str(id) for key, id in pairs if id is not None}


_PLATFORM_COLUMNS = ("session_number", "session_site", "session_room", "session_date", "session_start")


def _with_platform_session(people: pl.DataFrame, sessions: pl.DataFrame) -> pl.DataFrame:
    """Adds `platform_key`, what the national platform's mass import says of the session, and `platform_session`, its
    identifier. A row without it belongs to the session of the row above (the platform's own rule).
    """
    if not set(_PLATFORM_COLUMNS) <= set(people.columns):
        return people.with_columns(
            pl.lit(None, pl.String).alias("platform_key"), pl.lit(None, pl.String).alias("platform_session")
        )
    slot = _slot_key(
        pl.concat_str(folded("session_site"), pl.lit("|"), folded("session_room")),
        "session_date",
        "session_start",
    )
    key = pl.coalesce(pl.format("n°{}", "session_number"), slot).forward_fill().over("table")
    slots = sessions.select(_slot_key(pl.col("room_key"), "date", "start").alias("key"), "id")
    numbers = sessions.select(pl.format("n°{}", "session_number").alias("key"), "id")
    by_key = pl.concat([numbers, slots]).drop_nulls().unique("key", keep="first", maintain_order=True)
    return people.with_columns(
        key.alias("platform_key"), _mapped(key, dict(by_key.iter_rows())).alias("platform_session")
    )


def _slot_key(room_key: pl.Expr, day: str, start: str) -> pl.Expr:
    return pl.concat_str(room_key, pl.lit("|"), pl.col(day).cast(pl.String), pl.lit("|"), pl.col(start).cast(pl.String))


def _mapped(keys: pl.Expr, values: Mapping[Any, str | None]) -> pl.Expr:
    if not values:
        return pl.lit(None, pl.String)
    return keys.replace_strict(
        list(values), pl.Series(list(values.values()), dtype=pl.String), default=None, return_dtype=pl.String
    )


def _session_of_table(table: Table, known: dict[str, str]) -> tuple[str | None, str]:
    if table.worksheet and (found := known.get(shown(table.worksheet).lower())):
        return found, "worksheet"
    return known.get(shown(PurePosixPath(table.file).stem).lower()), "file"


def _with_roster_facts(sessions: pl.DataFrame, rosters: pl.DataFrame) -> pl.DataFrame:
    facts = rosters.group_by(pl.col("session_id").alias("id")).agg(
        pl.len().cast(pl.Int64).alias("candidate_count"),
        pl.col("extra_time_percent").max().fill_null(0).alias("longest_percent"),
    )
    joined = sessions.join(facts, on="id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("candidate_count", "longest_percent").fill_null(0))


def _with_begun(sheets: pl.DataFrame) -> pl.DataFrame:
    """Adds `begun`: something was entered in the sheets of that session; before, a prefilled sheet has no fault."""
    entered = pl.any_horizontal(pl.col("certification_number", "end_screen_seen", "comments").is_not_null())
    unreadable = pl.any_horizontal(pl.col("certification_number_fault", "end_screen_seen_fault").is_not_null())
    return sheets.with_columns((entered | unreadable).any().over("session_id").alias("begun"))


def _with_sheet_facts(sessions: pl.DataFrame, sheets: pl.DataFrame) -> pl.DataFrame:
    begun = sheets.group_by(pl.col("session_id").alias("id")).agg(pl.col("begun").any().alias("sheet_begun"))
    joined = sessions.join(begun, on="id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("sheet_begun").fill_null(value=False))


def all_shown(frame: pl.DataFrame, kind: str, column: str) -> Iterator[str | None]:
    """The cells of a column as the spreadsheet shows them, None where empty."""
    texts = repeat(None) if by_id(kind)[column].kind in TEXT_KINDS else frame[f"{column}_text"].to_list()
    for value, text in zip(frame[column].to_list(), texts, strict=False):
        yield text if value is None else _shown_value(value)


def _shown_value(value: Value) -> str:
    return ("oui" if value else "non") if isinstance(value, bool) else shown(value)

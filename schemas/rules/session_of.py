"""Rows of rosters and sheets that belong to no known session, and the session that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import polars as pl

from schemas.rules.session_id import suggested_id

if TYPE_CHECKING:
    from schemas.reading.frames import Frames
    from schemas.reading.table import Table

_MOST_COMPARED = 100_000
"""Pairs of names, about a second: a centre with thousands of sessions has its first unknown ones compared, not all."""
_LONGEST = 100


def unknown_session(frames: Frames, kind: str) -> pl.Series:
    """For each row whose column Session names none, the nearest session or what to write."""
    wrong = (pl.col("session_from") == "column") & pl.col("session_id").is_null()
    named = frames.of(kind).select(pl.when(wrong).then("session")).to_series()
    texts = named.unique(maintain_order=True).drop_nulls().to_list()
    near = _nearest(_by_id(frames), ([text] for text in texts))
    said = {
        text: f"Vouliez-vous dire « {_to_write(session)} » ?" if session else _WHAT_TO_WRITE
        for text, session in zip(texts, near, strict=True)
    }
    return pl.Series("nearest", [said.get(text) for text in named], pl.String)


_WHAT_TO_WRITE = "Écrivez un identifiant de la colonne Session de sessions.xlsx."


def _to_write(session: str) -> str:
    """The identifier that a session should have: S001 may ask for another than it has."""
    return suggested_id(session) or session


EMPTY_AMONG_FILLED = "Cette cellule est vide, et les autres lignes de ce tableau disent leur session. Écrivez-la."


def empty_among_filled(_frames: Frames) -> pl.Expr:
    """Rows of a table with sessions that have none, and whose file does not say it either."""
    return (pl.col("session_from") == "column") & pl.col("session").is_null()


def table_without_session(frames: Frames, kind: str) -> pl.Series:
    """On the first row of each table whose worksheet and file name no session, the nearest session or an empty text."""
    unknown = pl.col("session_from").is_in(["worksheet", "file"]) & pl.col("session_id").is_null()
    first = unknown & pl.struct("table", unknown.alias("unknown")).is_first_distinct()
    frame = frames.of(kind)
    positions = frame.select(first).to_series().arg_true().to_list()
    tables = [frames.tables[kind][frame["table"][position]] for position in positions]
    return _hints(frame, positions, _nearest(_by_id(frames), (_names(table) for table in tables)))


def unknown_platform_session(frames: Frames) -> pl.Series:
    """On each row of a mass import that opens a session of nobody's, the nearest session or an empty text."""
    unknown = (pl.col("session_from") == "platform") & pl.col("session_id").is_null()
    opens = pl.any_horizontal(pl.col("session_number", "session_room").is_not_null())
    frame = frames.rosters
    positions = frame.select(unknown & opens).to_series().arg_true().to_list()
    known = {
        key: str(id)
        for id, number, room, day, start in frames.sessions.select(
            "id", "session_number", "room_key", "date", "start"
        ).iter_rows()
        for key in (f"n°{number}" if number else None, f"{room}|{day}|{start}")
        if id and key
    }
    return _hints(frame, positions, _nearest(known, ([frame["platform_key"][at]] for at in positions)))


def _hints(frame: pl.DataFrame, positions: list[int], near: list[str | None]) -> pl.Series:
    said: list[str | None] = [None] * frame.height
    for position, session in zip(positions, near, strict=True):
        said[position] = f"Vouliez-vous dire « {_to_write(session)} » ? " if session else ""
    return pl.Series("nearest", said, pl.String)


def _by_id(frames: Frames) -> dict[str, str]:
    return {id.lower(): id for id in frames.sessions["id"] if id}


def _names(table: Table) -> list[str]:
    return [*([table.worksheet] if table.worksheet else []), PurePosixPath(table.file).stem]


def _nearest(known: dict[str, str], unknown: Iterable[Iterable[str]]) -> list[str | None]:
    """For each group of names, the session that is known by the one spelt most like one of them, if any is."""
    budget = max(_MOST_COMPARED // (len(known) + 1), 1)
    return [_nearest_of(names, known) if number < budget else None for number, names in enumerate(unknown)]


def _nearest_of(names: Iterable[str], known: dict[str, str]) -> str | None:
    for name in names:
        close = get_close_matches(name.lower()[:_LONGEST], known, n=1, cutoff=0.6)
        if close:
            return known[close[0]]
    return None

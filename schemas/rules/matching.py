"""Which candidate of the roster each row of an attendance sheet is about, even when a name or date was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from schemas.reading.frames import Frames
from schemas.rules.near import one_letter_apart

Row = dict[str, Any]


def matched(frames: Frames) -> Frames:
    """The frames with each row of the sheets paired with its candidate."""
    return replace(frames, sheets=with_roster_rows(frames.sheets, frames.rosters))


def with_roster_rows(sheets: pl.DataFrame, rosters: pl.DataFrame) -> pl.DataFrame:
    """Adds to sheets `roster_position`, the row of the rosters' frame with that candidate (null: none), `identity_changed`, True
    when names or birth date are not those of the roster, and `already_position`, the row of the sheets' frame that has taken this
    very person (null: none).

    Rows are paired by what is surest first: names and birth date, then INE or local identifier, then names alone, then
    birth date with names one letter apart or one of the two names. A candidate is paired once.
    """
    positions: list[int | None] = [None] * sheets.height
    already: list[int | None] = [None] * sheets.height
    taken: dict[tuple[str, str, date], int] = {}
    changed = [False] * sheets.height
    columns = ["session_id", "person_key", "birth_date", "ine", "external_id"]
    free = _by_session(rosters, columns, sheets["session_id"])
    waiting = [row for rows in _by_session(sheets, columns, sheets["session_id"]).values() for row in rows]
    for same in (_same_person, _same_identifier, _same_names, _almost_same):
        left = []
        for row in waiting:
            candidates = free.get(row["session_id"], [])
            found = next((candidate for candidate in candidates if same(row, candidate)), None)
            if found is None:
                left.append(row)
                continue
            candidates.remove(found)
            positions[row["position"]] = found["position"]
            changed[row["position"]] = not _same_person(row, found)
            if _same_person(row, row):
                taken[_person(row)] = row["position"]
        waiting = left
    for row in waiting:
        already[row["position"]] = taken.get(_person(row))
    return sheets.with_columns(
        pl.Series("roster_position", positions, pl.UInt32),
        pl.Series("identity_changed", changed, pl.Boolean),
        pl.Series("already_position", already, pl.UInt32),
    )


def _by_session(people: pl.DataFrame, columns: Iterable[str], sessions: pl.Series) -> dict[str, list[Row]]:
    known = (
        people.with_row_index("position")
        .filter(pl.col("session_id").is_in(sessions.implode()))
        .select("position", *columns)
    )
    by_session: dict[str, list[Row]] = {}
    for row in known.iter_rows(named=True):
        by_session.setdefault(row["session_id"], []).append(row)
    return by_session


def _equal(*names: str) -> Callable[[Row, Row], bool]:
    return lambda row, other: all(row[name] is not None and row[name] == other[name] for name in names)


_same_person = _equal("person_key", "birth_date")
_same_names = _equal("person_key")
_same_date = _equal("birth_date")
_same_ine, _same_external_id = _equal("ine"), _equal("external_id")


def _person(row: Row) -> tuple[str, str, date]:
    return (row["session_id"], row["person_key"], row["birth_date"])


def _same_identifier(row: Row, other: Row) -> bool:
    return _same_ine(row, other) or _same_external_id(row, other)


def _almost_same(row: Row, other: Row) -> bool:
    if not _same_date(row, other) or row["person_key"] is None or other["person_key"] is None:
        return False
    last, _, first = row["person_key"].partition("|")
    other_last, _, other_first = other["person_key"].partition("|")
    return last == other_last or first == other_first or one_letter_apart(row["person_key"], other["person_key"])

"""Small centres to show rules on: one right one, and ways to change some of its cells."""

from __future__ import annotations

from datetime import date, time

from schemas.cell import Cell
from schemas.columns import by_id
from schemas.rule import Example

Rows = tuple[tuple[Cell, ...], ...]

_SESSION: dict[str, Cell] = {
    "id": "S1",
    "date": date(2027, 3, 11),
    "start": time(9, 0),
    "end": time(12, 0),
    "room": "B204",
    "invigilators": "Mme Camille Trucmuche",
}
_CANDIDATE: dict[str, Cell] = {
    "last_name": "Topinambour",
    "first_name": "Zélie",
    "birth_date": date(2011, 3, 12),
    "birth_place": "Trifouillis-les-Oies",
}

_SHEET_ROW: dict[str, Cell] = {
    **_CANDIDATE,
    "certification_number": 100234,
    "end_screen_seen": "x",
    "comments": None,
}
HELD = date(2026, 11, 20)
"""A day before the one on which examples are checked."""


def rows(table: str, defaults: dict[str, Cell], changes: tuple[dict[str, Cell], ...]) -> Rows:
    """A table: a row of titles, then one row per dictionary of changes to `defaults`, keyed by column identifier."""
    ids = list(dict.fromkeys([*defaults, *(column for change in changes for column in change)]))
    titles = tuple(by_id(table)[column].title for column in ids)
    return (titles, *(tuple({**defaults, **change}.get(column) for column in ids) for change in changes))


def sessions(*changes: dict[str, Cell]) -> Rows:
    """`sessions.xlsx`; each dictionary changes cells of a right session S1 (columns A to F: id, date, start, end, room,
    invigilators; others follow).
    """
    return rows("sessions", _SESSION, changes or ({},))


def roster(*changes: dict[str, Cell]) -> Rows:
    """A roster; each dictionary changes cells of a right candidate (columns A to D: last name, first name, birth date,
    birth place; others follow).
    """
    return rows("rosters", _CANDIDATE, changes or ({},))


def with_sessions(*changes: dict[str, Cell], at: str | None = None) -> Example:
    """A centre with these sessions and no roster."""
    return Example(files={"sessions.xlsx": sessions(*changes)}, at=at)


def with_roster(*changes: dict[str, Cell], at: str | None = None) -> Example:
    """A centre with one right session, S1, and this roster of it."""
    return Example(files={"sessions.xlsx": sessions(), "rosters/S1.xlsx": roster(*changes)}, at=at)


def sheet(*changes: dict[str, Cell]) -> Rows:
    """An attendance sheet; each dictionary changes cells of a right row (columns A to G: last name, first name, birth date,
    birth place, certification number, end screen seen, comments; others follow).
    """
    return rows("sheets", _SHEET_ROW, changes or ({},))


def with_sheet(
    *changes: dict[str, Cell],
    candidates: tuple[dict[str, Cell], ...] = ({},),
    session: dict[str, Cell] | None = None,
    at: str | None = None,
) -> Example:
    """A centre whose session S1 was held, with a roster of these candidates and this completed sheet."""
    files = {
        "sessions.xlsx": sessions({"date": HELD, **(session or {})}),
        "rosters/S1.xlsx": roster(*candidates),
        "sheets/S1.xlsx": sheet(*changes),
    }
    return Example(files=files, at=at)


def with_file(name: str, content: Rows | bytes, at: str | None = None) -> Example:
    """A centre with one right session and this file."""
    return Example(files={"sessions.xlsx": sessions(), name: content}, at=at or name)


RIGHT = with_roster({})
"""A centre with nothing wrong."""

SALSIFIS: dict[str, Cell] = {
    "last_name": "Salsifis",
    "first_name": "Philibert",
    "birth_date": date(2010, 1, 2),
}
"""Another candidate than that of the examples."""

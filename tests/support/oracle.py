"""The rules that look at one row alone, written a second time in plain Python, straight from their wording.

Shares nothing with `schemas` (neither columns, parsers nor expressions), so that a slip on one side shows as a difference.
Cells come with what they mean: a value, `None` for an empty cell, or `UNREADABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

UNREADABLE = object()
Faults = set[tuple[str, str]]
"""Code of the rule, and identifier of the column whose cell is marked."""

_ADDRESS_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_WINDOWS_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def session_faults(row: Mapping[str, object], test_min: int) -> Faults:
    """What is wrong with one row of sessions, for rules S001, S003, S005, S006, S008 and S009."""
    faults: Faults = set()
    if row["id"] is None or not _usable_as_address(str(row["id"])):
        faults.add(("S001", "id"))
    if row["date"] is None or row["date"] is UNREADABLE:
        faults.add(("S003", "date"))
    for column in ("start", "end"):
        if row[column] is None or row[column] is UNREADABLE:
            faults.add(("S005", column))
    if not any(code == "S005" for code, _ in faults):
        minutes = _minutes(row["end"]) - _minutes(row["start"])
        if minutes <= 0:
            faults.add(("S005", "end"))
        elif minutes < test_min:
            faults.add(("S006", "end"))
    if row["room"] is None:
        faults.add(("S008", "room"))
    if row["invigilators"] is None:
        faults.add(("S009", "invigilators"))
    return faults


def candidate_faults(row: Mapping[str, object], today: date, held: date, ages: tuple[int, int]) -> Faults:
    """What is wrong with one row of a roster, for rules R001, R002, R004 to R006, R008 to R012."""
    faults: Faults = set()
    for column, code in (("last_name", "R001"), ("first_name", "R002"), ("birth_place", "R006")):
        if row[column] is None:
            faults.add((code, column))
    born = row["birth_date"]
    if born is None or born is UNREADABLE:
        faults.add(("R004", "birth_date"))
    elif isinstance(born, date) and not _plausible_birth(born, today, held, ages):
        faults.add(("R005", "birth_date"))
    extra = row["extra_time_percent"]
    if extra is UNREADABLE:
        faults.add(("R008", "extra_time_percent"))
    elif isinstance(extra, int) and extra > 0 and (not 10 <= extra <= 75 or extra in (66, 67)):
        faults.add(("R009", "extra_time_percent"))
    count = row["positioned_competences"]
    if isinstance(count, int) and count < 5:
        faults.add(("R010", "positioned_competences"))
    elif not isinstance(count, int) or count > 16:
        faults.add(("R011", "positioned_competences"))
    if row["account_ready"] is not True:
        faults.add(("R012", "account_ready"))
    return faults


def _usable_as_address(text: str) -> bool:
    """Letters without accent, digits, - . and _, 64 at most, beginning with a letter or digit, ending with no point; no
    name that Windows keeps for its devices.
    """
    return (
        0 < len(text) <= 64
        and all(character in _ADDRESS_CHARACTERS + "-._" for character in text)
        and text[0] in _ADDRESS_CHARACTERS
        and text[-1] != "."
        and text.lower().split(".")[0] not in _WINDOWS_DEVICES
    )


def _minutes(clock: object) -> int:
    hour, minute = str(clock).split(":")
    return 60 * int(hour) + int(minute)


def _plausible_birth(born: date, today: date, held: date, ages: tuple[int, int]) -> bool:
    had_birthday = (held.month, held.day) >= (born.month, born.day)
    age = held.year - born.year - (0 if had_birthday else 1)
    return born <= today and born.year >= 1900 and ages[0] <= age <= ages[1]

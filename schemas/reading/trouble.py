"""What may be wrong with a file or with the shape of its tables, as reading meets it; the rules say what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto

from schemas.finding import Place


class Kind(StrEnum):
    """The kinds of trouble; `schemas.rules.troubles` has one fault for each."""

    UNSUPPORTED_TYPE = auto()
    DAMAGED = auto()
    UNREADABLE = auto()
    EMPTY_FILE = auto()
    OTHER_TYPE = auto()
    NOT_A_TABLE_OF_TEXT = auto()
    PROTECTED = auto()
    WRONG_PASSWORD = auto()
    PROTECTED_ODS = auto()
    FILE_TOO_BIG = auto()
    TABLE_TOO_BIG = auto()
    STRAY_CELL = auto()
    NO_TABLE = auto()
    MISSING_COLUMN = auto()
    UNKNOWN_COLUMN = auto()
    UNKNOWN_NEAR = auto()
    REPEATED_COLUMN = auto()
    NO_ROW = auto()
    WHICH_NAME = auto()
    BEYOND_THE_TITLES = auto()
    SECRET_COLUMN = auto()
    ERROR_CELL = auto()
    HIDDEN_ROWS = auto()
    AFTER_A_GAP = auto()
    STRUCK_ROW = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One trouble at its place. `value` is what stands in the cell and may be personal; `details` fill the fault's message."""

    kind: Kind
    place: Place
    value: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


def trouble(kind: Kind, place: Place, *, value: str | None = None, **details: str) -> Trouble:
    """The short way to write a trouble."""
    return Trouble(kind=kind, place=place, value=value, details=details)

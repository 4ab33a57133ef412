"""A finding: one thing wrong, at one place, said in French.

Findings are values: gathered, sorted and reported, never raised.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """`ERROR` stops the build; `WARNING` is shown and does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a coordinator finds the fault in the spreadsheet program.

    `file` is relative to the content folder, with `/`. `cell` is in A1 notation, `row` counts from 1, `column` is
    the title as it stands in the file. What does not apply is None.
    """

    file: str
    worksheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `message` never holds a value of a personal or secret column; `value`, what stands in the cell, and `hint`, what was
    probably meant, may.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    message: str
    value: str | None = None
    hint: str | None = None

    def redacted(self) -> Finding:
        """The same without the value and the hint, for where others read."""
        return replace(self, value=None, hint=None)

    def sort_key(self) -> tuple[str, str, int, str, str, str]:
        """File, worksheet, row, column, code: the order that every report promises."""
        place = self.place
        return (
            place.file,
            place.worksheet or "",
            place.row or 0,
            place.column or "",
            self.code,
            self.message,
        )

"""What a check says: its findings, and the checked records when nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from schemas.finding import Finding, Place, Severity
from schemas.records import Centre


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One cell, as it stands in the file (`text`) and as it was taken (`meaning`). Both may be personal: None where others read."""

    place: Place
    text: str | None
    meaning: str | None

    def redacted(self) -> Understood:
        """The same without what stands in the cell."""
        return replace(self, text=None, meaning=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripCell:
    """One cell of a strip, under its column's letters and title; `text` may be personal."""

    letters: str
    title: str
    text: str
    is_faulty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Neighbouring cells of row number `row` (from 1), from left to right."""

    row: int
    cells: tuple[StripCell, ...]


Key = tuple[str, str | None, str]
"""File, worksheet and cell of a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found. `findings` are sorted; `files` and `rows` were read; `accepted` warnings are counted and not shown;
    `set_aside` are rows that were taken for nobody's;
    `centre` is None when there are errors; `site_url` is where the site is, which explains every rule. `understood` and
    `strips` are what a reader asked to see besides.
    """

    today: date
    files: int
    rows: int
    findings: tuple[Finding, ...]
    accepted: int = 0
    set_aside: tuple[Understood, ...] = ()
    understood: tuple[Understood, ...] = ()
    strips: Mapping[Key, Strip] = field(default_factory=dict)
    centre: Centre | None
    site_url: str | None = None

    def redacted(self) -> Report:
        """The same without any value of a cell: for a log that others read."""
        return replace(
            self,
            findings=tuple(finding.redacted() for finding in self.findings),
            set_aside=tuple(each.redacted() for each in self.set_aside),
            understood=tuple(each.redacted() for each in self.understood),
            strips={},
        )

    def count(self, severity: Severity) -> int:
        """The number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

"""What a check says: its findings, and the checked records when nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from schemas.judging.standing import Standing
    from schemas.reading.excerpt import Key, Strip
    from schemas.reading.understood import Understood
    from schemas.records import Centre


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found. `findings` are sorted; `files` and `rows` were read; `accepted` warnings are counted and not
    shown; `understood`, `strips` and `standing` are there when asked for; `centre` is None when there are errors; `site_url` is where the site is, which explains
    every rule.
    """

    today: date
    files: int
    rows: int
    findings: tuple[Finding, ...]
    accepted: int = 0
    understood: tuple[Understood, ...] = ()
    strips: Mapping[Key, Strip] = field(default_factory=dict)
    standing: Standing | None = None
    centre: Centre | None
    site_url: str | None = None

    def redacted(self) -> Report:
        """The same without any value of a cell: for a log that others read."""
        return replace(
            self,
            findings=tuple(finding.redacted() for finding in self.findings),
            understood=tuple(each.redacted() for each in self.understood),
            strips={},
        )

    def count(self, severity: Severity) -> int:
        """The number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

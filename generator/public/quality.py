"""How good a centre's data is, in numbers: what a page may know of a report. No value of a cell exists in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.public.states import SessionStatus
from schemas.finding import Finding, Severity
from schemas.report import Report

_TELLS_OF_SOMEBODY = frozenset({"R009", "T010", "T011"})
"""That one of them was found in a file tells that somebody in that room has extra time, or is suspected of fraud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCount:
    """How often one rule found something in one worksheet; `worksheet` is None where the file has none, or no name."""

    code: str
    file: str
    worksheet: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Files and rows that were read, errors to correct, warnings that the centre accepted, the others by file, worksheet and rule, and
    where each session stands.
    """

    files: int
    rows: int
    accepted: int
    counts: tuple[FindingCount, ...]
    errors: int = 0
    statuses: tuple[SessionStatus, ...] = ()


def quality(report: Report, statuses: Iterable[SessionStatus] = ()) -> Quality:
    """Keeps of a report what may be published: numbers, and where they were counted."""
    published = (
        finding
        for finding in report.findings
        if finding.severity is Severity.WARNING and finding.code not in _TELLS_OF_SOMEBODY
    )
    found = Counter(map(_where, published))
    return Quality(
        files=report.files,
        rows=report.rows,
        accepted=report.accepted,
        errors=report.count(Severity.ERROR),
        counts=tuple(
            FindingCount(file=file, worksheet=worksheet or None, code=code, count=count)
            for (file, worksheet, code), count in sorted(found.items())
        ),
        statuses=tuple(statuses),
    )


def _where(finding: Finding) -> tuple[str, str, str]:
    return (finding.place.file, finding.place.worksheet or "", finding.code)

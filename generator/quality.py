"""How good a centre's data is, in numbers: what a page may know of a report. No value of a cell exists in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from schemas.finding import Finding
from schemas.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCount:
    """How often one rule found something in one worksheet; `worksheet` is None where the file has none, or no name."""

    code: str
    file: str
    worksheet: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Files and rows that were read, warnings that the centre accepted, and the others by file, worksheet and rule."""

    files: int
    rows: int
    accepted: int
    counts: tuple[FindingCount, ...]


def quality(report: Report) -> Quality:
    """Keeps of a report what may be published: numbers, and where they were counted."""
    found = Counter(map(_where, report.findings))
    return Quality(
        files=report.files,
        rows=report.rows,
        accepted=report.accepted,
        counts=tuple(
            FindingCount(file=file, worksheet=worksheet or None, code=code, count=count)
            for (file, worksheet, code), count in sorted(found.items())
        ),
    )


def _where(finding: Finding) -> tuple[str, str, str]:
    return (finding.place.file, finding.place.worksheet or "", finding.code)

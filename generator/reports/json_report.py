"""The report of a check as JSON: a stable format for other programs."""

from __future__ import annotations

import json

from schemas.check import Report
from schemas.finding import Finding, Severity

VERSION = 1
"""Raised when a reader of the format would have to change."""


def json_report(report: Report, *, show_values: bool) -> str:
    """One JSON object; the key `value` is absent where values are hidden or the fault has none."""
    document = {
        "report": VERSION,
        "today": report.today.isoformat(),
        "files": report.files,
        "rows": report.rows,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "findings": [_finding(finding, show_values) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, show_values: bool) -> dict[str, str | int | None]:
    place = finding.place
    value = {"value": finding.value} if show_values and finding.value is not None else {}
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "name": finding.name,
        "file": place.file,
        "worksheet": place.worksheet,
        "cell": place.cell,
        "row": place.row,
        "column": place.column,
        "message": finding.message,
        **value,
    }

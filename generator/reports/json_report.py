"""The report of a check as JSON: a stable format for other programs."""

from __future__ import annotations

import json

from schemas.finding import Finding, Place, Severity
from schemas.report import Report, Understood

VERSION = 1
"""Raised when a reader of the format would have to change."""


def json_report(report: Report, _content: str = "") -> str:
    """One JSON object; the key `value` is absent where there is none."""
    document: dict[str, object] = {
        "report": VERSION,
        "today": report.today.isoformat(),
        "files": report.files,
        "rows": report.rows,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "findings": [_finding(finding) for finding in report.findings],
    }
    # Only there when there is something to say: readers of version 1 need not know them.
    if report.accepted:
        document["accepted"] = report.accepted
    if report.set_aside:
        document["set_aside"] = len(report.set_aside)
    if report.understood:
        document["understood"] = [_understood(understood) for understood in report.understood]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _understood(understood: Understood) -> dict[str, str | int | None]:
    shown = {} if understood.text is None else {"text": understood.text, "meaning": understood.meaning}
    return {**_place(understood.place), **shown}


def _place(place: Place) -> dict[str, str | int | None]:
    return {
        "file": place.file,
        "worksheet": place.worksheet,
        "cell": place.cell,
        "row": place.row,
        "column": place.column,
    }


def _finding(finding: Finding) -> dict[str, str | int | None]:
    value = {} if finding.value is None else {"value": finding.value}
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "name": finding.name,
        **_place(finding.place),
        "message": finding.message,
        **value,
        **({} if finding.hint is None else {"hint": finding.hint}),
    }

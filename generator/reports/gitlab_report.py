"""The report of a check for GitLab's merge requests: its Code Quality format, a list of findings in JSON."""

from __future__ import annotations

import json

from generator.reports.addresses import rule_address
from generator.reports.place import line_and_column, path_from_root, said, where, with_fingerprints
from schemas.finding import Finding, Severity
from schemas.report import Report

_SEVERITY = {Severity.ERROR: "blocker", Severity.WARNING: "minor"}
"""GitLab's words for "stops the build" and "is shown"."""


def gitlab_report(report: Report, content: str) -> str:
    """A JSON list, in the order of the findings; empty where nothing is wrong."""
    issues = [
        {
            "description": _description(finding, report.site_url),
            "check_name": f"{finding.code} {finding.name}",
            "fingerprint": fingerprint,
            "severity": _SEVERITY[finding.severity],
            "location": {
                "path": path_from_root(content, finding.place.file),
                "lines": {"begin": line_and_column(finding.place)[0]},
            },
        }
        for finding, fingerprint in with_fingerprints(report.findings)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _description(finding: Finding, site_url: str | None) -> str:
    page = rule_address(finding.code, site_url) if site_url else None
    parts = (finding.code, where(finding.place), said(finding), page)
    return " · ".join(part for part in parts if part)

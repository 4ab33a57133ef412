"""A report in any format, as text to write to a file or to a log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.reports.format import Format
from generator.reports.github_report import github_report
from generator.reports.gitlab_report import gitlab_report
from generator.reports.html_report import html_report
from generator.reports.json_report import json_report
from generator.reports.junit_report import junit_report
from generator.reports.sarif_report import sarif_report
from generator.reports.text_report import plain_text_report
from schemas.report import Report

__all__ = ["Format", "render"]


def render(report: Report, format: Format, *, content: str) -> str:
    """The whole report; each of its lines ends with a line break. What others may not read is redacted before.

    `content` is the content folder as a forge sees it: relative to the root of the repository, with `/`.
    """
    return _REPORTERS[format](report, content)


_REPORTERS: Mapping[Format, Callable[[Report, str], str]] = {
    Format.TEXT: plain_text_report,
    Format.JSON: json_report,
    Format.GITHUB: github_report,
    Format.GITLAB: gitlab_report,
    Format.SARIF: sarif_report,
    Format.JUNIT: junit_report,
    Format.HTML: html_report,
}

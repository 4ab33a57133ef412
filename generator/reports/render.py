"""A report in any format, as text to write to a file or to a log."""

from __future__ import annotations

from rich.console import Console

from generator.reports.format import Format
from generator.reports.github_report import github_report
from generator.reports.gitlab_report import gitlab_report
from generator.reports.json_report import json_report
from generator.reports.junit_report import junit_report
from generator.reports.sarif_report import sarif_report
from generator.reports.text_report import text_report
from schemas.report import Report

__all__ = ["Format", "render"]

_NO_WIDTH = 10_000
"""Columns: a log is as wide as its longest line."""


def render(report: Report, format: Format, *, show_values: bool, content: str) -> str:
    """The whole report; each of its lines ends with a line break.

    `content` is the content folder as a forge sees it: relative to the root of the repository, with `/`.
    """
    match format:
        case Format.TEXT:
            return _plain_text(report, show_values=show_values)
        case Format.JSON:
            return json_report(report, show_values=show_values)
        case Format.GITHUB:
            return github_report(report, show_values=show_values, content=content)
        case Format.GITLAB:
            return gitlab_report(report, show_values=show_values, content=content)
        case Format.SARIF:
            return sarif_report(report, show_values=show_values, content=content)
        case Format.JUNIT:
            return junit_report(report, show_values=show_values, content=content)


def _plain_text(report: Report, *, show_values: bool) -> str:
    console = Console(width=_NO_WIDTH, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(text_report(report, show_values=show_values), soft_wrap=True)
    return capture.get()

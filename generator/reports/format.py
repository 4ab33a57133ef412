"""The names of the formats; apart from what renders them, so that the command line starts at once."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    HTML = "html"

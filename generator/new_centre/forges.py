"""The forges for which a new centre gets its CI file."""

from __future__ import annotations

from enum import StrEnum


class Forge(StrEnum):
    """A forge, as the command line names it."""

    GITLAB = "gitlab"
    GITHUB = "github"

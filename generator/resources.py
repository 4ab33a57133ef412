"""Finds the data that comes with the program: the site's templates and the default wording."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def site_dir() -> Path:
    """The folder `site`: packaged in an installed wheel, else the repository's own."""
    return _packaged("site", "site")


def default_briefing_dir() -> Path:
    """The folder of the default wording: packaged in an installed wheel, else the repository's `content/briefing`."""
    return _packaged("briefing", "content/briefing")


def _packaged(packaged: str, in_repository: str) -> Path:
    inside = _PACKAGE / "_data" / packaged
    return inside if inside.is_dir() else _PACKAGE.parent / in_repository

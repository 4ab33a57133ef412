"""Finds the data that comes with the program: the site's templates, the default wording, what a new centre begins with."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def site_dir() -> Path:
    """The folder `site`: packaged in an installed wheel, else the repository's own."""
    return _packaged("site", "site")


def default_briefing_dir() -> Path:
    """The folder of the default wording: packaged in an installed wheel, else the repository's `content/briefing`."""
    return _packaged("briefing", "content/briefing")


def skeleton_dir() -> Path:
    """The files that only a new centre has: packaged, else the repository's `skeleton`."""
    return _packaged("skeleton", "skeleton")


def example_settings() -> Path:
    """The settings of the example centre: packaged, else the repository's `content/centre.toml`."""
    return _packaged("centre.toml", "content/centre.toml")


def lock(name: str) -> Path:
    """A hashed lock, of what the program needs (`run.txt`) or of what installs it (`uv.txt`): packaged, else the repository's own."""
    return _packaged(f"locks/{name}", f"requirements/{name}")


def forge_file(path: str) -> Path:
    """A CI file of this repository, which is also that of a centre: packaged, else the repository's own."""
    return _packaged(f"forges/{path}", path)


def is_installed() -> bool:
    """Whether the program runs from an installed wheel, and not from its repository."""
    return (_PACKAGE / "_data").is_dir()


def repository() -> Path:
    """The folder of the repository, where the program runs from there."""
    return _PACKAGE.parent


def _packaged(packaged: str, in_repository: str) -> Path:
    inside = _PACKAGE / "_data" / packaged
    return inside if inside.exists() else _PACKAGE.parent / in_repository

"""Which version of the program runs."""

from __future__ import annotations

from importlib.metadata import version


def program_version() -> str:
    """The version of the distribution, as its metadata says."""
    return version("consigne")

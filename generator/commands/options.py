"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer


def parse_day(text: str) -> date:
    """A day, as the command line writes it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter("une date est attendue, comme 2026-11-30") from None


def ends_with(*suffixes: str) -> Callable[[Path | None], Path | None]:
    """A callback for the name of a file of some kinds."""

    def named(path: Path | None) -> Path | None:
        if path is not None and path.suffix.lower() not in suffixes:
            *others, last = suffixes
            kinds = f"{', '.join(others)} ou {last}" if others else last
            raise typer.BadParameter(f"terminez ce nom par {kinds}")
        return path

    return named


def _today() -> str:
    return date.today().isoformat()


def unless_others_read() -> bool:
    """Values are shown, except in a log of CI, which others read."""
    return not os.environ.get("CI")


SETTINGS = "centre.toml"


def content_folder(path: Path) -> Path:
    """The folder of the content, where that of the whole centre was meant, or where the command runs inside the content."""
    if (path / SETTINGS).exists():
        return path
    if (path / "content" / SETTINGS).exists():
        return path / "content"
    return Path() if not path.exists() and path == Path("content") and Path(SETTINGS).exists() else path


Content = Annotated[
    Path,
    typer.Option("--content", metavar="DIR", help="Dossier du centre, ou de son contenu.", callback=content_folder),
]
Today = Annotated[
    date,
    typer.Option(
        "--today",
        metavar="AAAA-MM-JJ",
        parser=parse_day,
        help="Faire comme si c’était ce jour.",
        default_factory=_today,
        show_default=False,
    ),
]
Values = Annotated[
    bool,
    typer.Option(
        "--show-values/--hide-values",
        help="Montrer ou taire les valeurs des cellules (tues par défaut quand la variable CI est définie).",
        default_factory=unless_others_read,
        show_default=False,
    ),
]

"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from generator.terminal import say_only_faults
from schemas.errors import CentreError


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


def _only_faults(wanted: bool) -> bool:
    say_only_faults(wanted)
    return wanted


def examples(*lines: str) -> str:
    """The end of a page of help: lines to copy, each with what it does where that is not plain (after `#`)."""
    return "\n".join(["Exemples :", *lines])


def _today() -> str:
    return date.today().isoformat()


def unless_others_read() -> bool:
    """Values are shown, except in a log of CI, which others read."""
    return not os.environ.get("CI")


def content_folder(folder: Path) -> Path:
    """The folder of content that is meant: the one named, that of the centre named, or the one whose `centre.toml` is named.

    Raises:
        CentreError: there is none; it says where it was looked for.
    """
    looked = [folder.parent] if folder.name == _SETTINGS and folder.is_file() else [folder, folder / "content"]
    if folder == _DEFAULT_CONTENT:
        looked = [folder, Path()]
    found = next((each for each in looked if (each / _SETTINGS).is_file()), None)
    if found is None:
        places = " et ".join(str(each.absolute()) for each in looked)
        raise CentreError(
            [
                f"{_SETTINGS} est introuvable. Cherché dans {places}. Indiquez le dossier du centre avec --content, ou créez un "
                f"centre par consigne init."
            ]
        )
    return found


_SETTINGS = "centre.toml"
_DEFAULT_CONTENT = Path("content")


def _found_content(context: typer.Context, folder: Path) -> Path:
    return folder if context.resilient_parsing else content_folder(folder)


Content = Annotated[
    Path,
    typer.Option(
        "--content",
        metavar="DIR",
        help="Dossier du centre, ou celui de son contenu.",
        callback=_found_content,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="Ne dire que ce qui est faux : ni progression, ni bilan.", callback=_only_faults
    ),
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

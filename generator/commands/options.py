"""The options that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from generator.reports.format import Format


def parse_format(text: str) -> Format:
    """A format of reports, by its name."""
    try:
        return Format(text)
    except ValueError:
        raise typer.BadParameter(f"formats possibles {', '.join(Format)}") from None


def parse_day(text: str) -> date:
    """A day, as the command line writes it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter("une date est attendue, comme 2026-11-30") from None


Content = Annotated[Path, typer.Option("--content", metavar="DIR", help="Dossier du contenu du centre.")]
Today = Annotated[
    date | None,
    typer.Option(
        "--today",
        metavar="AAAA-MM-JJ",
        parser=parse_day,
        help="Faire comme si c’était ce jour.",
        show_default=False,
    ),
]
Values = Annotated[
    bool | None,
    typer.Option(
        "--show-values/--hide-values",
        help="Montrer ou taire les valeurs des cellules (tues par défaut quand la variable CI est définie).",
        show_default=False,
    ),
]

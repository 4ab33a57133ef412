"""`consigne doctor`: what this computer lacks, and how to get it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import content_folder
from generator.terminal import counted, write
from schemas.errors import CentreError


def doctor(
    *,
    content: Annotated[
        Path, typer.Option("--content", metavar="DIR", help="Dossier du centre, ou celui de son contenu.")
    ] = Path("content"),
) -> None:
    """`consigne doctor`."""
    # Late: calamine, websockets.
    from generator.computer import State, facts

    centre = _centre(content)
    missing = 0
    for fact in facts(centre, password=os.environ.get("CONSIGNE_PASSWORD") or None):
        write(f"{fact.state.value} {fact.name} : {fact.seen}")
        if fact.advice:
            write(f"    {fact.advice}")
        missing += fact.state is not State.THERE
    if centre is None:
        write("  Aucun centre ici : --content dit lequel regarder aussi.")
    write(f"\n{counted(missing, 'point')} à voir." if missing else "\nTout est là.")


def _centre(content: Path) -> Path | None:
    """The content to look at as well; one that was asked for must be there.

    Raises:
        CentreError: it is not.
    """
    try:
        return content_folder(content)
    except CentreError:
        if content != Path("content"):
            raise
        return None

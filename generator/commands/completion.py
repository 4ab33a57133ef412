"""`consigne completion`, and what the Tab key proposes: sessions of the centre, codes of rules."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import content_folder
from generator.terminal import write
from schemas.errors import CentreError

COMPLETE = "_CONSIGNE_COMPLETE"
"""The variable with which a shell asks what may come next."""


class Shell(StrEnum):
    """A shell that completes words."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(
    context: typer.Context,
    shell: Annotated[
        Shell, typer.Argument(metavar="SHELL", help=f"Votre interpréteur de commandes : {', '.join(Shell)}.")
    ],
) -> None:
    """`consigne completion`."""
    from typer.completion import shell_complete

    know_the_shells()
    said = io.StringIO()
    with redirect_stdout(said):
        shell_complete(context.find_root().command, {}, "consigne", COMPLETE, f"source_{shell}")
    write(said.getvalue().strip())


def know_the_shells() -> None:
    """Typer knows how shells ask only where it adds its own options, whose help is in English."""
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()


def sessions_that_begin(context: typer.Context, incomplete: str) -> list[str]:
    """The sessions of the centre whose identifier begins so; none where they cannot be read."""
    try:
        content = content_folder(context.params.get("content") or Path("content"))
    except CentreError:
        return []
    return [id for id in _session_ids(content) if id.startswith(incomplete)]


def codes_that_begin(incomplete: str) -> list[str]:
    """The codes of the rules that begin so."""
    from schemas.rules.registry import RULES

    return [rule.code for rule in RULES if rule.code.startswith(incomplete.upper())]


def _session_ids(content: Path) -> list[str]:
    """From `sessions.xlsx` alone, without any check."""
    from schemas.reading.discovery import find_content
    from schemas.reading.files.workbook import read_file
    from schemas.reading.tables import locate

    try:
        files = find_content(content).sessions
    except CentreError:
        return []
    worksheets = [worksheet for path, name in files for worksheet in read_file(path, name).worksheets]
    tables = locate("sessions", worksheets).tables
    return list(dict.fromkeys(str(cell).strip() for table in tables for cell in table.cells.get("id", ()) if cell))

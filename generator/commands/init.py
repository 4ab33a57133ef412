"""`consigne init`: a centre's own repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import Today
from generator.terminal import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Le dossier du nouveau centre.")],
    forge: Annotated[
        str | None,
        typer.Option("--forge", metavar="FORGE", help="gitlab ou github ; sans cette option, les deux.", show_default=False),
    ] = None,
    today: Today = None,
) -> None:  # fmt: skip
    """`consigne init`."""
    # Late: openpyxl, holidays.
    from generator.output import write_new_files
    from generator.skeleton import FORGES, skeleton
    from generator.version import program_version

    if forge is not None and forge not in FORGES:
        raise typer.BadParameter(f"forges possibles {', '.join(FORGES)}", param_hint="--forge")
    files = skeleton(
        FORGES if forge is None else (forge,), today=today or date.today(), version=program_version()
    )
    write_new_files(folder, files, executable=[".ci/install"])
    say(
        f"Centre créé dans {folder}. Lisez {folder / 'README.md'}, remplissez content/centre.toml et content/sessions.xlsx, puis "
        f"lancez dans ce dossier : consigne serve"
    )

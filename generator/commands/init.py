"""`consigne init`: a centre's own repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import Quiet, Today
from generator.new_centre.forges import Forge
from generator.terminal import say


def init(
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Le dossier du nouveau centre.")],
    forge: Annotated[
        Forge | None,
        typer.Option(
            "--forge", metavar="FORGE", help="gitlab ou github ; sans cette option, les deux.", show_default=False
        ),
    ] = None,
    today: Today,
    quiet: Quiet = False,
) -> None:
    """`consigne init`."""
    # Late: openpyxl, holidays.
    from generator.new_centre.skeleton import skeleton
    from generator.version import program_version
    from generator.writing.door import write_new_files

    files = skeleton(Forge if forge is None else (forge,), today=today, version=program_version())
    write_new_files(folder, files, executable=[".ci/install"])
    say(
        f"Centre créé dans {folder}. Lisez {folder / 'README.md'}, remplissez content/centre.toml et content/sessions.xlsx, puis "
        f"lancez dans ce dossier : consigne serve"
    )

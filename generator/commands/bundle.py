"""`consigne bundle`: what a session hands in to Pix."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Content, Today, Values
from generator.commands.running import chosen_session, shown_values, standing_of
from generator.terminal import FOUND_ERRORS, say, say_problems

if TYPE_CHECKING:
    from schemas.finding import Finding


def bundle(
    session: Annotated[str, typer.Argument(metavar="SESSION", help="La session à remettre.")],
    scan: Annotated[
        list[Path] | None,
        typer.Option("--scan", metavar="FICHIER", help="Scan de la feuille signée : PDF ou image (répétable).", show_default=False),
    ] = None,
    content: Content = Path("content"),
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Dossier des dossiers de session, privé.")] = Path("bundles"),
    draft: Annotated[bool, typer.Option("--draft", help="Faire un brouillon malgré ce qui manque.")] = False,
    today: Today = None,
    show_values: Values = None,
) -> None:  # fmt: skip
    """`consigne bundle`."""
    stands = standing_of(content, today or date.today())
    if session in stands.errors and session not in {each.id for each in stands.centre.sessions}:
        _say_unreadable(session, stands.errors[session], show_values=shown_values(show_values))
        raise typer.Exit(FOUND_ERRORS)
    chosen = chosen_session(session, stands.centre)
    # Late: typst, openpyxl, odfdo, pypdf, Pillow.
    from generator.bundle.make import bundle as made
    from generator.bundle.make import gather
    from generator.output import refuse_private_folder, write_export

    refuse_private_folder(output, content)
    found = gather(chosen, stands, scan or [], content, show_values=shown_values(show_values))
    if found.missing and not draft:
        say_problems(f"Session {chosen.id} : le dossier ne peut pas partir.", found.missing)
        say("Complétez, puis recommencez ; --draft fait un brouillon en attendant.", error=True)
        raise typer.Exit(FOUND_ERRORS)
    path = output / f"{chosen.id}{'-brouillon' if draft else ''}.zip"
    data = made(chosen, stands.centre, found, draft=draft)
    if not draft and path.is_file() and path.read_bytes() != data:
        _keep(path, data)
        say(f"{path} est déjà fait, avec la même feuille et les mêmes scans : il est gardé.")
        return
    write_export(path, data, content=content, replace=draft)
    pages = sum(paper.scan.pages for paper in found.papers)
    say(
        f"{'Brouillon écrit' if draft else 'Dossier écrit'} dans {path} : {len(found.candidates)} candidats, {pages} pages numérisées."
    )
    if draft and found.missing:
        say_problems("Il manque encore :", found.missing)


def _say_unreadable(session: str, errors: Iterable[Finding], *, show_values: bool) -> None:
    from generator.reports.place import said_with_place

    say_problems(
        f"Session {session} : sa ligne de sessions.xlsx est d’abord à corriger.",
        [said_with_place(finding, show_values=show_values) for finding in errors],
    )


def _keep(path: Path, data: bytes) -> None:
    """Says what has changed since a bundle was made, unless nothing has but the program.

    Raises:
        OutputRefused: something has, or the file is no bundle.
    """
    from generator.bundle.manifest import changes, read_manifest
    from generator.refusal import OutputRefused

    before, now = read_manifest(path), read_manifest(io.BytesIO(data))
    if before is None or now is None:
        raise OutputRefused(
            f"{path} existe déjà, et ce n’est pas un dossier de Consigne. Renommez-le, puis recommencez."
        )
    changed = changes(before, now)
    if changed:
        raise OutputRefused(
            f"{path} existe déjà et contient autre chose. A changé depuis : {', '.join(changed)}. Il est gardé : renommez-le (Pix l’a "
            "peut-être reçu), puis recommencez."
        )

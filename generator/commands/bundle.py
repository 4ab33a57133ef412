"""`consigne bundle`: what a session hands in to Pix."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.completion import sessions_that_begin
from generator.commands.options import Content, Quiet, Today, Values
from generator.commands.running import chosen_session, say_elsewhere, standing_of
from generator.terminal import say, say_problems
from generator.writing.refusal import Refused

if TYPE_CHECKING:
    from generator.private.bundle.make import Gathered
    from schemas.finding import Finding


def bundle(
    *,
    session: Annotated[
        str, typer.Argument(metavar="SESSION", help="La session à remettre.", autocompletion=sessions_that_begin)
    ],
    scan: Annotated[
        list[Path] | None,
        typer.Option(
            "--scan",
            metavar="FICHIER",
            help="Scan de la feuille signée : PDF ou image (répétable).",
            show_default=False,
        ),
    ] = None,
    content: Content = Path("content"),
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Dossier des dossiers de session, privé.")
    ] = Path("bundles"),
    draft: Annotated[bool, typer.Option("--draft", help="Faire un brouillon malgré ce qui manque.")] = False,
    today: Today,
    quiet: Quiet = False,
    show_values: Values,
) -> None:
    """`consigne bundle`."""
    stands = standing_of(content, today)
    if session in stands.errors and session not in {each.id for each in stands.centre.sessions}:
        raise _unreadable(session, stands.errors[session], show_values=show_values)
    chosen = chosen_session(session, stands.centre)
    # Late: typst, openpyxl, odfdo, pypdf, Pillow.
    from generator.private.bundle.make import bundle as made
    from generator.private.bundle.make import gather
    from generator.writing.door import Door

    door = Door(option="--output", content=content)
    door.refuse_folder(output)
    found = gather(chosen, stands, scan or [], content, show_values=show_values)
    say_elsewhere(stands.unplaced)
    if found.missing and not draft:
        raise Refused(
            found.missing,
            headline=f"Session {chosen.id} : le dossier ne peut pas partir.",
            advice="Complétez, puis recommencez ; --draft fait un brouillon en attendant.",
        )
    path = output / f"{chosen.id}{'-brouillon' if draft else ''}.zip"
    data = made(chosen, stands.centre, found, draft=draft)
    if not draft and path.is_file() and path.read_bytes() != data and _kept(path, data) is None:
        say(f"{path} est déjà fait, avec la même feuille et les mêmes scans : il est gardé.")
        return
    door.write(path, data, _foreign if draft else lambda path: _kept(path, data))
    _say_written(path, found, draft=draft)


def _say_written(path: Path, found: Gathered, *, draft: bool) -> None:
    written = "Brouillon écrit" if draft else "Dossier écrit"
    pages = sum(paper.scan.pages for paper in found.papers)
    say(f"{written} dans {path} : {len(found.candidates)} candidats, {pages} pages numérisées.")
    if draft and found.missing:
        say_problems("Il manque encore :", found.missing)


def _unreadable(session: str, errors: Iterable[Finding], *, show_values: bool) -> Refused:
    from generator.reports.place import said_with_place

    return Refused(
        [said_with_place(finding if show_values else finding.redacted()) for finding in errors],
        headline=f"Session {session} : sa ligne de sessions.xlsx est d’abord à corriger.",
    )


def _foreign(path: Path) -> str | None:
    """Why a file that is no bundle stays."""
    from generator.private.bundle.manifest import read_manifest

    if read_manifest(path) is None:
        return f"{path} existe déjà, et ce n’est pas un dossier de Consigne. Renommez-le, puis recommencez."
    return None


def _kept(path: Path, data: bytes) -> str | None:
    """Why a bundle stays: it says something else than the new one. None where only the program changed."""
    from generator.private.bundle.manifest import changes, read_manifest

    before, now = read_manifest(path), read_manifest(io.BytesIO(data))
    if before is None or now is None:
        return _foreign(path)
    changed = changes(before, now)
    if not changed:
        return None
    return (
        f"{path} existe déjà et contient autre chose. A changé depuis : {', '.join(changed)}. Il est gardé : renommez-le (Pix l’a "
        "peut-être reçu), puis recommencez."
    )

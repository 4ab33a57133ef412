"""`consigne build`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Content, Today, Values
from generator.commands.running import print_report, shown_values, with_password
from generator.reports.format import Format
from generator.terminal import FOUND_ERRORS, OK, say, say_problems

if TYPE_CHECKING:
    from generator.build import Built


def build(
    content: Content = Path("content"),
    site: Annotated[Path, typer.Option("--site", metavar="DIR", help="Dossier du site.")] = Path("public"),
    today: Today = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Adresse publique du site, pour les QR codes.",
            show_default=False,
        ),
    ] = None,
    show_values: Values = None,
) -> None:
    """`consigne build`."""
    # Late: Pydantic.
    from schemas.centre import web_address

    try:
        base_url = base_url and web_address(base_url)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--base-url") from None
    code = build_and_say(
        content, site, today=today or date.today(), site_url=base_url, show_values=shown_values(show_values)
    )
    raise typer.Exit(code)


def build_and_say(content: Path, site: Path, *, today: date, site_url: str | None, show_values: bool) -> int:
    """Builds the site and says what came of it; gives the exit code."""
    # Late: Polars, Pandera, MkDocs.
    from generator.build import build as build_centre

    def run(password: str | None) -> Built:
        return build_centre(content, site, today=today, site_url=site_url, password=password)

    built = with_password(run, lambda built: built.report)
    if built.report.findings:
        print_report(built.report, Format.TEXT, content, show_values=show_values)
    _say_outcome(built, site, show_values)
    return OK if built.published else FOUND_ERRORS


def _say_outcome(built: Built, site: Path, show_values: bool) -> None:
    if built.published and built.report.centre:
        sessions = len(built.report.centre.sessions)
        say(
            f"Site construit dans {site} : {sessions} session{'s' if sessions > 1 else ''}. Ouvrez {site / 'index.html'}."
        )
    elif built.leaks:
        say_problems("Publication refusée : le site contiendrait une donnée personnelle ou secrète.",
                      [leak.said(show_value=show_values) for leak in built.leaks])  # fmt: skip
        say(
            "Retirez cette donnée du tableur ou du texte d’où elle vient : une salle, un site, l’identifiant d’une session, le nom "
            "d’un fichier, un texte de briefing. Si ce mot n’est celui de personne ici, ajoutez-le à allowed_words, dans centre.toml.",
            error=True,
        )
    else:
        say("Rien n’a été construit : corrigez d’abord les erreurs.", error=True)

"""`consigne build`."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Content, Quiet, Today, Values
from generator.commands.running import at_work, password_of, print_report
from generator.reports.format import Format
from generator.terminal import counted, say
from generator.writing.refusal import Refused

if TYPE_CHECKING:
    from generator.public.build import Built


def _web_address(text: str | None) -> str | None:
    if not text:
        return text
    # Late: Pydantic.
    from schemas.centre import web_address

    try:
        return web_address(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def build(
    *,
    content: Content = Path("content"),
    site: Annotated[Path, typer.Option("--site", metavar="DIR", help="Dossier du site.")] = Path("public"),
    today: Today,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Adresse publique du site, pour les QR codes.",
            callback=_web_address,
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
    show_values: Values,
) -> None:
    """`consigne build`."""
    build_and_say(content, site, today=today, site_url=base_url, show_values=show_values)


def build_and_say(content: Path, site: Path, *, today: date, site_url: str | None, show_values: bool) -> None:
    """Builds the site and says what came of it.

    Raises:
        Refused: the site was not replaced.
    """
    # Late: Polars, Pandera, MkDocs.
    from generator.private.progress.status import public_statuses
    from generator.public.build import build as build_centre

    password = password_of(content)
    with at_work() as said:
        built = build_centre(
            content,
            site,
            today=today,
            site_url=site_url,
            password=password,
            statuses=partial(public_statuses, today=today),
            said=said,
        )
    if built.report.findings:
        print_report(built.report if show_values else built.report.redacted(), Format.TEXT, content)
    _say_outcome(built, site, show_values=show_values)


_LEAK_ADVICE = (
    "Retirez cette donnée du tableur ou du texte d’où elle vient : une salle, un site, un contact, l’identifiant d’une session, le nom d’un "
    "fichier, un texte de briefing."
)


def _answer(built: Built, *, show_values: bool) -> str:
    """What to write into `centre.toml` where the gate takes somebody else, or a word, for a candidate."""
    asked = [leak.words for leak in built.leaks if leak.words]
    if not asked:
        return ""
    if not show_values:
        return "Si ce n’est personne d’ici, lancez consigne build sur votre ordinateur : il donne la ligne à mettre dans centre.toml."
    words = dict.fromkeys((*built.allowed_words, *sorted(asked)))
    listed = ", ".join(json.dumps(word, ensure_ascii=False) for word in words)
    return (
        "Si ce n’est personne d’ici (une salle ou un groupe qui porte ce nom, un homonyme), mettez dans centre.toml, sous [publication], "
        f"à la place de la ligne allowed_words :\nallowed_words = [{listed}]"
    )


def _say_outcome(built: Built, site: Path, *, show_values: bool) -> None:
    if built.leaks:
        raise Refused(
            [leak.said(show_value=show_values) for leak in built.leaks],
            headline="Publication refusée : le site contiendrait une donnée personnelle ou secrète.",
            advice=f"{_LEAK_ADVICE} {_answer(built, show_values=show_values)}",
        )
    if not built.published or built.centre is None:
        raise Refused(headline="Rien n’a été construit : corrigez d’abord les erreurs.")
    sessions = counted(len(built.centre.sessions), "session")
    say(f"Site construit dans {site} : {sessions}. Ouvrez {site / 'index.html'}.")
    if built.waiting:
        waiting = ", ".join(f"{id} ({counted(count, 'erreur')})" for id, count in built.waiting.items())
        say(f"Papiers en attente : {waiting}. Corrigez, puis recommencez.", error=True)

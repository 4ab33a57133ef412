"""`consigne status`: where each session stands. `consigne results`: what Pix sent back, against the sheets."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Content, Today, Values
from generator.commands.running import standing_of
from generator.terminal import counted, say, write
from generator.writing.refusal import Refused

if TYPE_CHECKING:
    from generator.public.states import SessionStatus


class Form(StrEnum):
    """How the states are said."""

    TEXT = "text"
    JSON = "json"


def status(
    *,
    content: Content = Path("content"),
    format: Annotated[Form, typer.Option("--format", metavar="FORMAT", help="text ou json.")] = Form.TEXT,
    packs: Annotated[Path, typer.Option("--packs", metavar="DIR", help="Dossier des paquets.")] = Path("packs"),
    bundles: Annotated[Path, typer.Option("--bundles", metavar="DIR", help="Dossier des dossiers de session.")] = Path(
        "bundles"
    ),
    today: Today,
) -> None:
    """`consigne status`."""
    stands = standing_of(content, today)
    from generator.private.progress.status import as_json, session_statuses

    statuses = session_statuses(stands, today, packs=packs, bundles=bundles)
    if format is Form.JSON:
        write(as_json(statuses, stands, today))
        return
    _say_table(statuses)
    if stands.unplaced:
        count = counted(len(stands.unplaced), "erreur")
        say(f"{count} hors de toute session : voyez consigne check.", error=True)


def results(*, content: Content = Path("content"), today: Today, show_values: Values) -> None:
    """`consigne results`."""
    stands = standing_of(content, today)
    from generator.private.progress.results import match_results

    matched = match_results(stands, show_values=show_values)
    if not stands.result_files:
        say("Aucun fichier de résultats : déposez dans content/results/ ceux que Pix envoie.")
    if matched.received:
        say(f"Résultats reçus : {', '.join(sorted(matched.received))}.")
    if matched.problems:
        raise Refused(matched.problems, headline="À vérifier :")
    if matched.received:
        say("Chaque numéro des feuilles a son résultat, et rien de plus.")


_WIDE = 110
"""Characters: from there on, the date has a column of its own."""


def _say_table(statuses: list[SessionStatus]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not statuses:
        say("Aucune session lisible dans sessions.xlsx : voyez consigne check.")
        return
    console = Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=140)
    wide = console.width >= _WIDE
    table = Table(box=None, pad_edge=False)
    for title in ("Session", "Date", "État", "À faire", *(["Avant le"] if wide else [])):
        table.add_column(title, no_wrap=title != "À faire", overflow="fold")
    for each in statuses:
        due = f"{each.due:%d/%m/%Y}" if each.due else ""
        step = each.next if wide or not due else f"{each.next} (avant le {due})"
        # A name in brackets would be read as style: Text is not.
        cells = (Text(each.id), f"{each.day:%d/%m/%Y}" if each.day else "?", each.label, Text(step))
        table.add_row(*cells, *([due] if wide else []))
    console.print(table)

"""The command line: names the commands, and talks to the terminal through them.

Heavy libraries are imported inside the commands, so that `consigne --help` answers at once.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from generator.commands.build import build
from generator.commands.bundle import bundle
from generator.commands.check import check
from generator.commands.explain import explain
from generator.commands.export import export_app
from generator.commands.init import init
from generator.commands.pack import pack
from generator.commands.serve import serve
from generator.commands.status import results, status
from generator.terminal import exit_code, say, speak_any_letter
from generator.version import program_version
from generator.writing.refusal import ExitCode

app = typer.Typer(
    help="Des tableurs d’un centre Pix à la feuille que tient le surveillant.",
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        say(f"Consigne {program_version()}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Dire quelle version est installée.",
            callback=_say_version,
            is_eager=True,
            show_default=False,
        ),
    ] = False,
) -> None:
    del version  # said by its callback


app.command(help="Créer le dépôt d’un centre : tableurs à remplir, réglages, fichiers de CI.")(init)
app.command(help="Vérifier tous les tableurs du centre.")(check)
app.command(
    help="Vérifier, puis construire le site public. Une erreur retient les papiers de sa session, et d’elle seule."
)(build)
app.command(help="Construire le site et le montrer sur cet ordinateur ; le refaire à chaque changement.")(serve)
app.command(
    help="Faire le paquet de chaque session : émargement, étiquettes, convocations et tout ce qui s’imprime avec."
)(pack)
app.command(
    help="Faire le dossier d’une session pour Pix : feuille, scan signé, rapports. Refusé tant qu’il manque quelque chose."
)(bundle)
app.command(help="Dire où en est chaque session, et ce qui reste à faire.")(status)
app.command(help="Comparer les résultats que Pix envoie avec les feuilles d’émargement.")(results)
app.command(help="Expliquer une règle : ce qu’elle vérifie, pourquoi, et des exemples.")(explain)
app.add_typer(export_app, name="export", help="Écrire les fichiers à envoyer à Pix, et le calendrier.")


CYCLES = (200_000, 50, 100)
"""How often Python looks for cycles of objects (see `gc.set_threshold`). Millions of cells hold none: searching them as often as it
does by itself is a tenth of a check, and never searching would fill the memory of `serve`.
"""


def main() -> None:
    """The entry point."""
    gc.set_threshold(*CYCLES)
    speak_any_letter()
    for name in ("SIGTERM", "SIGHUP"):  # the latter: its terminal was closed; unknown to Windows
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: sys.exit(ExitCode.INTERRUPTED))
    code = exit_code(_run)
    gc.freeze()  # nor is what remains searched once more on the way out
    sys.exit(code)


def _run() -> object:
    command: Any = typer.main.get_command(app)
    if len(sys.argv) == 1 or {"--help", "-h"} & set(sys.argv):
        _help_in_french(command)
    return command.main(prog_name="consigne", standalone_mode=False)


def _help_in_french(group: Any) -> None:
    from typer import rich_utils  # late: only help needs it

    rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    for command in _with_subcommands(group):
        context = command.context_class(command, help_option_names=["--help", "-h"])
        command.get_help_option(context).help = "Afficher cette aide."


def _with_subcommands(command: Any) -> Iterator[Any]:
    yield command
    for inside in getattr(command, "commands", {}).values():
        yield from _with_subcommands(inside)

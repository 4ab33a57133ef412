"""The command line: names the commands, and talks to the terminal through them.

Heavy libraries are imported inside the commands, so that `consigne --help` answers at once.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Annotated, Any

import typer

from generator.commands.build import build
from generator.commands.bundle import bundle
from generator.commands.check import check
from generator.commands.completion import COMPLETE, completion, know_the_shells
from generator.commands.doctor import doctor
from generator.commands.explain import explain
from generator.commands.export import export_app
from generator.commands.init import init
from generator.commands.options import examples
from generator.commands.pack import pack
from generator.commands.serve import serve
from generator.commands.status import results, status
from generator.terminal import exit_code, speak_any_letter, write
from generator.usage import asks_for_help, speak_french
from generator.writing.refusal import ExitCode


def say_version(wanted: bool) -> None:
    """Says the version, and ends there."""
    if wanted:
        from generator.version import program_version

        write(f"Consigne {program_version()}")
        raise typer.Exit


app = typer.Typer(
    help="Des tableurs d’un centre Pix à la feuille que tient le surveillant.",
    epilog=examples(
        "consigne init mon-centre   # commencer un centre",
        "consigne check             # vérifier ses tableurs",
        "consigne build             # faire le site des consignes à imprimer",
        "consigne pack              # faire les papiers nominatifs",
        "consigne doctor            # ce qui manque à cet ordinateur",
    ),
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)


@app.callback()
def consigne(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Dire quelle version est installée.", callback=say_version, is_eager=True),
    ] = False,
) -> None:
    """`consigne` itself, before any command."""


app.command(
    help="Créer le dépôt d’un centre : tableurs à remplir, réglages, fichiers de CI, et Consigne lui-même.",
    epilog=examples(
        "consigne init mon-centre                  # demande le nom, l’UAI, la ville",
        "consigne init mon-centre --forge gitlab --uai 0999999Z",
        "consigne init centre-2027 --from mon-centre   # une nouvelle année",
        "consigne init mon-centre --update             # une nouvelle version",
    ),
)(init)
app.command(
    help="Vérifier tous les tableurs du centre.",
    epilog=examples(
        "consigne check",
        "consigne check --content ../mon-centre --annotate a-corriger",
        "consigne check --format json --output rapport.json",
    ),
)(check)
app.command(
    help="Vérifier, puis construire le site public. Une erreur retient les papiers de sa session, et d’elle seule.",
    epilog=examples("consigne build", "consigne build --site public --base-url https://mon.site"),
)(build)
app.command(
    help="Construire le site et le montrer sur cet ordinateur ; le refaire à chaque changement.",
    epilog=examples("consigne serve", "consigne serve --port 8001"),
)(serve)
app.command(
    help="Faire le paquet de chaque session : émargement, étiquettes, convocations et tout ce qui s’imprime avec.",
    epilog=examples("consigne pack", "consigne pack 3A-lundi 3B-mardi", "consigne pack --day 2026-11-30 --password"),
)(pack)
app.command(
    help="Faire le dossier d’une session pour Pix : feuille, scan signé, rapports. Refusé tant qu’il manque quelque chose.",
    epilog=examples("consigne bundle 3A-lundi --scan scan.pdf", "consigne bundle 3A-lundi --draft"),
)(bundle)
app.command(
    help="Dire où en est chaque session, et ce qui reste à faire.",
    epilog=examples("consigne status", "consigne status --format json"),
)(status)
app.command(
    help="Comparer les résultats que Pix envoie avec les feuilles d’émargement.",
    epilog=examples("consigne results"),
)(results)
app.command(
    help="Expliquer une règle : ce qu’elle vérifie, pourquoi, et des exemples.",
    epilog=examples("consigne explain R004"),
)(explain)
app.add_typer(
    export_app,
    name="export",
    help="Écrire les fichiers à envoyer à Pix, et le calendrier.",
    epilog=examples("consigne export announcement", "consigne export pix-csv --output import.csv"),
)
app.command(
    help="Dire ce qui manque à cet ordinateur pour que tout marche, et comment l’obtenir.",
    epilog=examples("consigne doctor", "consigne doctor --content ../mon-centre"),
)(doctor)
app.command(
    help="Écrire de quoi compléter les commandes avec la touche Tabulation.",
    epilog=examples(
        'eval "$(consigne completion bash)"   # dans ~/.bashrc',
        'eval "$(consigne completion zsh)"    # dans ~/.zshrc, après compinit',
        "consigne completion fish | source    # dans ~/.config/fish/config.fish",
        "consigne completion powershell | Out-String | iex   # dans $PROFILE",
    ),
)(completion)


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
    if asks_for_help(command, sys.argv[1:]):
        speak_french(command)
    if COMPLETE in os.environ:
        know_the_shells()
    return command.main(prog_name="consigne", complete_var=COMPLETE, standalone_mode=False)

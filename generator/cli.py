"""The command line: talks to the terminal, and to it alone.

Heavy libraries are imported inside the commands, so that `consigne --help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.refusal import BuildRefused, OutputRefused
from schemas.errors import CentreError

if TYPE_CHECKING:
    from generator.build import Built
    from schemas.check import Report

OK, FOUND_ERRORS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    help="Des tableurs d’un centre Pix à la feuille que tient le surveillant.",
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"


def _format(text: str) -> Format:
    try:
        return Format(text)
    except ValueError:
        raise typer.BadParameter(f"formats possibles {', '.join(Format)}") from None


def _today(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter("une date est attendue, comme 2026-11-30") from None


Content = Annotated[Path, typer.Option("--content", metavar="DIR", help="Dossier du contenu du centre.")]
Today = Annotated[
    date | None,
    typer.Option(
        "--today",
        metavar="AAAA-MM-JJ",
        parser=_today,
        help="Faire comme si c’était ce jour.",
        show_default=False,
    ),
]
Values = Annotated[
    bool | None,
    typer.Option(
        "--show-values/--hide-values",
        help="Montrer ou taire les valeurs des cellules (tues par défaut quand la variable CI est définie).",
        show_default=False,
    ),
]


@app.callback()
def _consigne() -> None:
    """Without this, Typer would drop the name of an only command."""


@app.command(help="Vérifier tous les tableurs du centre.")
def check(
    content: Content = Path("content"),
    format: Annotated[
        Format, typer.Option("--format", metavar="|".join(Format), parser=_format, help="Format du rapport.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="FILE", help="Écrire le rapport dans ce fichier.", show_default=False
        ),
    ] = None,
    today: Today = None,
    show_values: Values = None,
) -> None:
    """`consigne check`."""
    from schemas.check import check_content  # late: Polars and Pandera

    report = check_content(content, today or date.today())
    if output is None:
        _print_report(report, format, _shown(show_values))
    else:
        from generator.output import write_report

        write_report(output, _as_text(report, format, _shown(show_values)), content=content)
        _say(f"Rapport écrit dans {output}.")
    raise typer.Exit(OK if report.centre else FOUND_ERRORS)


@app.command(help="Vérifier, puis construire le site public. En cas d’erreur, l’ancien site reste tel quel.")
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
    # Late: Pydantic, Polars, Pandera, MkDocs.
    from generator.build import build as build_centre
    from schemas.centre import web_address

    try:
        base_url = base_url and web_address(base_url)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--base-url") from None

    built = build_centre(content, site, today=today or date.today(), site_url=base_url)
    if built.report.findings:
        _print_report(built.report, Format.TEXT, _shown(show_values))
    _say_outcome(built, site, _shown(show_values))
    raise typer.Exit(OK if built.published else FOUND_ERRORS)


def _say_outcome(built: Built, site: Path, show_values: bool) -> None:
    if built.published and built.report.centre:
        sessions = len(built.report.centre.sessions)
        _say(
            f"Site construit dans {site} : {sessions} session{'s' if sessions > 1 else ''}. Ouvrez {site / 'index.html'}."
        )
    elif built.leaks:
        _say_problems("Publication refusée : le site contiendrait une donnée personnelle ou secrète.",
                      [leak.said(show_value=show_values) for leak in built.leaks])  # fmt: skip
    else:
        _say("Rien n’a été construit : corrigez d’abord les erreurs.", error=True)


def _shown(show_values: bool | None) -> bool:
    """Whether values may be shown: as asked, else not where others read the log."""
    return not os.environ.get("CI") if show_values is None else show_values


def _print_report(report: Report, format: Format, show_values: bool) -> None:
    if format is Format.TEXT:
        from rich.console import Console

        from generator.reports.text_report import text_report

        Console(highlight=False, soft_wrap=not sys.stdout.isatty()).print(
            text_report(report, show_values=show_values)
        )
    else:
        sys.stdout.write(_as_text(report, format, show_values))


def _as_text(report: Report, format: Format, show_values: bool) -> str:
    if format is Format.JSON:
        from generator.reports.json_report import json_report

        return json_report(report, show_values=show_values)
    from rich.console import Console

    from generator.reports.text_report import text_report

    console = Console(width=10_000, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(text_report(report, show_values=show_values), soft_wrap=True)
    return capture.get()


def _say(text: str, *, error: bool = False) -> None:
    print(text, file=sys.stderr if error else sys.stdout)


def _say_problems(headline: str, problems: list[str]) -> None:
    _say("\n".join([headline, *(f"  – {problem}" for problem in problems)]), error=True)


# --- from exceptions to exit codes ----------------------------------------------------------------------------------


def main() -> None:
    """The entry point: every way to fail ends here with its exit code and a sentence in French."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(INTERRUPTED))
    sys.exit(_exit_code(_run))


def _run() -> object:
    command: Any = typer.main.get_command(app)
    if len(sys.argv) == 1 or {"--help", "-h"} & set(sys.argv):
        _help_in_french(command)
    return command.main(prog_name="consigne", standalone_mode=False)


def _help_in_french(group: Any) -> None:
    from typer import rich_utils  # late: only help needs it

    rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    for command in (group, *group.commands.values()):
        context = command.context_class(command, help_option_names=["--help", "-h"])
        command.get_help_option(context).help = "Afficher cette aide."


def _exit_code(run: Callable[[], object]) -> int:
    try:
        code = run()
        return code if isinstance(code, int) else OK
    except CentreError as error:
        _say_problems("Le contenu du centre ne peut pas être lu :", error.problems)
        return USAGE
    except OutputRefused as error:
        _say_problems("Rien n’a été écrit :", error.problems)
        return USAGE
    except BuildRefused as error:
        _say_problems("Rien n’a été construit :", error.problems)
        return FOUND_ERRORS
    except typer.TyperException as error:
        _say(_usage_in_french(error), error=True)
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        _say("Interrompu : rien n’a été remplacé.", error=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away: nothing more to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND_ERRORS
    except Exception as error:  # the last edge: a wrong program must not end in a traceback
        return _internal(error)


def _usage_in_french(error: typer.TyperException) -> str:
    """Typer's usage errors by kind, not by their English prose; their classes are not all public."""
    facts: Any = error
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return error.format_message()
        case "NoSuchOption":
            near = f" Vouliez-vous dire {facts.possibilities[0]} ?" if facts.possibilities else ""
            said = f"Option inconnue : {facts.option_name}.{near}"
        case "BadOptionUsage":
            said = f"L’option {facts.option_name} demande une valeur."
        case "MissingParameter":
            said = "Il manque un argument."
        case "BadParameter":
            said = f"{facts.param_hint or '/'.join(facts.param.opts)} : {facts.message}."
        case _:
            said = "Commande ou argument inconnu."
    return f"{said} Voyez consigne --help."


def _internal(error: Exception) -> int:
    """Writes where the program failed, and no value: the messages of exceptions may quote cells."""
    import tempfile
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = "".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}\n" for frame in frames)
    with tempfile.NamedTemporaryFile(
        "w", prefix="consigne-erreur-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:  # 0600
        log.write(f"{type(error).__module__}.{type(error).__qualname__}\n{where}")
    _say(
        f"Consigne s’est arrêté sur une erreur interne : ce n’est pas votre faute. Rien n’a été remplacé.\n"
        f"Le détail, sans aucune donnée, est dans {log.name} : joignez-le à votre signalement.",
        error=True,
    )
    return INTERNAL

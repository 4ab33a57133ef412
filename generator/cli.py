"""The command line: talks to the terminal, and to it alone.

Heavy libraries are imported inside the commands, so that `consigne --help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from generator.reports.format import Format
from generator.terminal import FOUND_ERRORS, INTERRUPTED, OK, exit_code, say, say_problems

if TYPE_CHECKING:
    from generator.build import Built
    from schemas.check import Report

app = typer.Typer(
    help="Des tableurs d’un centre Pix à la feuille que tient le surveillant.",
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)


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
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="DIR",
            help="Écrire dans ce dossier des copies où les cellules fautives sont marquées.",
            show_default=False,
        ),
    ] = None,
    with_understood: Annotated[
        bool,
        typer.Option("--understood", help="Montrer aussi ce qui a été compris sans être lu à la lettre."),
    ] = False,
    show_values: Values = None,
) -> None:
    """`consigne check`."""
    from schemas.check import check_content  # late: Polars and Pandera

    shown = _shown(show_values)

    def run(password: str | None) -> Report:
        return check_content(
            content,
            today or date.today(),
            password=password,
            with_understood=with_understood,
            with_strips=shown and format is Format.TEXT,
        )

    report = _with_password(run, lambda report: report)
    if output is None:
        _print_report(report, format, content, show_values=shown)
    else:
        from generator.output import write_report
        from generator.reports.render import render

        text = render(report, format, show_values=shown, content=_as_forge_sees(content))
        write_report(output, text, content=content)
        say(f"Rapport écrit dans {output}.")
    if annotate is not None:
        _annotate(report, content, annotate)
    raise typer.Exit(OK if report.centre else FOUND_ERRORS)


def _annotate(report: Report, content: Path, directory: Path) -> None:
    from generator.annotate import annotate, files_without_copy

    copies = annotate(report, content, directory)
    say(
        f"Copies annotées dans {directory} : {len(copies)}. Elles contiennent des données personnelles.",
        error=True,
    )
    for file in files_without_copy(report, content, directory, copies):
        say(f"  Sans copie : {file} (voyez le rapport).", error=True)


@app.command(help="Expliquer une règle : ce qu’elle vérifie, pourquoi, et des exemples.")
def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Code de la règle, comme R004.", show_default=False)
    ],
) -> None:
    """`consigne explain`."""
    from rich.console import Console

    from generator.reports.explanation import explanation, nearest_codes, rule_of

    rule = rule_of(code)
    if rule is None:
        near = ", ".join(nearest_codes(code))
        raise typer.BadParameter(
            f"cette règle n’existe pas{f'. Vouliez-vous dire {near} ?' if near else ''}", param_hint="CODE"
        )
    Console(highlight=False).print(explanation(rule))


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

    def run(password: str | None) -> Built:
        return build_centre(content, site, today=today or date.today(), site_url=base_url, password=password)

    built = _with_password(run, lambda built: built.report)
    if built.report.findings:
        _print_report(built.report, Format.TEXT, content, show_values=_shown(show_values))
    _say_outcome(built, site, _shown(show_values))
    raise typer.Exit(OK if built.published else FOUND_ERRORS)


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
            "Retirez cette donnée du texte. Si ce mot n’en est pas une ici, ajoutez-le à allowed_words, dans centre.toml.",
            error=True,
        )
    else:
        say("Rien n’a été construit : corrigez d’abord les erreurs.", error=True)


def _shown(show_values: bool | None) -> bool:
    """Whether values may be shown: as asked, else not where others read the log."""
    return not os.environ.get("CI") if show_values is None else show_values


Done = TypeVar("Done")


def _with_password(run: Callable[[str | None], Done], report_of: Callable[[Done], Report]) -> Done:
    """Runs with `CONSIGNE_PASSWORD`; without it, asks for the password once if a workbook needs one and somebody is there."""
    password = os.environ.get("CONSIGNE_PASSWORD")
    with _at_work():
        done = run(password)
    is_protected = any(finding.code == "F003" for finding in report_of(done).findings)
    if is_protected and not password and sys.stdin.isatty():
        password = typer.prompt("Mot de passe des classeurs protégés", hide_input=True, err=True)
        with _at_work():
            return run(password)
    return done


def _at_work() -> AbstractContextManager[object]:
    """Shows on a terminal that the program is at work; says nothing in CI nor in a pipe."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status("Contrôle en cours…")


def _print_report(report: Report, format: Format, content: Path, *, show_values: bool) -> None:
    if format is Format.TEXT and sys.stdout.isatty():
        from rich.console import Console

        from generator.reports.text_report import text_report

        Console(highlight=False).print(text_report(report, show_values=show_values))
    else:
        from generator.reports.render import render

        sys.stdout.write(render(report, format, show_values=show_values, content=_as_forge_sees(content)))


def _as_forge_sees(content: Path) -> str:
    """The content folder relative to the repository, which is where CI runs."""
    try:
        return content.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return content.as_posix()


def main() -> None:
    """The entry point."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(INTERRUPTED))
    sys.exit(exit_code(_run))


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

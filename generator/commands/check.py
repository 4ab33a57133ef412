"""`consigne check`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Content, Today, Values, parse_format
from generator.commands.running import as_forge_sees, print_report, shown_values, with_password
from generator.reports.format import Format
from generator.terminal import FOUND_ERRORS, OK, say

if TYPE_CHECKING:
    from schemas.report import Report


def check(
    content: Content = Path("content"),
    format: Annotated[
        Format,
        typer.Option("--format", metavar="|".join(Format), parser=parse_format, help="Format du rapport."),
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

    shown = shown_values(show_values)

    def run(password: str | None) -> Report:
        return check_content(
            content,
            today or date.today(),
            password=password,
            with_understood=with_understood,
            with_strips=shown and format is Format.TEXT,
        )

    report = with_password(run, lambda report: report)
    if output is None:
        print_report(report, format, content, show_values=shown)
    else:
        from generator.output import write_report
        from generator.reports.render import render

        text = render(report, format, show_values=shown, content=as_forge_sees(content))
        write_report(output, text, content=content)
        say(f"Rapport écrit dans {output}.")
    if format is Format.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _summarise(report, content, Path(summary), show_values=shown)
    if annotate is not None:
        _annotate(report, content, annotate)
    raise typer.Exit(OK if report.centre else FOUND_ERRORS)


def _summarise(report: Report, content: Path, summary: Path, *, show_values: bool) -> None:
    """GitHub shows only some annotations of a step, and the whole of this file, to which steps append."""
    from generator.reports.github_report import step_summary

    with summary.open("a", encoding="utf-8") as file:
        file.write(step_summary(report, show_values=show_values, content=as_forge_sees(content)))


def _annotate(report: Report, content: Path, directory: Path) -> None:
    from generator.annotate import annotate, files_without_copy

    copies = annotate(report, content, directory)
    say(
        f"Copies annotées dans {directory} : {len(copies)}. Elles contiennent des données personnelles.",
        error=True,
    )
    for file in files_without_copy(report, content, directory, copies):
        say(f"  Sans copie : {file} (voyez le rapport).", error=True)

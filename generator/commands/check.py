"""`consigne check`."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Content, Quiet, Today, Values
from generator.commands.running import READING, as_forge_sees, at_work, password_of, print_report
from generator.reports.format import Format
from generator.terminal import is_quiet, say
from generator.writing.refusal import ExitCode

if TYPE_CHECKING:
    from schemas.report import Report


def _named(text: str) -> tuple[Format, Path]:
    """`junit=rapport.xml`: a format and a file."""
    format, _, file = text.partition("=")
    if format not in list(Format) or not file:
        raise typer.BadParameter(f"écrivez FORMAT=FICHIER, comme html=rapport.html ; formats : {', '.join(Format)}")
    return Format(format), Path(file)


def _each_named(texts: list[str] | None) -> list[str] | None:
    for text in texts or ():
        _named(text)
    return texts


def check(
    *,
    content: Content = Path("content"),
    format: Annotated[
        Format, typer.Option("--format", metavar="|".join(Format), help="Format du rapport.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Écrire le rapport dans ce fichier.", show_default=False),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Écrire aussi le rapport dans ce format et ce fichier (répétable).",
            callback=_each_named,
            show_default=False,
        ),
    ] = None,
    today: Today,
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
    quiet: Quiet = False,
    show_values: Values,
) -> ExitCode:
    """`consigne check`."""
    from schemas.check import checked  # late: Polars and Pandera

    password = password_of(content)
    with_strips = show_values and format is Format.TEXT
    with at_work() as said:
        found = checked(
            content,
            today,
            password=password,
            keep_cells=with_understood or with_strips,
            said=partial(said, READING),
        )
    report = replace(
        found.report,
        understood=found.understood() if with_understood else (),
        strips=found.strips() if with_strips else {},
    )
    told = report if show_values else report.redacted()
    if output is None:
        print_report(told, format, content)
    else:
        _write(told, format, output, content)
    for other, path in map(_named, also or ()):
        _write(told, other, path, content)
    if format is Format.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _summarise(told, content, Path(summary))
    if annotate is not None:
        _annotate(report, content, annotate)
    return ExitCode.OK if report.centre else ExitCode.FOUND_ERRORS


def _write(report: Report, format: Format, output: Path, content: Path) -> None:
    from generator.reports.written import write_report

    write_report(report, format, output, content=content, as_forge_sees=as_forge_sees(content))
    say(f"Rapport écrit dans {output}.")


def _summarise(report: Report, content: Path, summary: Path) -> None:
    """GitHub shows only some annotations of a step, and the whole of this file, to which steps append."""
    from generator.reports.github_report import step_summary

    with summary.open("a", encoding="utf-8") as file:
        file.write(step_summary(report, content=as_forge_sees(content)))


def _annotate(report: Report, content: Path, directory: Path) -> None:
    from generator.reports.annotate import annotate, files_without_copy

    copies = annotate(report, content, directory)
    if not is_quiet():
        say(
            f"Copies annotées dans {directory} : {len(copies)}. Elles contiennent des données personnelles.",
            error=True,
        )
    for file in files_without_copy(report, content, directory, copies):
        say(f"  Sans copie : {file} (voyez le rapport).", error=True)

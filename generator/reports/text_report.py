"""The report of a check for a coordinator: grouped by file, each fault at its cell, then one line that sums up."""

from __future__ import annotations

from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from schemas.check import Report
from schemas.finding import Finding, Severity
from schemas.values import tidy

_MARK = {Severity.ERROR: ("Erreur", "bold red"), Severity.WARNING: ("Avertissement", "bold yellow")}
_LONGEST_VALUE = 80


def text_report(report: Report, *, show_values: bool) -> RenderableType:
    """What `consigne check` prints. Values are text: no markup or control character of theirs reaches the terminal."""
    parts: list[RenderableType] = []
    for file, findings in groupby(report.findings, key=lambda finding: finding.place.file):
        parts.append(Text(tidy(file), style="bold underline"))
        parts.extend(Padding(_finding(finding, show_values), (0, 0, 0, 2)) for finding in findings)
        parts.append(Text())
    return Group(*parts, _summary(report))


def _finding(finding: Finding, show_values: bool) -> Text:
    label, style = _MARK[finding.severity]
    line = Text.assemble(
        (label, style), " ", (finding.code, "bold"), _where(finding), "\n  ", finding.message
    )
    if show_values and finding.value is not None:
        line.append(f"\n  Valeur : « {_shortened(tidy(finding.value))} »", style="italic")
    return line


def _where(finding: Finding) -> str:
    place = finding.place
    parts = (
        f"feuille « {tidy(place.worksheet)} »" if place.worksheet else None,
        f"cellule {place.cell}" if place.cell else f"ligne {place.row}" if place.row else None,
        f"colonne « {tidy(place.column)} »" if place.column else None,
    )
    said = ", ".join(part for part in parts if part)
    return f" · {said}" if said else ""


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"


def _summary(report: Report) -> Text:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    read = f"{counted(report.files, 'fichier')}, {counted(report.rows, 'ligne')}"
    if not report.findings:
        return Text(f"{read} : rien à signaler.", style="bold green")
    found = f"{counted(errors, 'erreur')}, {counted(warnings, 'avertissement')}"
    return Text(f"{read} : {found}.", style="bold red" if errors else "bold yellow")


def counted(number: int, noun: str) -> str:
    """A number with its noun: 0 erreur, 1 erreur, 2 erreurs. French counts plural from two."""
    return f"{number} {noun}{'s' if number > 1 else ''}"

"""The report of a check for a coordinator: grouped by file, each fault at its cells, then one line that sums up."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from generator.language import french
from generator.reports.addresses import rule_address
from generator.reports.alike import Alike, alike
from generator.reports.place import one_line
from generator.reports.strip_table import strip_table
from generator.reports.understood_table import understood_lines
from schemas.finding import Severity
from schemas.reading.text import tidy
from schemas.report import Key, Report

_NO_WIDTH = 10_000
"""Columns: a log is as wide as its longest line."""

_MARK = {Severity.ERROR: ("Erreur", "bold red"), Severity.WARNING: ("Avertissement", "bold yellow")}
# French does not break lines there, nor inside a range of cells, even where a plain space was typed.
_HELD = re.compile("[\u00a0\u202f\ue000]| (?=[:;!?»%])|(?<=«) |(?<=[0-9]) (?=à [A-Z])|(?<=[0-9] à) (?=[A-Z])")
_HOLDER = "\ue000"
_counted = partial(french.counted, space=" ")


class Paragraph:
    """Text indented and wrapped to the terminal as French asks; Rich alone breaks lines at no-break spaces too."""

    def __init__(self, text: Text, *, indent: int = 0) -> None:
        self.text = text
        self.margin = Text(" " * indent)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wraps; a log, which has no width, keeps its long lines."""
        if options.no_wrap:
            yield self.margin + self.text
            return
        held = self.text.copy()
        spaces = _HELD.finditer(held.plain)
        held.plain = _HELD.sub(_HOLDER, held.plain)
        released = (match.group() for match in spaces)
        for line in held.wrap(console, max(options.max_width - len(self.margin), 1)):
            line.plain = re.sub(_HOLDER, lambda _: next(released), line.plain)
            line.rstrip()
            yield self.margin + line


def plain_text_report(report: Report, _content: str = "") -> str:
    """The same for a log: without colours, each line as long as it is."""
    console = Console(width=_NO_WIDTH, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(text_report(report), soft_wrap=True)
    return capture.get()


def text_report(report: Report) -> RenderableType:
    """What `consigne check` prints. Values are text: no markup or control character of theirs reaches the terminal."""
    parts: list[RenderableType] = []
    for file, groups in groupby(alike(report.findings), key=lambda group: group.findings[0].place.file):
        parts.append(Paragraph(Text(one_line(tidy(file)), style="bold underline")))
        for group in groups:
            parts.extend(_group(group, report.site_url))
            is_error = group.severity is Severity.ERROR
            strip = report.strips.get(_key(group)) if is_error else None
            if strip is not None:
                parts.append(Padding(strip_table(strip), (0, 0, 0, 4), expand=False))
        parts.append(Text())
    if report.understood:
        lines = understood_lines(report.understood)
        parts.extend([*(Paragraph(line) for line in lines), Text()])
    if report.findings:
        parts.extend([Paragraph(_help(report)), Text()])
    return Group(*parts, Paragraph(_summary(report)))


def _group(group: Alike, site_url: str | None) -> list[RenderableType]:
    label, style = _MARK[group.severity]
    where = group.where()
    # On a terminal that follows links, the code leads to the page of the rule.
    code = Style(bold=True, link=rule_address(group.code, site_url) if site_url else None)
    head = Text.assemble((label, style), " ", (group.code, code), f" · {where}" if where else "")
    body = [Text(group.message)]
    if values := group.values():
        body.append(Text(values, style="italic"))
    return [Paragraph(head, indent=2), *(Paragraph(text, indent=4) for text in body)]


def _key(group: Alike) -> Key:
    place = group.findings[0].place
    return (place.file, place.worksheet, place.cell or "")


def _help(report: Report) -> Text:
    """Where the rules are explained, with the first code of the report as the example."""
    code = next((finding.code for finding in report.findings if finding.severity is Severity.ERROR), None)
    command = f"consigne explain {code or report.findings[0].code}"
    page = f" ou {rule_address('index', report.site_url)}" if report.site_url else ""
    return Text(f"Chaque règle est expliquée, avec des exemples : {command}{page}")


def _summary(report: Report) -> Text:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    read = f"{_counted(report.files, 'fichier')}, {_counted(report.rows, 'ligne')}"
    if report.accepted:
        read += f", {_counted(report.accepted, 'avertissement')} {'acceptés' if report.accepted > 1 else 'accepté'}"
    if report.set_aside:
        aside = len(report.set_aside)
        read += f", {_counted(aside, 'autre')} {'mises' if aside > 1 else 'mise'} de côté"
        read += "" if report.understood else " (voyez --understood)"
    if not report.findings:
        return Text(f"{read} : rien à signaler.", style="bold green")
    found = f"{_counted(errors, 'erreur')}, {_counted(warnings, 'avertissement')}"
    return Text(f"{read} : {found}.", style="bold red" if errors else "bold yellow")

"""The report of a check on GitHub: annotations that its runner reads in the log, and a step summary in Markdown.

GitHub shows ten annotations of a severity per step: each file has one, and the tenth speaks for all files left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.language.french import NO_BREAK, counted
from generator.reports.addresses import rule_address
from generator.reports.alike import Alike, alike
from generator.reports.place import line_and_column, one_line, path_from_root
from schemas.finding import Finding, Severity
from schemas.reading.text import tidy
from schemas.report import Report

_SHOWN_FILES = 10
_SHOWN_GROUPS = 10
_SHOWN_NAMES = 100
_SHOWN_RANGES = 20
_LONGEST_SUMMARY = 900_000
"""Bytes. GitHub refuses a step summary of more than 1 MiB as a whole."""

_NOUN = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def github_report(report: Report, content: str) -> str:
    """Workflow commands, one on a line, errors first; nothing where nothing is wrong."""
    commands: list[str] = []
    for severity in Severity:
        found = [finding for finding in report.findings if finding.severity is severity]
        files = [list(group) for _, group in groupby(found, key=lambda finding: finding.place.file)]
        shown = files if len(files) <= _SHOWN_FILES else files[: _SHOWN_FILES - 1]
        commands.extend(_annotation(of_file, report.site_url, content) for of_file in shown)
        if left := files[len(shown) :]:
            commands.append(_annotation_of_the_rest(left, content))
    return "".join(f"{command}\n" for command in commands)


def _annotation(of_file: Sequence[Finding], site_url: str | None, content: str) -> str:
    severity, file = of_file[0].severity, path_from_root(content, of_file[0].place.file)
    groups = alike(of_file)
    lines = [_in_words(group) for group in groups[:_SHOWN_GROUPS]]
    if left := sum(len(group.findings) for group in groups[_SHOWN_GROUPS:]):
        lines.append(f"… et {counted(left, _NOUN[severity])} de plus")
    codes = dict.fromkeys(group.code for group in groups[:_SHOWN_GROUPS]) if site_url else ()
    lines.extend(f"→ {rule_address(code, site_url)}" for code in codes)
    line, column = line_and_column(of_file[0].place)
    title = f"{counted(len(of_file), _NOUN[severity])} dans {file}"
    return _command(severity, "\n".join(lines), file=file, line=str(line), col=str(column), title=title)


def _annotation_of_the_rest(files: Sequence[Sequence[Finding]], content: str) -> str:
    severity = files[0][0].severity
    lines = [
        f"{path_from_root(content, of_file[0].place.file)}{NO_BREAK}: {counted(len(of_file), _NOUN[severity])}"
        for of_file in files[:_SHOWN_NAMES]
    ]
    if len(files) > _SHOWN_NAMES:
        lines.append("…")
    title = f"{counted(sum(map(len, files)), _NOUN[severity])} dans {counted(len(files), 'fichier')} de plus"
    return _command(severity, "\n".join(lines), title=title)


def _in_words(group: Alike) -> str:
    parts = (f"{group.code} · {group.where(most=_SHOWN_RANGES)}".removesuffix(" · "), group.message)
    values = group.values()
    return f"{NO_BREAK}: ".join(parts) + (f" {values}" if values else "")


def _command(severity: Severity, message: str, **properties: str) -> str:
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{severity.value} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# --- the step summary -----------------------------------------------------------------------------------------------


def step_summary(report: Report, content: str) -> str:
    """The whole report in Markdown, for the file that `GITHUB_STEP_SUMMARY` names."""
    counts = [counted(report.count(severity), _NOUN[severity]) for severity in Severity]
    read = f"{counted(report.files, 'fichier')}, {counted(report.rows, 'ligne')}"
    if not report.findings:
        return f"## Consigne\n\n{read}{NO_BREAK}: rien à signaler.\n"
    head = f"## Consigne\n\n{read}{NO_BREAK}: {', '.join(counts)}.\n\n"
    columns = "| Fichier | Gravité | Règle | Où | Ce qui ne va pas |\n|---|---|---|---|---|\n"
    rows = [_row(group, report.site_url, content) for group in alike(report.findings)]
    fitting = _fitting(rows, _LONGEST_SUMMARY)
    left = len(rows) - len(fitting)
    end = f"\nLa suite est trop longue pour cette page{NO_BREAK}: {counted(left, 'ligne')} de plus.\n" if left else ""
    return head + columns + "".join(fitting) + end


def _row(group: Alike, site_url: str | None, content: str) -> str:
    first = group.findings[0]
    values = group.values()
    file, severity, code, where, said = map(
        _escaped,
        (
            path_from_root(content, first.place.file),
            _NOUN[group.severity].capitalize(),
            group.code,
            group.where(most=_SHOWN_RANGES),
            f"{group.message} {values}" if values else group.message,
        ),
    )
    linked = f"[{code}]({rule_address(group.code, site_url)})" if site_url else code
    return f"| {file} | {severity} | {linked} | {where} | {said} |\n"


def _escaped(text: str) -> str:
    """Text in which Markdown and HTML see nothing but text: every ASCII mark has its backslash."""
    return _MARKUP.sub(r"\\\1", one_line(tidy(text))).replace("\\<", "&lt;").replace("\\&", "&amp;")


def _fitting(rows: Iterable[str], bytes_left: int) -> list[str]:
    fitting = []
    for row in rows:
        bytes_left -= len(row.encode())
        if bytes_left < 0:
            break
        fitting.append(row)
    return fitting

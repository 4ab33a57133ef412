"""The report of a check as one page to open in any browser or to print: an artifact of CI, or a file to send to a colleague."""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.language import french
from generator.reports.addresses import rule_address
from generator.reports.alike import Alike, alike
from generator.reports.place import one_line
from generator.resources import site_dir
from schemas.finding import Severity
from schemas.reading.text import tidy
from schemas.report import Report

_counted = partial(french.counted, space=" ")
_LABELS = {Severity.ERROR: "Erreur", Severity.WARNING: "Avertissement"}


def html_report(report: Report, _content: str = "") -> str:
    """The page: what to correct file by file, errors and warnings told apart by word and not by colour alone."""
    files = [
        (one_line(tidy(file)), [_fault(group, report.site_url) for group in groups])
        for file, groups in groupby(alike(report.findings), key=lambda group: group.findings[0].place.file)
    ]
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    return _template().render(
        files=files,
        read=f"{_counted(report.files, 'fichier')}, {_counted(report.rows, 'ligne')}",
        found=f"{_counted(errors, 'erreur')}, {_counted(warnings, 'avertissement')}" if report.findings else None,
        accepted=_counted(report.accepted, "avertissement") if report.accepted else None,
        is_right=not errors,
        day=french.short_date(report.today),
    )


def _fault(group: Alike, site_url: str | None) -> dict[str, str | None]:
    return {
        "kind": group.severity.value,
        "label": _LABELS[group.severity],
        "code": group.code,
        "address": rule_address(group.code, site_url) if site_url else None,
        "where": french.polished(group.where()),
        "message": french.polished(group.message),
        "values": group.values(),
    }


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(site_dir() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html")

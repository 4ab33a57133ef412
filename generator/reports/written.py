"""A report in a file that the user names."""

from __future__ import annotations

from pathlib import Path

from generator.reports.format import Format
from generator.reports.render import render
from generator.writing.door import Door
from generator.writing.refusal import OutputRefused
from schemas.reading.files.workbook import SUPPORTED
from schemas.report import Report


def write_report(report: Report, format: Format, path: Path, *, content: Path, as_forge_sees: str) -> None:
    """Writes a report, whole or not at all, for its owner alone. `content` is the content folder, also as a forge sees it.

    Raises:
        OutputRefused: the path is a spreadsheet, lies in the content folder or in the published site, or cannot be written.
    """
    if path.suffix.lower() in SUPPORTED:
        raise OutputRefused(f"Le rapport ne peut pas être écrit dans {path} : un fichier du centre serait perdu.")
    text = render(report, format, content=as_forge_sees)
    Door(option="--output", content=content).write(path, text.encode("utf-8"), None)

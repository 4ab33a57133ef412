"""Centres for tests: from a rule's example, or on disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import openpyxl

from schemas.cell import Cell
from schemas.centre import CentreSettings
from schemas.check import check_content
from schemas.columns import TABLES
from schemas.finding import Finding
from schemas.judging.judge import judge
from schemas.reading.discovery import ATTACHMENTS
from schemas.reading.files.workbook import read_file
from schemas.reading.results import Results, read_results
from schemas.reading.tables import locate
from schemas.reading.trouble import Trouble
from schemas.reading.worksheet import Worksheet
from schemas.report import Report
from schemas.rule import Example

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
SETTINGS = CentreSettings(name="Collège Gaston-Tartempion", site="Trifouillis-les-Oies")
TOML = 'name = "Collège Gaston-Tartempion"\nsite = "Trifouillis-les-Oies"\n'

Rows = tuple[tuple[Cell, ...], ...]


def check_example(example: Example, folder: Path) -> Report:
    """Checks a rule's example; only what it gives as bytes goes through a file."""
    worksheets: dict[str, list[Worksheet]] = {"sessions": [], "rosters": [], "sheets": []}
    already: list[Trouble] = []
    attachments = tuple(name for name in example.files if name.endswith(ATTACHMENTS) and name.startswith("sheets/"))
    results = Results()
    for name, content in example.files.items():
        kind = name.partition("/")[0].partition(".")[0]
        if name in attachments:
            continue
        if isinstance(content, bytes):
            path = folder / Path(name).name
            path.write_bytes(content)
            if kind == "results":
                results = read_results([(path, name)], TODAY)
                continue
            read = read_file(path, name)
            worksheets[kind].extend(read.worksheets)
            already.extend(read.troubles)
        else:
            rows = [list(row) for row in content]
            worksheets[kind].append(Worksheet(file=name, name=None, rows=rows))
    settings = CentreSettings.model_validate({**SETTINGS.model_dump(exclude_unset=True), **example.settings})
    return check_worksheets(worksheets, settings, already, attachments, results)


def check_worksheets(
    worksheets: Mapping[str, Iterable[Worksheet]],
    settings: CentreSettings = SETTINGS,
    already: Iterable[Trouble] = (),
    attachments: tuple[str, ...] = (),
    results: Results | None = None,
) -> Report:
    """Checks worksheets that no file holds; `already` was found while reading."""
    located = {kind: locate(kind, worksheets.get(kind, ())) for kind in TABLES}
    located["sessions"].troubles.extend(already)
    return judge(located, settings, TODAY, files=1, attachments=attachments, results=results).report


def xlsx(*rows: tuple[Cell, ...], sheet: str = "Feuille1") -> bytes:
    """The bytes of a workbook with one worksheet."""
    workbook = openpyxl.Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    worksheet.title = sheet
    for row in rows:
        worksheet.append(row)
        for cell in worksheet[worksheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that starts with = stays a text
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def write_centre(folder: Path, sessions: Rows, rosters: dict[str, bytes], toml: str = TOML) -> Path:
    """A content folder with these sessions and roster files."""
    content = folder / "content"
    (content / "rosters").mkdir(parents=True)
    (content / "centre.toml").write_text(toml, encoding="utf-8")
    (content / "sessions.xlsx").write_bytes(xlsx(*sessions))
    for name, data in rosters.items():
        (content / "rosters" / name).write_bytes(data)
    return content


def ods(rows: str, styles: str = "") -> bytes:
    """The bytes of a small .ods with one worksheet, from the XML of its rows and of its automatic styles."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f"<office:document-content {names}>{styles}<office:body><office:spreadsheet>"
        f'<table:table table:name="S1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return saved.getvalue()


def found(content: Path) -> list[tuple[str, str | None, str | None]]:
    """File, cell and code of each finding of a content folder."""
    report = check_content(content, TODAY)
    return [(finding.place.file, finding.place.cell, finding.code) for finding in report.findings]


def at(finding: Finding) -> str:
    """Where a finding is, as examples write it: `file!A1`, or `file`."""
    place = finding.place
    return f"{place.file}!{place.cell}" if place.cell else place.file

"""The check of a whole centre: files in, findings and checked records out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.centre import CentreSettings, load_settings
from schemas.discovery import ContentFiles, find_content
from schemas.finding import Finding, Severity
from schemas.frames import Frames, build_frames
from schemas.reading.workbook import read_file
from schemas.reading.worksheet import Worksheet
from schemas.recording import records
from schemas.records import Centre
from schemas.rules.registry import RULES
from schemas.tables import locate
from schemas.validation import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found. `findings` are sorted; `files` and `rows` were read; `centre` is None when there are errors."""

    today: date
    files: int
    rows: int
    findings: tuple[Finding, ...]
    centre: Centre | None

    def count(self, severity: Severity) -> int:
        """The number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check_content(content: Path, today: date) -> Report:
    """Checks a content folder.

    Raises:
        schemas.errors.CentreError: `centre.toml` or the folder itself is wrong; nothing else was looked at.
    """
    settings = load_settings(content / "centre.toml")
    files = find_content(content)
    read = {kind: [read_file(path, name) for path, name in found] for kind, found in _by_kind(files).items()}
    worksheets = {
        kind: [sheet for content in contents for sheet in content.worksheets]
        for kind, contents in read.items()
    }
    unreadable = [
        finding for contents in read.values() for content in contents for finding in content.findings
    ]
    return check_worksheets(worksheets, settings, today, files=files.count(), already=unreadable)


def _by_kind(files: ContentFiles) -> dict[str, tuple[tuple[Path, str], ...]]:
    return {"sessions": files.sessions, "rosters": files.rosters}


def check_worksheets(
    worksheets: Mapping[str, Iterable[Worksheet]],
    settings: CentreSettings,
    today: date,
    *,
    files: int,
    already: Iterable[Finding] = (),
) -> Report:
    """Checks what was read, by kind of table; `already` are the findings of reading."""
    located = {kind: locate(kind, worksheets[kind]) for kind in worksheets}
    structure = [finding for found in located.values() for finding in found.findings]
    frames = build_frames({kind: found.tables for kind, found in located.items()}, settings, today)
    in_error = {(f.place.file, f.place.worksheet, f.place.cell) for f in structure if f.place.cell}
    # A cell already reported (a #REF!) is empty for the row rules: its being empty is not a second fault.
    of_rows = [
        f for f in validate(frames, RULES) if (f.place.file, f.place.worksheet, f.place.cell) not in in_error
    ]
    findings = tuple(sorted([*already, *structure, *of_rows], key=Finding.sort_key))
    has_error = any(finding.severity is Severity.ERROR for finding in findings)
    return Report(
        today=today,
        files=files,
        rows=_row_count(frames),
        findings=findings,
        centre=None if has_error else records(frames),
    )


def _row_count(frames: Frames) -> int:
    return frames.sessions.height + frames.rosters.height

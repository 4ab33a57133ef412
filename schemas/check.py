"""The check of a whole centre: files in, findings and checked records out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from schemas.acceptance import accept
from schemas.centre import CentreSettings, load_settings
from schemas.columns import TABLES
from schemas.discovery import find_content
from schemas.excerpt import Key, Strip, strips
from schemas.finding import Finding, Severity
from schemas.frames import build_frames
from schemas.gathering import gather, pool_for
from schemas.recording import records
from schemas.records import Centre
from schemas.rules.registry import RULES
from schemas.tables import Located
from schemas.understood import Understood, understood
from schemas.validation import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found. `findings` are sorted; `files` and `rows` were read; `accepted` warnings are counted and not
    shown; `understood` and `strips` are empty unless asked for; `centre` is None when there are errors.
    """

    today: date
    files: int
    rows: int
    findings: tuple[Finding, ...]
    accepted: int = 0
    understood: tuple[Understood, ...] = ()
    strips: Mapping[Key, Strip] = field(default_factory=dict)
    centre: Centre | None

    def count(self, severity: Severity) -> int:
        """The number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check_content(
    content: Path,
    today: date,
    *,
    password: str | None = None,
    with_understood: bool = False,
    with_strips: bool = False,
) -> Report:
    """Checks a content folder; `password` opens its protected workbooks.

    Raises:
        schemas.errors.CentreError: `centre.toml` or the folder itself is wrong; nothing else was looked at.
    """
    settings = load_settings(content / "centre.toml")
    found = find_content(content)
    by_kind = {"sessions": found.sessions, "rosters": found.rosters, "sheets": found.sheets}
    with _no_search_for_cycles():
        with pool_for(found.count()) as pool:
            located = {kind: gather(kind, files, password, pool) for kind, files in by_kind.items()}
        return check_tables(
            located,
            settings,
            today,
            files=found.count(),
            attachments=found.attachments,
            with_understood=with_understood,
            with_strips=with_strips,
        )


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of cells hold no cycle: that Python searches them again and again costs a sixth of a check."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def check_tables(
    located: Mapping[str, Located],
    settings: CentreSettings,
    today: date,
    *,
    files: int,
    attachments: tuple[str, ...] = (),
    with_understood: bool = False,
    with_strips: bool = False,
) -> Report:
    """Checks the tables of each kind; `files` says how many were read, `attachments` what stands beside the sheets."""
    structure = [finding for found in located.values() for finding in found.findings]
    tables = {kind: located[kind].tables for kind in TABLES}
    all_tables = [table for found in tables.values() for table in found]
    frames = build_frames(tables, settings, today, attachments)
    in_error = {_cell(finding) for finding in structure if finding.place.cell}
    # A cell already reported (a #REF!) is empty for the row rules: its being empty is not a second fault.
    of_rows = [finding for finding in validate(frames, RULES) if _cell(finding) not in in_error]
    judged = accept([*structure, *of_rows], settings.accepted)
    findings = tuple(sorted(judged.shown, key=Finding.sort_key))
    has_error = any(finding.severity is Severity.ERROR for finding in findings)
    return Report(
        today=today,
        files=files,
        rows=sum(frames.of(kind).height for kind in TABLES),
        findings=findings,
        accepted=judged.accepted,
        understood=tuple(understood(all_tables, today)) if with_understood else (),
        strips=strips(findings, all_tables) if with_strips else {},
        centre=None if has_error else records(frames),
    )


def _cell(finding: Finding) -> tuple[str, str | None, str | None]:
    return (finding.place.file, finding.place.worksheet, finding.place.cell)

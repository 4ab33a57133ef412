"""Tables to a report: frames, every rule, what the centre accepts, records. Where Polars and Pandera come in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from schemas.centre import CentreSettings
from schemas.columns import TABLES
from schemas.finding import Finding, Severity
from schemas.judging.acceptance import accept
from schemas.judging.beside import findings_beside
from schemas.judging.recording import records
from schemas.judging.standing import standing
from schemas.judging.validation import validate
from schemas.reading.excerpt import strips
from schemas.reading.frames import build_frames
from schemas.reading.results import Results
from schemas.reading.tables import Located
from schemas.reading.understood import understood
from schemas.report import Report
from schemas.rules.files import finding_of
from schemas.rules.matching import matched
from schemas.rules.registry import RULES


def judge(
    located: Mapping[str, Located],
    settings: CentreSettings,
    today: date,
    *,
    files: int,
    attachments: tuple[str, ...] = (),
    results: Results | None = None,
    with_understood: bool = False,
    with_strips: bool = False,
    with_standing: bool = False,
) -> Report:
    """Judges the tables of each kind; `files` says how many were read, `attachments` what stands beside the sheets,
    `results` what Pix sent.
    """
    results = results or Results()
    structure = [finding_of(trouble) for found in located.values() for trouble in found.troubles]
    tables = {kind: located[kind].tables for kind in TABLES}
    all_tables = [table for found in tables.values() for table in found]
    frames = matched(build_frames(tables, settings, today, attachments))
    in_error = {_cell(finding) for finding in structure if finding.place.cell}
    # A cell already reported (a #REF!) is empty for the row rules: its being empty is not a second fault.
    of_rows = [finding for finding in validate(frames, RULES) if _cell(finding) not in in_error]
    judged = accept([*structure, *of_rows, *findings_beside(frames, results)], settings.accepted)
    findings = tuple(sorted(judged.shown, key=Finding.sort_key))
    has_error = any(finding.severity is Severity.ERROR for finding in findings)
    whole = records(frames, results.rows) if with_standing or not has_error else None
    return Report(
        today=today,
        files=files,
        rows=sum(frames.of(kind).height for kind in TABLES),
        findings=findings,
        accepted=judged.accepted,
        understood=tuple(understood(all_tables, today)) if with_understood else (),
        strips=strips(findings, all_tables) if with_strips else {},
        standing=standing(frames, whole, findings, results) if with_standing and whole else None,
        centre=None if has_error else whole,
        site_url=settings.publication.site_url,
    )


def _cell(finding: Finding) -> tuple[str, str | None, str | None]:
    return (finding.place.file, finding.place.worksheet, finding.place.cell)

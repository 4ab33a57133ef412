"""Tables to what was checked: frames, every rule, what the centre accepts, records. Where Polars and Pandera come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from schemas.centre import CentreSettings
from schemas.columns import TABLES
from schemas.finding import Finding, Severity
from schemas.judging.acceptance import accept
from schemas.judging.beside import findings_beside
from schemas.judging.recording import records
from schemas.judging.standing import Standing, standing
from schemas.judging.validation import validate
from schemas.reading.excerpt import strips
from schemas.reading.frames import Frames, build_frames
from schemas.reading.results import Results
from schemas.reading.table import Located, Table
from schemas.reading.understood import set_aside, understood
from schemas.report import Key, Report, Strip, Understood
from schemas.rules.matching import matched
from schemas.rules.registry import RULES
from schemas.rules.troubles import finding_of


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A centre that was checked: its report, and what else may be asked, worked out when it is asked."""

    report: Report
    frames: Frames
    results: Results

    def standing(self) -> Standing:
        """What stands of each session, whatever is wrong elsewhere."""
        whole = self.report.centre or records(self.frames, self.results.rows)
        return standing(self.frames, whole, self.report.findings, self.results)

    def understood(self) -> tuple[Understood, ...]:
        """What was understood rather than read to the letter; the cells must have been kept."""
        return tuple(understood(self._tables(), self.frames.today))

    def strips(self) -> Mapping[Key, Strip]:
        """A few cells around each faulty one; the cells must have been kept."""
        return strips(self.report.findings, self._tables())

    def _tables(self) -> list[Table]:
        return [table for found in self.frames.tables.values() for table in found]


def judge(
    located: Mapping[str, Located],
    settings: CentreSettings,
    today: date,
    *,
    files: int,
    attachments: tuple[str, ...] = (),
    results: Results | None = None,
) -> Checked:
    """Judges the tables of each kind; `files` says how many were read, `attachments` what stands beside the sheets,
    `results` what Pix sent.
    """
    results = results or Results()
    structure = [finding_of(trouble) for found in located.values() for trouble in found.troubles]
    tables = {kind: located[kind].tables for kind in TABLES}
    frames = matched(build_frames(tables, settings, today, attachments))
    in_error = {_cell(finding) for finding in structure if finding.place.cell}
    # A cell already reported (a #REF!) is empty for the row rules: its being empty is not a second fault.
    of_rows = [finding for finding in validate(frames, RULES) if _cell(finding) not in in_error]
    of_rows = list(_with_merged_cells(of_rows, [table for found in tables.values() for table in found]))
    judged = accept([*structure, *of_rows, *findings_beside(frames, results)], settings.accepted)
    findings = tuple(sorted(judged.shown, key=Finding.sort_key))
    has_error = any(finding.severity is Severity.ERROR for finding in findings)
    report = Report(
        today=today,
        files=files,
        rows=sum(frames.of(kind).height for kind in TABLES),
        findings=findings,
        accepted=judged.accepted,
        set_aside=tuple(set_aside(table for found in tables.values() for table in found)),
        centre=None if has_error else records(frames, results.rows),
        site_url=settings.publication.site_url,
    )
    return Checked(report=report, frames=frames, results=results)


def _with_merged_cells(findings: list[Finding], tables: list[Table]) -> Iterator[Finding]:
    """Says of a cell that is empty because a merged one covers it that this is why: one sees a value there."""
    covered: dict[tuple[str, str | None, str | None], str] = {
        (table.file, table.worksheet, cell): first for table in tables for cell, first in table.covered.items()
    }
    for finding in findings:
        first = covered.get(_cell(finding)) if finding.value is None else None
        if first is None:
            yield finding
            continue
        why = f"Cette cellule est fusionnée avec {first}, qui seule a une valeur : défusionnez-les, et remplissez chacune."
        yield replace(finding, message=f"{finding.message} {why}")


def _cell(finding: Finding) -> tuple[str, str | None, str | None]:
    return (finding.place.file, finding.place.worksheet, finding.place.cell)

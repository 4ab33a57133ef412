"""What is wrong with the files that no rule reads: scans and reports beside the sheets, and results of Pix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from schemas.finding import Finding, Place
from schemas.reading.frames import Frames
from schemas.reading.results import Results
from schemas.rules import retention, sheets_rosters
from schemas.rules.attached import session_of
from schemas.timing import months_before


def findings_beside(frames: Frames, results: Results) -> Iterator[Finding]:
    """Scans of which nobody knows the session, and files that are past their retention."""
    days = dict(frames.sessions.select("id", "date").drop_nulls("id").iter_rows())
    first_kept = months_before(frames.today, frames.settings.retention.sheets_months)
    for name in frames.attachments:
        session = session_of(name, days)
        if session is None:
            yield sheets_rosters.T001.finding(sheets_rosters.ATTACHED_TO_NOTHING, Place(file=name))
        elif (day := days[session]) is not None and day < first_kept:
            yield retention.F014.finding(retention.SCAN_KEPT, Place(file=name))
    for name, day in _last_days(results).items():
        if day < first_kept:
            yield retention.F014.finding(retention.RESULTS_KEPT, Place(file=name))


def _last_days(results: Results) -> dict[str, date]:
    """By results file, the last day of a test that it tells of."""
    last: dict[str, date] = {}
    for result in results.rows:
        if result.held is not None:
            name = result.source.file
            last[name] = max(result.held, last.get(name, result.held))
    return last

"""What was entered on a sheet for each candidate of a session, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence

from generator.private.packs.french_order import in_french_order
from schemas.records import Candidate, Centre, SheetRow

Entered = Sequence[tuple[Candidate, SheetRow | None]]
"""The candidates of one session in the order of the file, and what was entered for each."""


def entered_by_session(centre: Centre) -> dict[str, list[tuple[Candidate, SheetRow | None]]]:
    """What was entered for each candidate, by identifier of the session: once for the whole centre."""
    rows = {row.candidate: row for row in centre.sheet_rows if row.candidate is not None}
    found: dict[str, list[tuple[Candidate, SheetRow | None]]] = {}
    for index, candidate in enumerate(centre.candidates):
        found.setdefault(candidate.session_id, []).append((candidate, rows.get(index)))
    return found


def in_order(entered: Entered) -> tuple[list[Candidate], list[SheetRow | None]]:
    """The candidates of a session in the order of the printed list, and what was entered for each."""
    row_of = {id(candidate): row for candidate, row in entered}
    candidates = in_french_order(candidate for candidate, _ in entered)
    return candidates, [row_of[id(candidate)] for candidate in candidates]

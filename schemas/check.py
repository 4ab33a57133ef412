"""The check of a whole centre: files in, findings and checked records out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.reading.discovery import find_content
from schemas.reading.gathering import gather, joined, pool_for

if TYPE_CHECKING:
    from schemas.judging.judge import Checked
    from schemas.report import Report


def check_content(content: Path, today: date, *, password: str | None = None) -> Report:
    """Checks a content folder; `password` opens its protected workbooks.

    Raises:
        schemas.errors.CentreError: `centre.toml`, the folder itself or the environment is wrong; nothing else was looked at.
    """
    return checked(content, today, password=password).report


def checked(content: Path, today: date, *, password: str | None = None, keep_cells: bool = False) -> Checked:
    """The same, with all that may be asked besides the report; `keep_cells` for what shows cells as they stand.

    Raises:
        schemas.errors.CentreError: as above.
    """
    found = find_content(content)
    by_kind = {"sessions": found.sessions, "rosters": found.rosters, "sheets": found.sheets}
    with pool_for(found.count()) as pool:
        parts = {
            kind: gather(kind, files, today, password=password, executor=pool, keep_cells=keep_cells)
            for kind, files in by_kind.items()
        }
        # Late: Pydantic, Polars and Pandera load while the pool already reads.
        from schemas.centre import load_settings  # noqa: PLC0415
        from schemas.judging.judge import judge  # noqa: PLC0415
        from schemas.judging.validation import refuse_disabled_validation  # noqa: PLC0415
        from schemas.reading.results import read_results  # noqa: PLC0415

        settings = load_settings(content / "centre.toml")
        refuse_disabled_validation()
        return judge(
            {kind: joined(read) for kind, read in parts.items()},
            settings,
            today,
            files=found.count(),
            attachments=found.attachments,
            results=read_results(found.results, today, password=password),
        )

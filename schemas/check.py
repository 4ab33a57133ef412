"""The check of a whole centre: files in, findings and checked records out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.reading.discovery import find_content
from schemas.reading.gathering import gather, joined, pool_for

if TYPE_CHECKING:
    from schemas.report import Report


def check_content(
    content: Path,
    today: date,
    *,
    password: str | None = None,
    with_understood: bool = False,
    with_strips: bool = False,
    with_standing: bool = False,
) -> Report:
    """Checks a content folder; `password` opens its protected workbooks.

    Raises:
        schemas.errors.CentreError: `centre.toml`, the folder itself or the environment is wrong; nothing else was looked at.
    """
    found = find_content(content)
    by_kind = {"sessions": found.sessions, "rosters": found.rosters, "sheets": found.sheets}
    with _no_search_for_cycles(), pool_for(found.count()) as pool:
        parts = {
            kind: gather(
                kind,
                files,
                today,
                password=password,
                executor=pool,
                keep_cells=with_understood or with_strips,
            )
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
            with_understood=with_understood,
            with_strips=with_strips,
            with_standing=with_standing,
        )


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of cells hold no cycle: that Python searches them again and again, and once more before it ends, costs a
    fifth of a check.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()

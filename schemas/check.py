"""The check of a whole centre: files in, findings and checked records out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.reading.discovery import find_content
from schemas.reading.gathering import Files, gather, joined, pool_for

if TYPE_CHECKING:
    from schemas.judging.judge import Checked
    from schemas.reading.table import Located
    from schemas.report import Report


Said = Callable[[int, int], None]
"""Is told how many files were read, of how many."""

_SAID_EVERY = 50
"""Files: reading them takes about a fifth of a second."""


def check_content(content: Path, today: date, *, password: str | None = None) -> Report:
    """Checks a content folder; `password` opens its protected workbooks.

    Raises:
        schemas.errors.CentreError: `centre.toml`, the folder itself or the environment is wrong; nothing else was looked at.
    """
    return checked(content, today, password=password).report


def checked(
    content: Path, today: date, *, password: str | None = None, keep_cells: bool = False, said: Said | None = None
) -> Checked:
    """The same, with all that may be asked besides the report; `keep_cells` for what shows cells as they stand.

    Raises:
        schemas.errors.CentreError: as above.
    """
    found = find_content(content)
    by_kind = {"sessions": found.sessions, "rosters": found.rosters, "sheets": found.sheets}
    with pool_for(found.count()) as pool:
        parts = [
            (kind, gather(kind, some, today, password=password, executor=pool, keep_cells=keep_cells), len(some))
            for kind, files in by_kind.items()
            for some in _in_parts(files)
        ]
        # Late: Pydantic, Polars and Pandera load while the pool already reads.
        from schemas.centre import load_settings  # noqa: PLC0415
        from schemas.judging.judge import judge  # noqa: PLC0415
        from schemas.judging.validation import refuse_disabled_validation  # noqa: PLC0415
        from schemas.reading.results import read_results  # noqa: PLC0415

        settings = load_settings(content / "centre.toml")
        refuse_disabled_validation()
        return judge(
            _joined(parts, found.count(), said),
            settings,
            today,
            files=found.count(),
            attachments=found.attachments,
            results=read_results(found.results, today, password=password),
        )


def _in_parts(files: Files) -> Iterator[Files]:
    for start in range(0, len(files) or 1, _SAID_EVERY):
        yield files[start : start + _SAID_EVERY]


def _joined(parts: Iterable[tuple[str, Iterable[Located], int]], total: int, said: Said | None) -> dict[str, Located]:
    """What the parts give, by kind; after each, says how many files were read."""
    read: dict[str, list[Located]] = {}
    done = 0
    for kind, part, count in parts:
        read.setdefault(kind, []).extend(part)
        done += count
        if said is not None:
            said(done, total)
    return {kind: joined(found) for kind, found in read.items()}

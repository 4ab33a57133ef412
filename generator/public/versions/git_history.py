"""What the git repository of a centre says: when its content last changed, and what it was before."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_TIMEOUT_S = 20
_LAST = 8
"""Changes of the content that are looked at: each costs a check, and a paper is rarely printed earlier."""
_EARLIER_DAYS = 6
"""Before those, days of which the last change is looked at: a coordinator may send twenty files in one morning."""
_READ = 400
_MOST_BYTES = 50_000_000
_NO_SCANS = tuple(
    f":(exclude,icase,glob)**/*.{ending}" for ending in ("pdf", "png", "jpg", "jpeg", "tif", "tiff", "zip")
)
"""Scans kept beside the sheets are large, and say nothing of a version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit that changed the content: its name, and its day where git knows it.

    The oldest commit of a shallow clone seems to have changed everything that came before it.
    """

    name: str
    day: date | None


def content_date(content: Path) -> date | None:
    """The day of the last commit that changed the content folder; None without git or before the first commit.

    A page is dated by its content and never by the clock, so that the same commit gives the same bytes.
    """
    latest = _commits(content, 1)
    return latest[0].day if latest else None


def last_commits(content: Path) -> list[Commit]:
    """The last commits that changed the content folder, and the last one of some days before them; newest first."""
    found = _commits(content, _READ)
    recent, older = found[:_LAST], found[_LAST:]
    # Oldest first, so that the newest of each day stays.
    of_days = {commit.day: commit for commit in reversed(older)}
    return recent + sorted(of_days.values(), key=older.index)[:_EARLIER_DAYS]


def _commits(content: Path, count: int) -> list[Commit]:
    """Commits that changed the content folder, newest first; none without git."""
    try:
        log = _git(content, "log", f"-{count}", "--format=%H %cs %P", "--", ".")
        # Only the oldest commit has no parents: the first of all, or where a shallow clone was cut.
        cut = any(len(line.split()) == 2 for line in log.splitlines()) and _is_shallow(content)
        lines = (line.split() for line in log.splitlines())
        return [
            Commit(name=name, day=None if cut and not parents else date.fromisoformat(day))
            for name, day, *parents in lines
        ]
    except (OSError, ValueError, subprocess.SubprocessError):
        return []


def _is_shallow(content: Path) -> bool:
    return _git(content, "rev-parse", "--is-shallow-repository").strip() == "true"


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=_TIMEOUT_S
    )
    return done.stdout


@contextmanager
def content_at(content: Path, commit: Commit) -> Iterator[Path | None]:
    """The content folder as it was, in a private folder that goes away; None where git cannot give it."""
    with tempfile.TemporaryDirectory(prefix="consigne-") as folder:
        target = Path(folder) / "content"
        yield target if _unpacked(content, commit, target) else None


def _unpacked(content: Path, commit: Commit, target: Path) -> bool:
    packed = target.with_suffix(".zip")
    try:
        _git(content, "archive", "--format=zip", "--output", str(packed), commit.name, "--", ".", *_NO_SCANS)
        with zipfile.ZipFile(packed) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                return False
            archive.extractall(target)
    except (OSError, zipfile.BadZipFile, subprocess.SubprocessError):
        return False
    return True

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
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit that changed the content: its name and its day."""

    name: str
    day: date


def content_date(content: Path) -> date | None:
    """The day of the last commit that changed the content folder; None without git or before the first commit.

    A page is dated by its content and never by the clock, so that the same commit gives the same bytes.
    """
    latest = last_commits(content, 1)
    return latest[0].day if latest else None


def last_commits(content: Path, count: int = _LAST) -> list[Commit]:
    """The last commits that changed the content folder, newest first; none without git."""
    command = ["git", "log", f"-{count}", "--format=%H %cs", "--", "."]
    try:
        done = subprocess.run(
            command, cwd=content, capture_output=True, text=True, check=True, timeout=_TIMEOUT_S
        )
        lines = (line.split() for line in done.stdout.splitlines())
        return [Commit(name=name, day=date.fromisoformat(day)) for name, day in lines]
    except (OSError, ValueError, subprocess.SubprocessError):
        return []


@contextmanager
def content_at(content: Path, commit: Commit) -> Iterator[Path | None]:
    """The content folder as it was, in a private folder that goes away; None where git cannot give it."""
    with tempfile.TemporaryDirectory(prefix="consigne-") as folder:
        target = Path(folder) / "content"
        yield target if _unpacked(content, commit, target) else None


def _unpacked(content: Path, commit: Commit, target: Path) -> bool:
    packed = target.with_suffix(".zip")
    command = ["git", "archive", "--format=zip", "--output", str(packed), commit.name, "."]
    try:
        subprocess.run(command, cwd=content, capture_output=True, check=True, timeout=_TIMEOUT_S)
        with zipfile.ZipFile(packed) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                return False
            archive.extractall(target)
    except (OSError, zipfile.BadZipFile, subprocess.SubprocessError):
        return False
    return True

"""When the content of a centre last changed, as its git repository says it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path


def content_date(content: Path) -> date | None:
    """The day of the last commit that changed the content folder; None without git or before the first commit.

    A page is dated by its content and never by the clock, so that the same commit gives the same bytes.
    """
    command = ["git", "log", "-1", "--format=%cs", "--", "."]
    try:
        done = subprocess.run(command, cwd=content, capture_output=True, text=True, check=True, timeout=20)
        return date.fromisoformat(done.stdout.strip())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None

"""Which session a scan or a report beside the sheets belongs to: its file name begins with the session's identifier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath


def session_of(name: str, sessions: Iterable[str]) -> str | None:
    """The session of a file, by the longest identifier with which a word of its name begins: `S10-fraude.pdf` is of S10, not of S1."""
    stem = PurePosixPath(name).stem.lower()
    found = [id for id in sessions if re.search(rf"(?:^|[^a-z0-9]){re.escape(id.lower())}(?![a-z0-9])", stem)]
    return max(found, key=len, default=None)

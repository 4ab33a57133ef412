"""What the papers of a session say, as a digest: by it one sees that a list or a sheet changed after something was made of it.

What is not on the sheet does not count: an access code is to be erased, and observations go on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from schemas.records import Candidate, Session, SheetRow

_OF_SESSION = ("id", "date", "start", "end", "site", "room", "invigilators", "session_number")
_OF_CANDIDATE = (
    "last_name",
    "first_name",
    "birth_date",
    "birth_place",
    "ine",
    "external_id",
    "division",
    "extra_time_percent",
)
_OF_ROW = (
    "last_name",
    "first_name",
    "birth_date",
    "birth_place",
    "extra_time_percent",
    "present",
    "certification_number",
    "end_screen_seen",
    "comments",
)


def sheet_digest(session: Session, candidates: Iterable[Candidate], rows: Iterable[SheetRow | None] = ()) -> str:
    """SHA-256 of what the attendance sheet of these candidates says, in hexadecimal; `rows`, once it is filled in."""
    told = [
        _values(session, _OF_SESSION),
        *(_values(candidate, _OF_CANDIDATE) for candidate in candidates),
        *(row and _values(row, _OF_ROW) for row in rows),
    ]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _values(record: object, fields: Iterable[str]) -> list[object]:
    return [getattr(record, name) for name in fields]

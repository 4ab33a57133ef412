"""Whether a centre has workbooks that only a password opens: known before anything else is read, so that nobody waits to be asked."""

from __future__ import annotations

from pathlib import Path

from schemas.reading.discovery import find_content
from schemas.reading.files.archive import Damaged
from schemas.reading.files.old_excel import Protected, xls_sheets
from schemas.reading.files.workbook import ENCRYPTED_STREAM, MAX_FILE_BYTES, OLE


def asks_for_password(content: Path) -> bool:
    """Whether a spreadsheet of this content folder was encrypted by Excel. An .ods with a password is never opened here.

    Raises:
        schemas.errors.CentreError: the folder is not a centre's.
    """
    found = find_content(content)
    return any(_is_encrypted(path) for path, _ in (*found.sessions, *found.rosters, *found.sheets, *found.results))


def _is_encrypted(path: Path) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return False
        with path.open("rb") as file:
            data = file.read(len(OLE))
            data += file.read() if data == OLE else b""
        return data.startswith(OLE) and (ENCRYPTED_STREAM in data or _is_old_and_encrypted(data))
    except OSError:  # the check will say so
        return False


def _is_old_and_encrypted(data: bytes) -> bool:
    try:
        xls_sheets(data)
    except Protected:
        return True
    except Damaged:  # the check will say so
        return False
    return False

"""Opens one spreadsheet file, whatever it really is, and gives its worksheets or why it cannot."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from schemas.errors import reason_in_french
from schemas.finding import Place
from schemas.reading.files.archive import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Archive,
    Damaged,
    SheetFacts,
    TooBig,
    refuse_too_big,
    unpack,
)
from schemas.reading.files.delimited import Undecodable, read_rows
from schemas.reading.files.ods_look import ods_sheets
from schemas.reading.files.old_excel import Protected, xls_sheets
from schemas.reading.files.xlsx_look import xlsx_sheets
from schemas.reading.trouble import Kind, Trouble, trouble
from schemas.reading.worksheet import Worksheet, from_a1

MAX_FILE_BYTES = 20_000_000
SUPPORTED = (".xlsx", ".ods", ".xls", ".csv")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContent:
    """What one file gave: its worksheets in order, and the trouble with the file itself."""

    worksheets: tuple[Worksheet, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class _Refused(Exception):
    """Carries the trouble with the file out of the reading functions of this module."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def read_file(path: Path, name: str, password: str | None = None) -> FileContent:
    """Reads one file; `name` is how findings call it (its path in the content folder). Never raises for its content."""
    try:
        return FileContent(worksheets=_worksheets(path, name, password))
    except _Refused as refused:
        return FileContent(troubles=(refused.trouble,))


def _worksheets(path: Path, name: str, password: str | None) -> tuple[Worksheet, ...]:
    suffix = path.suffix.lower()
    place = Place(file=name)
    if suffix not in SUPPORTED:
        raise _Refused(trouble(Kind.UNSUPPORTED_TYPE, place, suffix=suffix))
    data = _bytes(path, place)
    found = _nature(data)
    if found == "encrypted" and not password:
        raise _Refused(trouble(Kind.PROTECTED, place))
    if password and found in {"encrypted", ".xls"}:
        data = _decrypted(data, password, place)
        found = _nature(data)
    if suffix == ".csv" and found == "text":
        return _read_csv(data, place)
    if found != suffix:
        raise _Refused(trouble(Kind.OTHER_TYPE, place, suffix=suffix, found=_NATURE_IN_FRENCH[found]))
    return _read_workbook(data, place, suffix)


def _decrypted(data: bytes, password: str, place: Place) -> bytes:
    """The workbook itself, out of the envelope that a password puts around it; unprotected data as it is."""
    # Late: cryptography is slow to load, and most centres protect nothing.
    import msoffcrypto  # noqa: PLC0415
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError  # noqa: PLC0415

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
        opened = io.BytesIO()
        office.load_key(password=password)
        office.decrypt(opened)
    except (InvalidKeyError, DecryptionError):
        raise _Refused(trouble(Kind.WRONG_PASSWORD, place)) from None
    except Exception:  # msoffcrypto and olefile raise whatever a damaged file makes them stumble over
        raise _Refused(trouble(Kind.DAMAGED, place)) from None
    return opened.getvalue()


def _bytes(path: Path, place: Place) -> bytes:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):  # a folder; or a pipe, which would keep us waiting for ever
            raise _Refused(trouble(Kind.UNREADABLE, place, reason="ce n’est pas un fichier"))
        if about.st_size > MAX_FILE_BYTES:
            raise _Refused(trouble(Kind.FILE_TOO_BIG, place))
        data = path.read_bytes()
    except FileNotFoundError:
        reason = "il est introuvable, ou c’est un lien vers un fichier qui n’est plus là"
        raise _Refused(trouble(Kind.UNREADABLE, place, reason=reason)) from None
    except OSError as error:
        raise _Refused(trouble(Kind.UNREADABLE, place, reason=reason_in_french(error))) from None
    if not data.strip():
        raise _Refused(trouble(Kind.EMPTY_FILE, place))
    return data


# What the first bytes say a file is, whatever its extension.
_NATURE_IN_FRENCH = {
    ".xlsx": "un classeur Excel (.xlsx)",
    ".ods": "un classeur LibreOffice (.ods)",
    ".xls": "un ancien classeur Excel (.xls)",
    "zip": "une archive ou un document d’un autre type, ou il est abîmé",
    "html": "une page web (HTML)",
    "xml": "un document XML",
    "pdf": "un document PDF",
    "text": "un fichier de texte",
}


def _nature(data: bytes) -> str:
    if data.startswith(b"PK"):
        return _zip_nature(data)
    if data.startswith(OLE):
        return "encrypted" if ENCRYPTED_STREAM in data else ".xls"
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<body", b"<div")):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    return "pdf" if start.startswith(b"%pdf") else "text"


def _zip_nature(data: bytes) -> str:
    # The names of the parts stand uncompressed in the file; they are enough here, `unpack` judges the rest.
    if b"opendocument.spreadsheet" in data[:200] or (b"content.xml" in data and b"META-INF/manifest.xml" in data):
        return ".ods"
    return ".xlsx" if b"xl/workbook.xml" in data else "zip"


def _read_csv(data: bytes, place: Place) -> tuple[Worksheet, ...]:
    try:
        rows = read_rows(data)
    except Undecodable:
        raise _Refused(trouble(Kind.NOT_A_TABLE_OF_TEXT, place)) from None
    except TooBig:
        raise _Refused(trouble(Kind.TABLE_TOO_BIG, place)) from None
    return (Worksheet(file=place.file, name=None, rows=rows),)


def _read_workbook(data: bytes, place: Place, suffix: str) -> tuple[Worksheet, ...]:
    try:
        is_old = suffix == ".xls"
        in_order = xls_sheets(data) if is_old else []
        refuse_too_big(in_order)
        by_name = {} if is_old else _look_into(data, suffix, place)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (index, sheet.name)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
        facts = by_name or dict(zip((name for _, name in sheets), in_order, strict=False))
        read, cells = [], 0
        for index, name in sheets:
            sheet = workbook.get_sheet_by_index(index)
            cells += sheet.total_height * sheet.total_width
            if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS or cells > MAX_CELLS:
                raise TooBig
            read.append(_read_sheet(sheet, facts.get(name, SheetFacts()), place))
        return tuple(read)
    except TooBig as error:
        if error.cell:
            far = replace(place, cell=error.cell, row=from_a1(error.cell)[0] + 1)
            raise _Refused(trouble(Kind.STRAY_CELL, far)) from None
        raise _Refused(trouble(Kind.TABLE_TOO_BIG, place)) from None
    except (PasswordError, Protected):
        raise _Refused(trouble(Kind.PROTECTED, place)) from None
    except (Damaged, CalamineError, ValueError, OSError):
        raise _Refused(trouble(Kind.DAMAGED, place)) from None


def _look_into(data: bytes, suffix: str, place: Place) -> dict[str, SheetFacts]:
    archive = unpack(data)
    if suffix == ".ods" and _is_encrypted(archive):
        raise _Refused(trouble(Kind.PROTECTED_ODS, place))
    facts = ods_sheets(archive) if suffix == ".ods" else xlsx_sheets(archive)
    refuse_too_big(facts.values())
    return facts


def _is_encrypted(archive: Archive) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.names and b"encryption-data" in archive.part(manifest)


def _read_sheet(sheet: CalamineSheet, facts: SheetFacts, place: Place) -> Worksheet:
    return Worksheet(
        file=place.file,
        name=sheet.name,
        rows=sheet.to_python(skip_empty_area=False) if sheet.height else [],  # type: ignore[arg-type]
        errors=facts.errors,
        hidden=frozenset(facts.hidden),
        struck=frozenset(facts.struck),
        covered=facts.covered,
    )

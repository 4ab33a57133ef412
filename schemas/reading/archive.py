"""A look into the zip of an .xlsx or .ods before a spreadsheet library may open it.

Two jobs: refuse what would exhaust memory (a compressed bomb, a cell at the far end of the sheet), and find the error
cells (#REF!…) and the formulas never calculated, which python-calamine shows as empty ones.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException, ElementTree

from schemas.reading.worksheet import from_a1

MAX_UNPACKED_BYTES = 200_000_000
"""All parts of a workbook together; a table of 20,000 rows x 200 columns stays below."""
_READ_BY_NOBODY = ("docProps/", "xl/theme/", "Thumbnails/", "Configurations2/")
MAX_ROWS = 20_000
MAX_COLUMNS = 200


class Damaged(Exception):
    """The archive cannot be read to its end."""


class TooBig(Exception):
    """The archive unpacks to more than a spreadsheet of people can hold."""


_MOST_EXPANSION = 1032
"""What DEFLATE can make of a byte at most (zlib's documentation)."""


class Archive:
    """The parts of a zip that hold cells or lead to them, unpacked within limits when they are asked for."""

    def __init__(self, data: bytes, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self._data = data
        self._infos = infos

    @property
    def names(self) -> Iterable[str]:
        """The names of the parts."""
        return self._infos.keys()

    def part(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            Damaged: there is none of that name, or it ends too early.
            TooBig: more than `MAX_UNPACKED_BYTES`.
        """
        if name not in self._infos:
            raise Damaged
        try:
            return _inflate(self._data, self._infos[name], MAX_UNPACKED_BYTES)
        except (zlib.error, struct.error, NotImplementedError, ValueError) as error:
            raise Damaged from error


def unpack(data: bytes) -> Archive:
    """Opens a zip in memory whose parts together stay within `MAX_UNPACKED_BYTES`.

    What really comes out is counted, because sizes written in the file may lie; that is not needed where the packed bytes
    are too few to hold so much.

    Raises:
        Damaged: no zip, or one that ends too early.
        TooBig: more than `MAX_UNPACKED_BYTES` in all.
    """
    infos: dict[str, zipfile.ZipInfo] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.is_dir() or info.filename.startswith(_READ_BY_NOBODY):
                    continue
                if info.filename in infos:
                    raise Damaged  # which of the two would be read?
                infos[info.filename] = info
        if sum(info.compress_size for info in infos.values()) * _MOST_EXPANSION > MAX_UNPACKED_BYTES:
            room = MAX_UNPACKED_BYTES
            for info in infos.values():
                room -= len(_inflate(data, info, room))
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError) as error:
        raise Damaged from error
    return Archive(data, infos)


def _inflate(data: bytes, info: zipfile.ZipInfo, room: int) -> bytes:
    name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra_length
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed[: room + 1])
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-15)
        content = inflater.decompress(packed, room + 1)
        if len(content) <= room and not inflater.eof:
            raise Damaged
    else:
        raise Damaged
    if len(content) > room:
        raise TooBig
    if zlib.crc32(content) != info.CRC:
        raise Damaged
    return content


@dataclass(slots=True, kw_only=True)
class SheetFacts:
    """What python-calamine does not tell of a worksheet. Rows and columns count from 0.

    `last_row` and `last_column` are exact where they could be too far (beyond row 9,999 or column Z of an .xlsx).
    """

    last_row: int = -1
    last_column: int = -1
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


# --- .xlsx ----------------------------------------------------------------------------------------------------------

_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
# Of a row or a cell. Starts with a literal letter, which the search skips to; most sheets hold no such address.
_FAR_ADDRESS = re.compile(rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{2,}\d+|[A-Za-z]?\d{5,})["']""")
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<',
    re.DOTALL,
)
_UNCALCULATED_CELL = re.compile(
    rb'<(?:\w+:)?c (?![^>]*?\bt="str")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>'
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
UNCALCULATED = "formule non calculée"
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row (?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_LONGEST_PATH = 300


def xlsx_sheets(archive: Archive) -> dict[str, SheetFacts]:
    """Facts of each worksheet of an .xlsx, by its name."""
    sheets: dict[str, SheetFacts] = {}
    for name, path in _xlsx_paths(archive):
        if name in sheets:
            raise Damaged  # no spreadsheet program writes two worksheets of one name
        sheets[name] = _xlsx_facts(archive.part(path))
    return sheets


def _xlsx_paths(archive: Archive) -> Iterator[tuple[str, str]]:
    links = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    targets = {link.get("Id"): link.get("Target", "")[:_LONGEST_PATH] for link in links}
    parts = {part.lower(): part for part in archive.names}
    for sheet in _elements(archive, "xl/workbook.xml", "sheet"):
        target = targets.get(sheet.get(_RELATIONSHIP), "")
        path = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        if path.lower() not in parts:
            raise Damaged  # what we have not looked into, nobody opens
        yield sheet.get("name", ""), parts[path.lower()]


def _elements(archive: Archive, part: str, name: str) -> list[dict[str, str]]:
    """The attributes of each element of that name in a part that declares no entity."""
    found: list[dict[str, str]] = []

    def take(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(f" {name}"):
            found.append(attributes)

    def refuse(*_declaration: object) -> None:
        raise Damaged

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = take
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(archive.part(part), True)  # noqa: FBT003 - the last piece
    except expat.ExpatError as error:
        raise Damaged from error
    return found


def _xlsx_facts(xml: bytes) -> SheetFacts:
    facts = SheetFacts()
    far = [from_a1(address.decode().upper()) for address in _FAR_ADDRESS.findall(xml)]
    facts.last_row = max((row for row, _ in far), default=-1)
    facts.last_column = max((column for _, column in far), default=-1)
    if b"hidden=" in xml:
        facts.hidden = frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml))
    if b't="e"' in xml:
        facts.errors = {
            from_a1(cell.decode()): text.decode("utf-8", "replace") for cell, text in _ERROR_CELL.findall(xml)
        }
    if b"<f" in xml or b":f" in xml:
        facts.errors |= {from_a1(cell.decode()): UNCALCULATED for cell in _UNCALCULATED_CELL.findall(xml)}
    return facts


# --- .ods -----------------------------------------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


def ods_sheets(archive: Archive) -> dict[str, SheetFacts]:
    """Facts of each worksheet of an .ods, by its name; repeated cells are counted, not unfolded."""
    sheets: dict[str, SheetFacts] = {}
    facts, row = SheetFacts(), 0
    try:
        for event, element in ElementTree.iterparse(
            io.BytesIO(archive.part("content.xml")), ("start", "end")
        ):
            if event == "start" and element.tag == f"{_TABLE}table":
                facts, row = sheets.setdefault(element.get(f"{_TABLE}name", ""), SheetFacts()), 0
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                row = _ods_row(element, facts, row)
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise Damaged from error
    return sheets


def _ods_row(element: Element, facts: SheetFacts, row: int) -> int:
    after = row + _repeated(element, "number-rows-repeated")
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        next_column = column + _repeated(cell, "number-columns-repeated")
        if cell.get(f"{_OFFICE}value-type") or len(cell):
            facts.last_row = max(facts.last_row, after - 1)
            facts.last_column = max(facts.last_column, next_column - 1)
            if cell.get(f"{_CALCEXT}value-type") == "error":
                facts.errors[row, column] = "".join(cell.itertext())
        column = next_column
    if facts.last_row == after - 1 and element.get(f"{_TABLE}visibility", "visible") != "visible":
        facts.hidden |= frozenset(range(row, min(after, MAX_ROWS)))
    return after


def _repeated(element: Element, attribute: str) -> int:
    count = element.get(f"{_TABLE}{attribute}", "1")
    return int(count) if count.isdigit() and len(count) < 10 else 1

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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from schemas.reading.worksheet import from_a1

MAX_UNPACKED_BYTES = 200_000_000
"""All parts of a workbook together; a table of 20,000 rows x 200 columns stays below."""
_READ_BY_NOBODY = ("docProps/", "xl/theme/", "Thumbnails/", "Configurations2/")
MAX_TEXT_BYTES = 400_000_000
"""The text of all cells of a worksheet, where one text may stand for many cells."""
MAX_ROWS = 20_000
MAX_COLUMNS = 200


class Damaged(Exception):
    """The archive cannot be read to its end."""


MAX_CELLS = MAX_ROWS * MAX_COLUMNS
"""Of all worksheets of a workbook together: each would fit, and a hundred of them would not."""


class TooBig(Exception):
    """The archive unpacks to more than a spreadsheet of people can hold."""


_MOST_EXPANSION = 1032
"""What DEFLATE can make of a byte at most (zlib's documentation)."""


class Archive:
    """The parts of a zip that hold cells or lead to them, unpacked within limits when they are asked for."""

    def __init__(self, data: bytes, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self._data = data
        self._infos = infos

    def at_most(self, name: str) -> int:
        """How long the content of a part can be at most, without unpacking it."""
        return self._infos[name].compress_size * _MOST_EXPANSION

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

    `last_row` and `last_column` are exact where they could be too far (beyond row 9,999 or column Z of an .xlsx), and may be
    too small elsewhere.
    """

    last_row: int = -1
    last_column: int = -1
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    def area(self) -> int:
        """How many cells there are from A1 to the last one."""
        return (self.last_row + 1) * (self.last_column + 1)


def refuse_too_big(sheets: Iterable[SheetFacts]) -> None:
    """Compares what is known of the worksheets of a workbook with what is read.

    Raises:
        TooBig: one of them, or all together.
    """
    known = list(sheets)
    if any(sheet.last_row >= MAX_ROWS or sheet.last_column >= MAX_COLUMNS for sheet in known):
        raise TooBig
    if sum(sheet.area() for sheet in known) > MAX_CELLS:
        raise TooBig


# --- .xlsx ----------------------------------------------------------------------------------------------------------

_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
# Of a row or a cell. Starts with a literal letter, which the search skips to; most sheets hold no such address.
_FAR_ADDRESS = re.compile(rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{2,}\d+|[A-Za-z]?\d{5,})["']""")
# Error cells, formulas and hidden rows: most sheets have none, and are not looked at element by element. One search each, as
# they then skip from one literal beginning to the next.
_ERROR_MARKS = (b'"e"', b"'e'")
_WORTH_A_LOOK = tuple(map(re.compile, (rb"<f[\s/>]", rb":f[\s/>]", rb"""hidden\s*=\s*["'](?:1|true)""")))
# Rows and cells may leave out their address, which no spreadsheet program does: they have to be counted. In a small sheet
# there can't be enough of them to matter.
_WITHOUT_ADDRESS = re.compile(rb"""<(?:\w+:)?(?:row|c)(?!\sr=["'])[\s/>]""")
_SMALL_BYTES = 40_000
UNCALCULATED = "formule non calculée"
_LONGEST_PATH = 300


def xlsx_sheets(archive: Archive) -> dict[str, SheetFacts]:
    """Facts of each worksheet of an .xlsx, by its name."""
    sheets: dict[str, SheetFacts] = {}
    for name, path in _xlsx_paths(archive):
        if name in sheets:
            raise Damaged  # no spreadsheet program writes two worksheets of one name
        xml = archive.part(path)
        _refuse_repeated_text(xml, archive)
        sheets[name] = _xlsx_facts(xml)
    return sheets


_SHARED = "xl/sharedstrings.xml"
_SHORTEST_CELL = len("<c t='s'><v>0</v></c>")
_TEXT_CELL = re.compile(rb"""t\s*=\s*["']s["']""")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")


def _refuse_repeated_text(xml: bytes, archive: Archive) -> None:
    """Cells share their texts: millions of them may show one that is long."""
    shared = [name for name in archive.names if name.lower() == _SHARED]
    if len(xml) // _SHORTEST_CELL * sum(map(archive.at_most, shared)) <= MAX_TEXT_BYTES:
        return  # as nearly always, and known at once
    cells = sum(1 for _ in _TEXT_CELL.finditer(xml))
    texts = (text for name in shared for text in _SHARED_TEXT.split(archive.part(name)))
    if cells * max(map(len, texts)) > MAX_TEXT_BYTES:
        raise TooBig


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

    _walk(archive.part(part), start=take, most=_MOST_ENTRIES)
    return found


_MOST_ENTRIES = 100_000
"""In a list of parts or of worksheets."""


def _xlsx_facts(xml: bytes) -> SheetFacts:
    facts = SheetFacts()
    far = [from_a1(address.decode().upper()) for address in _FAR_ADDRESS.findall(xml)]
    facts.last_row = max((row for row, _ in far), default=-1)
    facts.last_column = max((column for _, column in far), default=-1)
    if _is_worth_a_look(xml):
        look = _XlsxLook(facts)
        _walk(xml, start=look.start, end=look.end, text=look.text)
    return facts


def _is_worth_a_look(xml: bytes) -> bool:
    return (
        any(mark in xml for mark in _ERROR_MARKS)
        or any(sign.search(xml) for sign in _WORTH_A_LOOK)
        or (len(xml) > _SMALL_BYTES and _WITHOUT_ADDRESS.search(xml) is not None)
    )


class _XlsxLook:
    """Goes through the elements of a worksheet of an .xlsx, which may leave out the address of a row or a cell."""

    def __init__(self, facts: SheetFacts) -> None:
        self._facts = facts
        self._row = self._column = -1
        self._kind = ""
        self._has_formula = self._in_formula = False
        self._shown = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = _address(attributes["r"])
            self._facts.last_row = max(self._facts.last_row, self._row)
            self._facts.last_column = max(self._facts.last_column, self._column)
            self._kind = attributes.get("t", "")
            self._has_formula, self._shown = False, ""
        elif name == "f":
            self._has_formula = self._in_formula = True
        elif name == "row":
            self._row = _number(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self._facts.hidden.add(self._row)

    def text(self, text: str) -> None:
        if not self._in_formula and (self._has_formula or self._kind == "e"):
            self._shown += text[:_LONGEST_ERROR]

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "f":
            self._in_formula = False
        elif name == "c":
            shown = self._shown.strip()
            if self._kind == "e":
                self._facts.errors[self._row, self._column] = shown or "erreur"
            elif self._has_formula and not shown and self._kind != "str":
                self._facts.errors[self._row, self._column] = UNCALCULATED
            self._kind, self._has_formula = "", False


_LONGEST_ERROR = 40


def _address(text: str) -> tuple[int, int]:
    if not _A1.fullmatch(text):
        raise Damaged
    return from_a1(text.upper())


_A1 = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}")


def _number(text: str) -> int:
    """A whole number as libraries read it; one beyond all limits stands for those of more digits than they could hold."""
    if not _NUMBER.fullmatch(text):
        raise Damaged
    return int(text) if len(text) < 20 else 10**20


_NUMBER = re.compile(r"\+?[0-9]+")


# --- .ods -----------------------------------------------------------------------------------------------------------

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


def ods_sheets(archive: Archive) -> dict[str, SheetFacts]:
    """Facts of each worksheet of an .ods, by its name; repeated cells are counted, not unfolded."""
    look = _OdsLook()
    _walk(archive.part("content.xml"), start=look.start, end=look.end, text=look.text)
    return look.sheets


class _OdsLook:
    """Goes through the elements of `content.xml`."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._depth = 0
        self._row_depth: int | None = None
        self._row = self._after = self._column = 0
        self._repeats = self._length = self._text_left = 0
        self._is_visible = True
        self._error_at: tuple[int, int] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._row_depth is None:
            if tag == f"{_TABLE}table":
                name = attributes.get(f"{_TABLE}name", "")
                self._facts, self._row = self.sheets.setdefault(name, SheetFacts()), 0
                self._text_left = MAX_TEXT_BYTES
            elif tag == f"{_TABLE}table-row":
                self._row_depth = self._depth
                self._after = self._row + _repeated(attributes, f"{_TABLE}number-rows-repeated")
                self._column = 0
                self._is_visible = attributes.get(f"{_TABLE}visibility", "visible") == "visible"
        elif self._depth == self._row_depth + 1 and tag in _CELLS:
            self._cell(attributes)
        elif self._depth == self._row_depth + 2:
            self._fill()  # what a cell holds, if only a comment
        if tag == f"{_TEXT}s":
            self._length += _repeated(attributes, f"{_TEXT}c")

    def _cell(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_CALCEXT}value-type") == "error":
            self._error_at = (self._row, self._column)
            self._facts.errors[self._error_at] = ""
        columns = _repeated(attributes, f"{_TABLE}number-columns-repeated")
        self._column += columns
        self._repeats = columns * (self._after - self._row)
        self._length = len(attributes.get(f"{_OFFICE}string-value", ""))
        if attributes.get(f"{_OFFICE}value-type"):
            self._fill()

    def _fill(self) -> None:
        self._facts.last_row = max(self._facts.last_row, self._after - 1)
        self._facts.last_column = max(self._facts.last_column, self._column - 1)

    def text(self, text: str) -> None:
        self._length += len(text)
        if self._error_at is not None:
            self._facts.errors[self._error_at] += text[:_LONGEST_ERROR]

    def end(self, tag: str) -> None:
        if tag in _CELLS:
            self._error_at = None
            self._text_left -= self._length * self._repeats
            if self._text_left < 0:
                raise TooBig
        elif self._depth == self._row_depth:
            if not self._is_visible and self._facts.last_row == self._after - 1:
                self._facts.hidden.update(range(self._row, min(self._after, MAX_ROWS)))
            self._row, self._row_depth = self._after, None
        self._depth -= 1


def _repeated(attributes: dict[str, str], name: str) -> int:
    return _number(attributes.get(name, "1"))


# --- XML ------------------------------------------------------------------------------------------------------------

_MOST_ELEMENTS = 5_000_000
"""A cell has two: itself, and its value or paragraph."""


def _walk(
    xml: bytes,
    *,
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
    most: int = _MOST_ELEMENTS,
) -> None:
    """Calls for each element ("namespace name", attributes) without ever holding a tree, in a part that declares no entity.

    Raises:
        Damaged: no XML, or one with a document type.
        TooBig: more than `most` elements.
    """
    left = most

    def counted(tag: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise TooBig
        start(tag, attributes)

    def refuse(*_declaration: object) -> None:
        raise Damaged

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = counted
    parser.StartDoctypeDeclHandler = refuse
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - the last piece
    except expat.ExpatError as error:
        raise Damaged from error

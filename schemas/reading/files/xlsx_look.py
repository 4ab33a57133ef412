"""What an .xlsx tells of its worksheets that python-calamine does not: far cells, error cells, formulas never calculated, hidden rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.reading.files.archive import MAX_TEXT_BYTES, Archive, Damaged, SheetFacts, TooBig
from schemas.reading.files.xml_walk import LONGEST_ERROR, elements, number, walk
from schemas.reading.worksheet import from_a1

_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
"""In the usual form of the format and in the strict one."""
# Of a cell. Starts with a literal letter, which the search skips to; most sheets hold no such address.
_FAR_ADDRESS = re.compile(
    rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{2,}\d+|[A-Za-z]\d{5,})["'][^<>]*+>(?!</(?:\w+:)?c>)(?<!/>)"""
)
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
    struck = _struck_styles(archive)
    for name, path in _xlsx_paths(archive):
        if name in sheets:
            raise Damaged  # no spreadsheet program writes two worksheets of one name
        xml = archive.part(path)
        _refuse_repeated_text(xml, archive)
        sheets[name] = _xlsx_facts(xml)
        if struck:
            sheets[name].struck.update(_struck_cells(xml, struck))
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
    links = elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    targets = {link.get("Id"): link.get("Target", "")[:_LONGEST_PATH] for link in links}
    parts = {part.lower(): part for part in archive.names}
    for sheet in elements(archive, "xl/workbook.xml", "sheet"):
        target = targets.get(next((id for name in _RELATIONSHIPS if (id := sheet.get(name))), ""), "")
        path = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        if path.lower() not in parts:
            raise Damaged  # what we have not looked into, nobody opens
        yield sheet.get("name", ""), parts[path.lower()]


_STYLES = "xl/styles.xml"


def _struck_styles(archive: Archive) -> set[str]:
    """The numbers of the cell styles that cross out what stands in the cell."""
    names = [name for name in archive.names if name.lower() == _STYLES]
    if not names or b"strike" not in archive.part(names[0]):
        return set()
    fonts: list[bool] = []
    styles: set[str] = set()
    inside: list[str] = []
    formats = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal formats
        name = tag.rpartition(" ")[2]
        around = inside[-1] if inside else ""
        if name == "font" and around == "fonts":
            fonts.append(False)
        elif name == "strike" and around == "font" and attributes.get("val") not in {"0", "false"} and fonts:
            fonts[-1] = True
        elif name == "xf" and around == "cellXfs":
            font = attributes.get("fontId", "0")
            if font.isdecimal() and int(font[:6]) < len(fonts) and fonts[int(font[:6])]:
                styles.add(str(formats))
            formats += 1
        inside.append(name)

    walk(archive.part(names[0]), start=start, end=lambda _tag: inside.pop())
    return styles


_STYLED = re.compile(
    rb"""<(?:\w+:)?c(?=[^<>]*\ss=["'](\d+)["'])[^<>]*\sr=["']([A-Za-z]{1,3}\d{1,7})["'][^<>]*+>(?<!/>)"""
)


def _struck_cells(xml: bytes, styles: set[str]) -> Iterator[tuple[int, int]]:
    for style, address in _STYLED.findall(xml):
        if style.decode() in styles:
            yield from_a1(address.decode().upper())


_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']""")


def _xlsx_facts(xml: bytes) -> SheetFacts:
    facts = SheetFacts()
    for address in _FAR_ADDRESS.findall(xml):
        facts.fill(*from_a1(address.decode().upper()))
    for first, last in _MERGED.findall(xml) if b"mergeCell" in xml else ():
        (first_row, first_column), (last_row, last_column) = (from_a1(at.decode()) for at in (first, last))
        facts.merge(first_row, last_row, first_column, last_column)
    if _is_worth_a_look(xml):
        look = _XlsxLook(facts)
        walk(xml, start=look.start, end=look.end, text=look.text)
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
        self._has_formula = self._in_formula = self._is_filled = False
        self._shown = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = _address(attributes["r"])
            self._kind = attributes.get("t", "")
            self._has_formula, self._shown = False, ""
            self._is_filled = False
        elif name == "f":
            self._has_formula = self._in_formula = self._is_filled = True
        elif name in {"v", "is"}:
            self._is_filled = True
        elif name == "row":
            self._row = number(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self._facts.hidden.add(self._row)

    def text(self, text: str) -> None:
        if not self._in_formula and (self._has_formula or self._kind == "e"):
            self._shown += text[:LONGEST_ERROR]

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "f":
            self._in_formula = False
        elif name == "c":
            if self._is_filled:
                self._facts.fill(self._row, self._column)
            shown = self._shown.strip()
            if self._kind == "e":
                self._facts.errors[self._row, self._column] = shown or "erreur"
            elif self._has_formula and not shown and self._kind != "str":
                self._facts.errors[self._row, self._column] = UNCALCULATED
            self._kind, self._has_formula = "", False


def _address(text: str) -> tuple[int, int]:
    if not _A1.fullmatch(text):
        raise Damaged
    return from_a1(text.upper())


_A1 = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}")

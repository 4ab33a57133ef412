"""Goes through the elements of an XML part of a workbook, without a tree and without entities."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from schemas.reading.files.archive import Archive, Damaged, TooBig

_MOST_ELEMENTS = 5_000_000
"""A cell has two: itself, and its value or paragraph."""


def walk(
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


def elements(archive: Archive, part: str, name: str) -> list[dict[str, str]]:
    """The attributes of each element of that name in a part that declares no entity."""
    found: list[dict[str, str]] = []

    def take(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(f" {name}"):
            found.append(attributes)

    walk(archive.part(part), start=take, most=_MOST_ENTRIES)
    return found


_MOST_ENTRIES = 100_000
"""In a list of parts or of worksheets."""


def number(text: str) -> int:
    """A whole number as libraries read it; one beyond all limits stands for those of more digits than they could hold."""
    if not _NUMBER.fullmatch(text):
        raise Damaged
    return int(text) if len(text) < 20 else 10**20


_NUMBER = re.compile(r"\+?[0-9]+")


LONGEST_ERROR = 40
"""Letters of what an error cell shows."""

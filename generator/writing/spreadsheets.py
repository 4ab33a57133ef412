"""What every .xlsx that we write shares: the same bytes each time, text that stays text, our mark in its properties."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from generator.writing.our_mark import CORE, CREATOR, WRITTEN

TEXT = "@"
"""The number format of text: a value that starts with `=` stays one when someone edits the cell."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767
"""Of a cell or a comment, as the format allows."""
_FIT = 0.85
"""The part of a column's width, in digits, that text can count on: capitals are wider than digits."""


def mark_as_ours(workbook: Workbook, *, keyword: str, title: str) -> None:
    """Replaces the document properties: who made it, of what kind it is, at no hour."""
    workbook.properties = DocumentProperties(
        creator=CREATOR, keywords=keyword, title=in_xml(title), created=WRITTEN, modified=WRITTEN
    )


def packed(workbook: Workbook) -> bytes:
    """The bytes of a workbook without the hour of writing."""
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members[CORE] = _MODIFIED.sub(rf"\g<1>{WRITTEN:%Y-%m-%dT%H:%M:%SZ}".encode(), members[CORE])
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A package of these files, in this order, without an hour, and uncompressed: not all compressors agree."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, date_time=WRITTEN.timetuple()[:6])
            member.create_system = 0
            package.writestr(member, data)
    return out.getvalue()


def in_xml(text: str) -> str:
    """Text without the control characters that no workbook can hold, and not longer than one can."""
    return _NOT_IN_XML.sub("", text)[:_LONGEST_TEXT]


def write_text(cell: Any, text: str) -> None:
    """Writes text that is never a formula nor an error, whatever it starts with."""
    cell.value = in_xml(text)
    cell.data_type = "s"
    cell.number_format = TEXT


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column, words kept whole; an overlong word is broken."""
    room = max(1, int(width * _FIT))
    lines, used = 1, 0
    for word in text.split():
        start = used + 1 if used else 0
        if start + len(word) <= room:
            used = start + len(word)
        else:
            lines += (used > 0) + (len(word) - 1) // room
            used = len(word) - (len(word) - 1) // room * room
    return lines


def print_on_a4(sheet: Any) -> None:
    """Landscape, as wide as the paper and as many pages as it takes, each with its number."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9: A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches, as below
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text, sheet.oddFooter.center.size = "Page &P sur &N", 9

"""What openpyxl would lose of a workbook, or could not bear, read from the parts of its zip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook

from generator.language.french import enumerated

MAX_UNFOLDED_CELLS = 1_000_000

_CERTAIN = (
    ("les dessins ou zones de texte", re.compile("xl/drawings/drawing"), re.compile(rb"<(?:\w+:)?(?:sp|cxnSp)[ >]")),
    ("les cases à cocher et boutons", re.compile("xl/ctrlProps/"), None),
    ("les objets incorporés", re.compile("xl/embeddings/"), None),
    ("les segments", re.compile("xl/slicers/"), None),
    ("les mini-graphiques", re.compile("xl/worksheets/"), re.compile(rb"<(?:\w+:)?sparkline[ >]")),
    ("des listes de choix", re.compile("xl/worksheets/"), re.compile(rb"<x14:dataValidation[ >]")),
    ("des mises en forme conditionnelles", re.compile("xl/worksheets/"), re.compile(rb"<x14:cfRule[ >]")),
    ("les fils de commentaires", re.compile("xl/threadedComments/"), None),
    ("les macros", re.compile(r"xl/vbaProject\.bin"), None),
)
"""What openpyxl never keeps: in French, the parts in which it stands, and how it is seen there."""


def lost(parts: Mapping[str, bytes], workbook: Workbook) -> str | None:
    """One French sentence on what `workbook`, loaded from `parts`, has no longer; None when nothing is missing."""
    missing = [*_dropped(parts), *_unread(parts, workbook)]
    if not missing:
        return None
    return f"Cette copie ne reprend pas {enumerated(missing)}\u00a0: l’original les garde."


def _dropped(parts: Mapping[str, bytes]) -> Iterator[str]:
    for said, place, sign in _CERTAIN:
        if any(place.match(name) and (sign is None or sign.search(data)) for name, data in parts.items()):
            yield said


def _unread(parts: Mapping[str, bytes], workbook: Workbook) -> Iterator[str]:
    """Pictures and charts are kept where openpyxl can, which depends on what they are and on Pillow."""
    sheets: Iterable[Any] = workbook.worksheets
    drawings = b"".join(data for name, data in parts.items() if name.startswith("xl/drawings/drawing"))
    shown = {kind: len(re.findall(rb"<(?:\w+:)?%s[ >]" % kind, drawings)) for kind in (b"pic", b"graphicFrame")}
    if sum(len(sheet._images) for sheet in sheets) < shown[b"pic"]:
        yield "les images"
    if sum(len(sheet._charts) for sheet in sheets) < shown[b"graphicFrame"]:
        yield "les graphiques"


# --- ranges that openpyxl unfolds cell by cell ----------------------------------------------------------------------

_UNFOLDED = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\bref\s*=\s*["']([^"']*)["']""")
_RANGE = re.compile(rb"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?\Z")


def too_wide(parts: Mapping[str, bytes]) -> bool:
    """Whether merged cells or links cover so many cells that unfolding them would exhaust memory."""
    references = (
        reference
        for name, data in parts.items()
        if name.startswith("xl/worksheets/")
        for reference in _UNFOLDED.findall(data)
    )
    return sum(_area(reference) for reference in references) > MAX_UNFOLDED_CELLS


def _area(reference: bytes) -> int:
    found = _RANGE.match(reference)
    if not found:
        return MAX_UNFOLDED_CELLS + 1  # written in a way that no spreadsheet program does
    left, top, right, bottom = found.groups()
    width = _number(right or left) - _number(left) + 1
    return abs(width * (int(bottom or top) - int(top) + 1))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

"""One PDF out of several papers, in printing order, for a printer that prints on both sides; tagged as its parts are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from generator.packs.tags import Tags

_ORDER = ("door", "briefing", "poster", "attendance", "end_times", "slips", "code", "incident", "fraud")
_ONE_SIDED = frozenset({"poster", "slips", "code"})
"""Nothing may stand on their backs: they are hung up, cut or folded."""


def whole_session(papers: Mapping[str, bytes], title: str, language: str) -> bytes:
    """All papers of a session; each begins on a fresh sheet. Convocations go out days before: they stay apart."""
    in_order = ((papers[name], name in _ONE_SIDED) for name in _ORDER if name in papers)
    return _merged(in_order, title, language)


def whole_day(sessions: Iterable[bytes], title: str, language: str) -> bytes:
    """The sessions of a day, one after the other."""
    return _merged(((pdf, False) for pdf in sessions), title, language)


def _merged(parts: Iterable[tuple[bytes, bool]], title: str, language: str) -> bytes:
    writer = PdfWriter()
    tags = Tags(writer)
    for pdf, one_sided in parts:
        reader = PdfReader(io.BytesIO(pdf))
        added = []
        for number, page in enumerate(reader.pages, 1):
            added.append(writer.add_page(page))
            if one_sided or (number == len(reader.pages) and number % 2):
                writer.add_blank_page(page.mediabox.width, page.mediabox.height)
        tags.add(reader, added)
    tags.close(language)
    writer.metadata = {
        NameObject("/Title"): TextStringObject(title),
        NameObject("/Producer"): TextStringObject("Consigne"),
    }
    merged = io.BytesIO()
    writer.write(merged)
    return merged.getvalue()

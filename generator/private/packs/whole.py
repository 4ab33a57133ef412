"""One PDF out of several papers, in printing order, for a printer that prints on both sides."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from generator.public.papers.catalogue import IN_PRINTING_ORDER


def whole_session(papers: Mapping[str, bytes], title: str) -> bytes:
    """All papers of a session; each begins on a fresh sheet. Convocations go out days before: they stay apart."""
    return _merged(
        ((papers[paper.name], paper.one_sided) for paper in IN_PRINTING_ORDER if paper.name in papers), title
    )


def whole_day(sessions: Iterable[bytes], title: str) -> bytes:
    """The sessions of a day, one after the other."""
    return _merged(((pdf, False) for pdf in sessions), title)


def _merged(parts: Iterable[tuple[bytes, bool]], title: str) -> bytes:
    writer = PdfWriter()
    for pdf, one_sided in parts:
        pages = PdfReader(io.BytesIO(pdf)).pages
        for number, page in enumerate(pages, 1):
            writer.add_page(page)
            if one_sided or (number == len(pages) and number % 2):
                writer.add_blank_page(page.mediabox.width, page.mediabox.height)
    writer.metadata = {
        NameObject("/Title"): TextStringObject(title),
        NameObject("/Producer"): TextStringObject("Consigne"),
    }
    merged = io.BytesIO()
    writer.write(merged)
    return merged.getvalue()

"""The PDF of a whole session: its order and its sides."""

from __future__ import annotations

import io

from pypdf import PdfReader

from generator.private.packs.contents import pack_content
from generator.private.packs.papers import private_papers
from generator.private.packs.whole import whole_session
from tests.support.centres import SETTINGS
from tests.support.packs import SESSION, people


def test_nothing_stands_behind_what_is_cut_or_folded() -> None:
    papers = private_papers(pack_content(SESSION, people(9), SETTINGS))
    pages = PdfReader(io.BytesIO(whole_session(papers, "S1"))).pages
    texts = [page.extract_text().strip() for page in pages]
    # Nine candidates: two pages of slips, each alone on its sheet, then the code alone on its own.
    assert [number for number, text in enumerate(texts) if text] == [0, 2, 4, 6, 8]
    assert len(texts) == 10

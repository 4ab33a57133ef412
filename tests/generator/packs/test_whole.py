"""The PDF of a whole session or day: order, sides, and the structure that a screen reader goes by."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

from generator.packs.contents import pack_content
from generator.packs.papers import private_papers
from generator.packs.whole import whole_day, whole_session
from tests.generator.packs.packs import SESSION, people
from tests.support.centres import SETTINGS

PAPERS = private_papers(pack_content(SESSION, people(9), SETTINGS))
WHOLE = whole_session(PAPERS, "S1", "fr")


def _elements(element: Any) -> list[Any]:
    """An element of the structure and all those below it."""
    element = element.get_object()
    if "/S" not in element:
        return []
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    below = (kid.get_object() for kid in kids)
    return [element, *(each for kid in below if isinstance(kid, dict) for each in _elements(kid))]


def _kinds(pdf: bytes) -> list[str]:
    kids = PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    return [each["/S"] for kid in (kids if isinstance(kids, list) else [kids]) for each in _elements(kid)]


def test_the_whole_has_the_structure_of_each_of_its_papers() -> None:
    in_it = [PAPERS[name] for name in ("attendance", "end_times", "slips", "code")]
    parts = [kind.replace("/Document", "/Part") for pdf in in_it for kind in _kinds(pdf)]
    assert _kinds(WHOLE) == ["/Document", *parts]
    assert parts.count("/Table") == 2
    assert _kinds(whole_day([WHOLE, WHOLE], "x", "fr")) == ["/Document", "/Part", *parts, "/Part", *parts]


def test_each_mark_of_a_page_leads_to_an_element_of_that_page() -> None:
    for pdf in (WHOLE, whole_day([WHOLE, WHOLE], "x", "fr")):
        reader = PdfReader(io.BytesIO(pdf))
        root: Any = reader.root_object
        assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "fr")
        flat = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        marks = dict(zip(flat[::2], flat[1::2], strict=True))
        assert list(marks) == sorted(marks)
        tagged = [page for page in reader.pages if "/StructParents" in page]
        numbers = [page["/StructParents"] for page in tagged]
        assert len(set(numbers)) == len(numbers) > 4
        for page in tagged:
            elements = [each.get_object() for each in marks[page["/StructParents"]].get_object()]
            own = [each["/Pg"] for each in elements if "/Pg" in each]
            assert own
            assert all(each == page for each in own)


def test_nothing_stands_behind_what_is_cut_or_folded() -> None:
    texts = [page.extract_text().strip() for page in PdfReader(io.BytesIO(WHOLE)).pages]
    starts = [number for number, text in enumerate(texts) if text]
    # Nine candidates: two pages of slips, each alone on its sheet, then the code alone on its own.
    assert starts == [0, 2, 4, 6, 8]
    assert len(texts) == 10

"""The private papers, as PDF: nothing cut, nothing lost, nothing that does not belong there."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.private.packs.contents import pack_content, unprintable
from generator.private.packs.papers import private_papers
from schemas.records import Candidate
from tests.support.centres import SETTINGS
from tests.support.packs import SESSION, bare, candidate, pages, people, squeezed
from tests.support.tools import require

LONG = "Anticonstitutionnellement-Desoxyribonucleique Hexakosioihexekontahexaphobie Xylo"
HOSTILE = (
    candidate(last_name="#let x = 1; *gras* $x$ <b>", first_name="@ref \\ [x] `y`"),
    candidate(last_name="=cmd|' /C calc'!A0", first_name="{{ 7 * 7 }}"),
    candidate(last_name=LONG, first_name=LONG[::-1], birth_place=LONG),
    candidate(last_name="W" * 80, first_name="i" * 80),
    candidate(last_name="Nguyễn Thị Ánh", first_name="Łucja Þóra"),
    candidate(last_name="Тыква", first_name="Κολοκύθα"),
)


def _papers(candidates: Sequence[Candidate]) -> dict[str, bytes]:
    return private_papers(pack_content(SESSION, candidates, SETTINGS))


@pytest.mark.parametrize("count", [1, 8, 30, 60])
def test_every_candidate_stands_once_on_each_list(count: int) -> None:
    listed = people(count)
    papers = _papers(listed)
    for paper in ("attendance", "slips", "convocations"):
        text = squeezed(papers[paper])
        for each in listed:
            assert text.count(each.last_name) == 1, paper
    ends = squeezed(papers["end_times"])
    assert [each for each in listed if each.last_name in ends] == [c for c in listed if c.extra_time_percent]
    assert pages(papers["slips"]) == -(-count // 8)
    assert pages(papers["convocations"]) == -(-count // 2)
    assert pages(papers["code"]) == 1


def test_no_name_is_cut_and_none_is_read_as_markup() -> None:
    papers = _papers(HOSTILE)
    for paper in ("attendance", "slips", "convocations"):
        text = squeezed(papers[paper])
        for each in HOSTILE:
            assert bare(each.last_name) in text, (paper, each.last_name)
            assert bare(each.first_name) in text, (paper, each.first_name)
    assert pages(papers["slips"]) == 1
    assert pages(papers["convocations"]) == 3


@pytest.mark.parametrize("paper", ["attendance", "slips", "end_times", "convocations"])
def test_every_word_is_inside_its_page(paper: str, tmp_path: Path) -> None:
    pdftotext = require("pdftotext")
    path = tmp_path / "x.pdf"
    path.write_bytes(_papers([replace(each, extra_time_percent=33) for each in HOSTILE])[paper])
    boxes = subprocess.run([pdftotext, "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    width, height = map(float, re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)[0])
    found = [
        tuple(map(float, box))
        for box in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', boxes)
    ]
    assert found
    margin = 14  # points, 5 mm: what printers reach
    assert all(x0 > margin and y0 > margin and x1 < width - margin and y1 < height - margin for x0, y0, x1, y1 in found)


def test_each_page_of_the_sheet_has_its_head_its_conditions_and_how_long_it_is_kept() -> None:
    reader = PdfReader(io.BytesIO(_papers(people(60))["attendance"]))
    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages, 1):
        text = bare(page.extract_text())
        for expected in (
            "certification",
            "Signature",
            "Ensignant,lecandidatconsent",
            "saisirlaCNIL",
            f"Confidentiel,àdétruireaprèsle11mars2028·{number}/{len(reader.pages)}",
        ):
            assert expected in text
    assert "MmeCamilleTrucmuche" in bare(reader.pages[0].extract_text())


def test_there_is_room_to_sign_below_the_longest_name_of_an_invigilator(tmp_path: Path) -> None:
    names = tuple(f"M. {letter * 12} de La Tour-Anticonstitutionnellement-Maubourg" for letter in "ABCDE")
    session = replace(SESSION, invigilators=names)
    path = tmp_path / "x.pdf"
    path.write_bytes(private_papers(pack_content(session, people(1), SETTINGS))["attendance"])
    boxes = subprocess.run(
        [require("pdftotext"), "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)<', boxes)
    above = max(float(bottom) for _, bottom, word in found if word.endswith("Maubourg"))
    table = min(float(top) for top, _, word in found if word == "Prénom")
    assert table - above > 31  # points: 11 mm


def test_one_long_name_does_not_make_the_others_small() -> None:
    slips = pack_content(SESSION, [candidate(), candidate(last_name=LONG)], SETTINGS)["candidates"]
    assert isinstance(slips, list)
    assert slips[0]["slip_pt"] > slips[1]["slip_pt"]


def test_the_individual_end_is_beside_the_extra_time() -> None:
    sheet = squeezed(_papers([candidate(extra_time_percent=33)])["attendance"])
    assert "+33%11h35" in sheet  # 9 h 15 and 140 minutes


def test_what_the_coordinator_noted_is_for_the_invigilator_alone() -> None:
    content = pack_content(replace(SESSION, notes="Clé à la loge."), [candidate()], SETTINGS)
    papers = private_papers(content)
    assert "Cléàlaloge." in squeezed(papers.pop("end_times"))
    assert not any("loge" in squeezed(pdf) for pdf in papers.values())


def test_the_code_is_on_its_slip_alone() -> None:
    papers = _papers(people(3))
    assert "BCDF23" in squeezed(papers.pop("code"))
    assert not any("BCDF23" in squeezed(pdf) for pdf in papers.values())
    assert "code" not in private_papers(pack_content(replace(SESSION, access_code=None), people(3), SETTINGS))


def test_what_candidates_receive_has_no_identifier_and_no_birth_date() -> None:
    listed = people(3)
    papers = _papers(listed)
    for paper in ("convocations", "slips"):
        text = squeezed(papers[paper])
        assert "04/03/2011" not in text
        assert not any(each.ine and each.ine in text for each in listed)


def test_papers_are_tagged_named_and_always_the_same_bytes() -> None:
    first, again = _papers(people(3)), _papers(people(3))
    assert first == again
    for pdf in first.values():
        reader = PdfReader(io.BytesIO(pdf))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "fr"
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        assert reader.metadata is not None
        assert str(reader.metadata.title).endswith("S1")
        assert all("Atkinson" in font or "Noto" in font for page in reader.pages for font in _fonts(page))


def _fonts(page: object) -> set[str]:
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    return {fonts[name]["/BaseFont"] for name in fonts}


def test_a_sign_without_glyph_is_replaced_and_named() -> None:
    listed = [candidate(), candidate(last_name="محمد", first_name="Zoé 🎉")]
    assert unprintable(SESSION, listed, SETTINGS, show_values=False) == ["candidat n° 2 : 4 signes"]
    assert unprintable(SESSION, listed, SETTINGS, show_values=True) == [
        "candidat n° 2 : ح (U+062D), د (U+062F), م (U+0645), 🎉 (U+1F389)",
    ]
    text = squeezed(_papers(listed)["attendance"])
    assert "????" in text
    assert "Zoé?" in text


def test_so_is_one_of_the_session_or_of_a_class() -> None:
    session = replace(SESSION, room="Salle 教", access_code="BCD🎉23")
    assert unprintable(session, [candidate(division="3e 教")], SETTINGS, show_values=True) == [
        "centre, lieu, code, surveillants ou observations : 教 (U+6559), 🎉 (U+1F389)",
        "candidat n° 1 : 教 (U+6559)",
    ]

"""The papers of one side: what they say, and that they print on one page whatever they hold."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator.public.papers.catalogue import PUBLIC_PAPERS
from generator.public.papers.leaf import notice_page, session_leaf_page
from generator.writing.refusal import BuildRefused
from schemas.centre import TestSettings
from tests.support.papers import LONGEST, SHORTEST, TYPICAL, centre, session, wording

LEAF_NAMES = tuple(paper.name for paper in PUBLIC_PAPERS if paper.name not in ("briefing", "timer"))
CASES = {"shortest": SHORTEST, "typical": TYPICAL, "longest": LONGEST}
DAY = date(2026, 3, 3)


def page_of(paper: str, given=TYPICAL, **facts) -> str:
    of_session, of_centre = given
    if paper == "notice":
        return notice_page(of_centre, content_date=DAY)
    return session_leaf_page(paper, of_session, of_centre, wording(), content_date=DAY)


def opened(browser: Browser, tmp_path: Path, html: str):
    path = tmp_path / "paper.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("paper", [*LEAF_NAMES, "notice"])
@pytest.mark.parametrize("case", CASES)
def test_a_paper_prints_on_one_page_and_nothing_of_it_is_cut(paper, case, browser, tmp_path):
    page = opened(browser, tmp_path, page_of(paper, CASES[case]))
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    box = pdf.pages[0].mediabox
    assert len(pdf.pages) == 1
    assert (round(box.width), round(box.height)) == ((842, 595) if paper == "poster" else (595, 842))
    page.emulate_media(media="print")
    beyond = page.evaluate(
        """() => {
          const side = document.querySelector(".side").getBoundingClientRect();
          const words = [...document.querySelectorAll("h1, h2, p:not(.line), li, th, .big-address span")];
          return words.filter((word) => {
            const box = word.getBoundingClientRect();
            const clip = word.closest(".grow")?.getBoundingClientRect() ?? side;
            return box.width && (box.right > side.right + 1 || box.bottom > Math.min(side.bottom, clip.bottom) + 1);
          }).map((word) => word.textContent);
        }"""
    )
    assert beyond == []


@pytest.mark.parametrize("paper", [*LEAF_NAMES, "notice"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_paper_on_the_screen_has_no_accessibility_violation(paper, scheme, browser, tmp_path):
    page = opened(browser, tmp_path, page_of(paper))
    page.emulate_media(color_scheme=scheme)
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("paper", LEAF_NAMES)
def test_a_paper_carries_the_facts_of_the_session_and_its_version(paper):
    html = page_of(paper)
    for said in ("B204", "jeudi 12\u00a0mars 2026", "remplace toute impression antérieure", "version "):
        assert said in html
    assert "?v=" not in html  # only the QR code holds the address


@pytest.mark.parametrize("paper", LEAF_NAMES)
def test_markup_in_a_room_is_text(paper):
    html = page_of(paper, (session(room="<script>alert(1)</script>"), centre()))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("url", "lines"),
    [
        ("https://pix.beta.gouv.fr/certifications", ["pix.beta.gouv.fr", "/certifications"]),
        ("https://pix.example", ["pix.example"]),
        ("https://certif.tres-long.exemple.example/a", ["certif.tres-long", ".exemple.example", "/a"]),
    ],
)
def test_the_poster_cuts_the_address_where_one_reads_it_best(url, lines):
    html = page_of("poster", (session(), centre(test=TestSettings(url=url))))
    assert "".join(f"<span>{line}</span>" for line in lines) in html


def test_an_address_that_nobody_could_read_from_afar_is_refused_with_the_setting_to_shorten():
    url = "https://" + "a" * 150 + ".example"
    with pytest.raises(BuildRefused, match=r"test\.url"):
        page_of("poster", (session(), centre(test=TestSettings(url=url))))


def test_facts_too_long_for_one_page_are_refused_with_what_to_shorten():
    names = tuple(f"Marie-Antoinette Éléonore de Modèle {n}" for n in range(20))
    with pytest.raises(BuildRefused, match="Surveillants"):
        page_of("fraud", (session(invigilators=names), centre()))


def test_the_papers_speak_english_when_the_centre_does():
    html = page_of("incident", (session(), centre(language="en")))
    assert '<html lang="en">' in html
    assert "Incident report" in html
    assert "Thursday 12\u00a0March 2026" in html


@pytest.mark.parametrize("paper", ["incident", "fraud"])
@pytest.mark.parametrize("case", CASES)
def test_reports_leave_room_for_a_hand_that_writes_in_a_hurry(paper, case, browser, tmp_path):
    page = opened(browser, tmp_path, page_of(paper, CASES[case]))
    page.emulate_media(media="print")
    millimetres = page.evaluate(
        """() => [...document.querySelectorAll(".grid tbody td:last-child, .line")]
          .filter((line) => line.getBoundingClientRect().bottom <= (line.closest(".grow") ?? document.body)
            .getBoundingClientRect().bottom + 1)
          .map((line) => line.getBoundingClientRect().height / 96 * 25.4)"""
    )
    assert len(millimetres) >= 14
    assert min(millimetres) > 7.9


@pytest.mark.parametrize("case", ["shortest", "typical"])
def test_letters_of_the_address_are_seen_from_8_metres(case, browser, tmp_path):
    """At 8 m an eye of 10/10 reads an x of 12 mm (5 minutes of arc, ISO 8596), one of 7/10 an x of 16 mm."""
    page = opened(browser, tmp_path, page_of("poster", CASES[case]))
    page.emulate_media(media="print")
    points = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.big-address')).fontSize) * 0.75")
    assert points * 0.49 * 25.4 / 72 > 16  # 0.49: the height of an x in this font


@pytest.mark.parametrize("paper", ["poster", "door"])
def test_what_hangs_in_the_room_names_no_invigilator(paper):
    assert "Camille Exemple" not in page_of(paper)

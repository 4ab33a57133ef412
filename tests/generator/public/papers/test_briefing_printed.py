"""The briefing in a real browser: two printed pages whatever it holds, as high as predicted, and usable on a screen."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from generator.public.papers import back, front
from generator.public.papers.block_reader import parsed_block
from generator.public.papers.blocks import Wording
from generator.public.papers.briefing import briefing_page
from generator.public.papers.briefing_content import briefing_content
from generator.public.papers.fit import M
from generator.public.papers.text_width import text_line_count
from generator.public.records import PublicCentre, PublicSession
from generator.writing.refusal import BuildRefused
from tests.support.papers import LONGEST, SHORTEST, TYPICAL, wording

Given = tuple[PublicSession, PublicCentre]
CASES = pytest.mark.parametrize("given", [SHORTEST, TYPICAL, LONGEST], ids=["shortest", "typical", "longest"])
# By part: its height. By side: how far its lowest part goes below where the footer must end or begin, all in points.
MEASURE = """() => {
  const parts = {}, beyond = [];
  for (const side of document.querySelectorAll(".side")) {
    const foot = side.querySelector(".foot").getBoundingClientRect();
    const limit = side.getBoundingClientRect().bottom - parseFloat(getComputedStyle(side).paddingBottom);
    let lowest = foot.bottom - limit;
    for (const part of side.querySelectorAll("[data-part]")) {
      const box = part.getBoundingClientRect();
      parts[part.dataset.part] = box.height * 0.75;
      if (!part.classList.contains("foot")) lowest = Math.max(lowest, box.bottom - foot.top);
    }
    beyond.push(lowest * 0.75);
  }
  return [parts, beyond];
}"""


WORDS = (
    "l’écran de fin d’une certification numérique, Pix : avant-après (référent) AVANT « Je\u00a0passe » 10\u202fh\u202f55 "
    "rendez-vous où Œuvre VA Té W. 33\u202f% salle B204 https://pix.example/certifications jusqu’à"
)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens HTML from a file, without the network, and fails on any request or error of a script."""
    asked: list[str] = []
    contexts = []

    def opened(html: str, **options: Any) -> Page:
        path = tmp_path / "index.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def _html(given: Given, text: Wording | None = None) -> str:
    return briefing_page(*given, text or wording(), content_date=date(2026, 3, 3))


def _on_paper(open_page: Callable[..., Page], html: str) -> tuple[dict[str, float], list[float]]:
    page = open_page(html, viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    parts, beyond = page.evaluate(MEASURE)
    return parts, beyond


@CASES
def test_a_briefing_prints_on_exactly_two_a4_pages(given: Given, open_page: Callable[..., Page]) -> None:
    pdf = PdfReader(io.BytesIO(open_page(_html(given)).pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) == 2
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages] == [(595, 842)] * 2
    texts = [page.extract_text() for page in pdf.pages]
    assert ["page 1/2" in texts[0], "page 2/2" in texts[1]] == [True, True]


@CASES
def test_no_part_is_higher_than_predicted_nor_much_lower(given: Given, open_page: Callable[..., Page]) -> None:
    sheet = briefing_content(*given, wording(), content_date=date(2026, 3, 3))
    predicted = {part.name: part.height for part in (*front.plan_front(sheet).parts, *back.plan_back(sheet).parts)}
    predicted["header"] = sum(predicted.pop(name) for name in ("centre", "title", "facts", "board", "masthead gaps"))
    measured, beyond = _on_paper(open_page, _html(given))
    both = {name: predicted[name] - measured[name] for name in predicted if "gaps" not in name}
    assert set(measured) - set(both) <= {"timing", "notes"}
    assert len(both) == 17
    assert [name for name, spare in both.items() if not -0.01 <= spare < 1] == []
    assert [side for side in beyond if side > 0.1] == []


@pytest.mark.parametrize(
    ("block", "side"), [("1-avant", 0), ("5-pendant", 0), ("8-apres", 1), ("incidents", 1), ("fraude", 1)]
)
def test_wording_is_refused_just_where_the_browser_would_overflow(
    block: str, side: int, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line more at a time: the last accepted page holds, the first refused one would not have held."""

    def longer(lines: int) -> Wording:
        folder_text = "# Titre\n\n" + "Une ligne de plus.\n\n" * lines
        rewritten = parsed_block(block, folder_text)
        return Wording(blocks=tuple(rewritten if each.name == block else each for each in wording().blocks))

    def refused(lines: int) -> bool:
        try:
            _html(TYPICAL, longer(lines))
        except BuildRefused:
            return True
        return False

    first = next(lines for lines in range(1, 60) if refused(lines))
    assert first > 3
    _, held = _on_paper(open_page, _html(TYPICAL, longer(first - 1)))
    monkeypatch.setattr(front, "require_room", lambda *_: 0.0)
    monkeypatch.setattr(back, "require_room", lambda *_: -1000.0)
    _, overflowed = _on_paper(open_page, _html(TYPICAL, longer(first)))
    assert held[side] <= 0.1
    assert overflowed[side] > 0.1


def test_lines_are_counted_as_the_browser_breaks_them(open_page: Callable[..., Page]) -> None:
    """Never fewer than the browser makes, and the same in nearly every phrase."""
    dice, words = random.Random(7), WORDS.split(" ")  # noqa: S311 - the same phrases each time
    phrases = [" ".join(dice.choices(words, k=dice.randint(4, 30))) for _ in range(300)]
    paragraphs = "".join(f"<p>{phrase}</p>" for phrase in phrases)
    styles = _html(TYPICAL).partition("<style>")[2].partition("</style>")[0]
    page = open_page(f'<!doctype html><html lang="fr"><style>{styles} p{{width:200pt}}</style>{paragraphs}')
    page.emulate_media(media="print")
    heights = page.evaluate("[...document.querySelectorAll('p')].map(p => p.getBoundingClientRect().height * 0.75)")
    counted = [
        text_line_count(phrase, 200, M["text"]) - round(height / M["line"])
        for phrase, height in zip(phrases, heights, strict=True)
    ]
    assert min(counted) == 0
    assert sum(more > 0 for more in counted) < 30


@CASES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screen_has_no_accessibility_violation(given: Given, scheme: str, open_page: Callable[..., Page]) -> None:
    page = open_page(_html(given), color_scheme=scheme, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []


@CASES
@pytest.mark.parametrize("width", [320, 390, 1920])
def test_nothing_sticks_out_of_the_screen(given: Given, width: int, open_page: Callable[..., Page]) -> None:
    page = open_page(_html(given), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_button_prints_and_can_be_reached_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(_html(TYPICAL))
    page.evaluate("window.print = () => { document.title = 'imprimé'; }")
    focused = []
    for _ in range(9):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.textContent"))
    papers = ["Consigne", "Affiche", "Minuteur", "Incident", "Fraude", "Porte"]
    assert focused == ["Aller au contenu", "Retour au site", *papers, "Imprimer"]
    page.keyboard.press("Enter")
    assert page.title() == "imprimé"


def test_paper_is_black_on_white_even_when_the_screen_is_dark(open_page: Callable[..., Page]) -> None:
    page = open_page(_html(TYPICAL), color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(
        "[getComputedStyle(document.documentElement).color, getComputedStyle(document.documentElement).backgroundColor]"
    ) == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.side *')].filter(e => e.textContent.trim() && e.offsetWidth > 1)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75))"
    )
    assert round(smallest, 2) == 9.5

"""A centre whose papers are in English: nothing French is left in what people hold, and it fits on the same pages."""

from __future__ import annotations

import html
import io
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator.public.papers.briefing import briefing_page
from generator.public.wording import wording_of
from generator.resources import site_dir
from tests.support.centres import REPOSITORY
from tests.support.command import consigne
from tests.support.papers import LONGEST, SHORTEST, TYPICAL


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example centre, its language changed, published."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    settings = folder / "content" / "centre.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'language = "fr"' in text
    settings.write_text(text.replace('language = "fr"', 'language = "en"'), encoding="utf-8")
    done = consigne("build", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "public"


def _said(page: Path) -> str:
    """All text of a page, attributes included, and its own data; without styles and scripts."""
    text = re.sub(
        r"<(style|script)(?! type=.application/json).*?</\1>",
        " ",
        page.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    return html.unescape(text)


def _french() -> set[str]:
    """Pieces of French phrases that are long enough not to be English too."""
    catalogues = [
        tomllib.loads((site_dir() / "languages" / f"{code}.toml").read_text(encoding="utf-8")) for code in ("fr", "en")
    ]
    english = {
        piece
        for section in catalogues[1].values()
        for phrase in section.values()
        for piece in re.split(r"\{\w*\}", phrase)
    }
    return {
        piece.strip()
        for section in catalogues[0].values()
        for phrase in section.values()
        for piece in re.split(r"\{\w*\}|'|’| (?=[:;!?»])", phrase)
        if len(piece.strip()) >= 10 and piece not in english
    }


def test_no_french_phrase_is_left(site: Path) -> None:
    french = _french()
    assert len(french) > 150
    pages = [
        site / "index.html",
        site / "notice.html",
        *site.glob("sessions/*/*.html"),
        *site.glob("jours/*.html"),
    ]
    assert len(pages) > 60
    for page in pages:
        said = _said(page)
        assert '<html lang="en"' in said, page
        left = {piece for piece in french if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", said)}
        assert not left, page


def test_no_french_typography_is_left(site: Path) -> None:
    for page in site.glob("sessions/*/index.html"):
        assert not re.search(r"[«»]|\d\s?h\s?\d", re.sub(r"1\u202fh", "", _said(page))), page


def test_search_and_menus_are_english(site: Path) -> None:
    home = _said(site / "index.html")
    for expected in ("Home", "Rules", "Certification sessions", "Switch to the dark theme"):
        assert expected in home
    assert "Page not found" in (site / "404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", [SHORTEST, TYPICAL, LONGEST], ids=["shortest", "typical", "longest"])
def test_the_english_briefing_is_two_pages(browser: Browser, tmp_path: Path, given) -> None:  # type: ignore[no-untyped-def]
    session, centre = given
    from dataclasses import replace

    english = replace(centre, language="en")
    page = briefing_page(session, english, wording_of(tmp_path, "en"), content_date=date(2026, 11, 24))
    path = tmp_path / "x.html"
    path.write_text(page, encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    pdf = tab.pdf(prefer_css_page_size=True)
    tab.close()
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2


def test_a_block_of_the_centre_replaces_the_english_one(tmp_path: Path) -> None:
    folder = tmp_path / "briefing" / "en"
    folder.mkdir(parents=True)
    (folder / "7-fin.md").write_text("# Finish\n\n- **Wave**, don't shout.\n", encoding="utf-8")
    (tmp_path / "briefing" / "5-pendant.md").write_text("# Pendant\n\n- **Marcher**.\n", encoding="utf-8")
    blocks = {block.name: block for block in wording_of(tmp_path, "en").blocks}
    assert blocks["7-fin"].own
    assert blocks["7-fin"].parts[0].phrases[0][1].text == ", don’t shout."
    assert not blocks["5-pendant"].own

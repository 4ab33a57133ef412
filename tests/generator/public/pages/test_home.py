"""The home page as text: order, links, and values that must stay values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time

import markdown
import pytest

from generator.public.pages.home import home_page
from generator.public.records import PublicCentre, PublicSession

MakeSession = Callable[..., PublicSession]
MakeCentre = Callable[..., PublicCentre]

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "a | b",
    "=cmd|'/c calc'!A0",
    "</div></section>",
    "*x* _y_ `z` [a](b)",
    "\n# titre\n\n- puce\n\n",
    '" onclick="alert(1)',
    "&lt;b&gt;",
    "<!-- ",
    "\x02wzxhzdk:0\x03",
)


def _html(text: str) -> str:
    """The page as MkDocs makes it, without its front matter."""
    body = text.split("---\n", 2)[2]
    return markdown.markdown(body, extensions=["admonition", "attr_list", "def_list", "tables", "toc"])


def test_sessions_are_grouped_by_day_in_order_of_time(public_session: MakeSession, public_centre: MakeCentre) -> None:
    page = home_page(
        public_centre(
            public_session("tard", date=date(2026, 4, 1)),
            public_session("soir", start=time(14)),
            public_session("matin", start=time(9)),
        )
    ).markdown
    assert re.findall(r'data-date="([^"]+)"|<h4 id="session-([^"]+)"', page) == [
        ("2026-03-12", ""),
        ("", "matin"),
        ("", "soir"),
        ("2026-04-01", ""),
        ("", "tard"),
    ]


def test_a_session_shows_its_public_facts(public_session: MakeSession, public_centre: MakeCentre) -> None:
    page = home_page(
        public_centre(public_session("S1", invigilators=("M. Alix Bidule", "Mme Camille Trucmuche")))
    ).markdown
    text = re.sub(r"<[^>]+>", "", page)
    for fact in (
        "jeudi 12\u00a0mars 2026",
        "9\u202fh",
        "à 11\u202fh\u202f30",
        "Session S1",
        "B204, Collège Gaston-Tartempion",
        "Surveillants M. Alix Bidule et Mme Camille Trucmuche",
        "Candidats 18",
    ):
        assert fact in text


def test_a_link_names_the_file_of_the_briefing(public_session: MakeSession, public_centre: MakeCentre) -> None:
    page = home_page(public_centre(public_session("3A lundi#1"))).markdown
    assert 'href="sessions/3A%20lundi%231/index.html"' in page


def test_no_invigilator_shown_means_no_empty_line(public_session: MakeSession, public_centre: MakeCentre) -> None:
    assert (
        "Surveillan" not in home_page(public_centre(public_session(invigilators=()))).markdown.partition("cs-guides")[0]
    )


def test_a_session_without_candidates_says_that_the_list_is_missing(
    public_session: MakeSession, public_centre: MakeCentre
) -> None:
    assert "liste non reçue" in home_page(public_centre(public_session(candidate_count=0))).markdown


def test_a_centre_without_session_says_so_and_needs_no_script(public_centre: MakeCentre) -> None:
    page = home_page(public_centre()).markdown
    assert "Aucune session n’est encore annoncée." in page
    assert "home.js" not in page


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_text_whatever_it_holds(value: str, public_session: MakeSession, public_centre: MakeCentre) -> None:
    sober = public_centre(public_session("S1", room="B", site="C", invigilators=("D",)), name="E")
    hostile = public_centre(public_session("S1", room=value, site=value, invigilators=(value,)), name=value)
    tags = re.compile(r"<[^>]*>")
    assert tags.findall(_html(home_page(hostile).markdown)) == tags.findall(_html(home_page(sober).markdown))

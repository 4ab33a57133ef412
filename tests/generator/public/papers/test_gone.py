"""What stands at the address of a session that is no more, and the day that prints several: read, and accessible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from generator.public.papers.briefing import day_page
from generator.public.papers.gone import gone_page
from generator.public.versions.past_versions import versions_of
from tests.support.axe import violations
from tests.support.papers import centre, session, wording

LOST = session(id="S1", room="Salle <b>1</b> & {{ 2 }}")
DAY = date(2026, 3, 3)


def last(lost=LOST):
    [version] = versions_of(centre(sessions=(lost,)), wording(), DAY)[lost.id]
    return version


def test_it_says_what_the_session_was_and_that_the_paper_is_worth_nothing():
    html = gone_page("S1", last(), centre())
    assert "Ne vous servez plus de cette feuille." in html
    assert "jeudi 12\u00a0mars 2026" in html
    assert "Salle &lt;b&gt;1&lt;/b&gt; &amp; {{ 2 }}" in html
    assert "même heure" not in html


@pytest.mark.parametrize(
    ("now", "leads"),
    [
        ({"id": "S1-bis"}, True),
        ({"id": "S1-bis", "start": time(10)}, False),
        ({"id": "X", "room": "B1"}, False),
    ],
)
def test_it_leads_to_the_session_that_took_its_place(now, leads):
    html = gone_page("S1", last(), centre(sessions=(replace(LOST, **now),)))
    assert (f'href="../{now["id"]}/index.html"' in html) == leads


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["gone", "day"])
def test_it_has_no_accessibility_violation(name, scheme, browser, tmp_path):
    pages = {
        "gone": lambda: gone_page("S1", last(), centre(sessions=(replace(LOST, id="S2"),))),
        "day": lambda: day_page(
            (session(id="A"), session(id="B", start=time(14), end=time(17))),
            centre(),
            wording(),
            content_date=DAY,
        ),
    }
    path = tmp_path / "index.html"
    path.write_text(pages[name](), encoding="utf-8")
    page = browser.new_page(color_scheme=scheme)
    page.goto(path.as_uri())
    assert violations(page) == []
    page.close()

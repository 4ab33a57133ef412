"""The site in a real browser: today first, search over HTTP and from a folder, nothing from outside, accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import violations

GUIDES = ("preparer", "surveiller", "publier", "donnees-personnelles", "colonnes")


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest, built_site: Path, site_address: str) -> str:
    """The address of the home page, from a server and from a folder."""
    return f"{site_address}/index.html" if request.param == "http" else (built_site / "index.html").as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in Paris that fails on any error of a script."""
    context = browser.new_context(timezone_id="Europe/Paris", locale="fr-FR")
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def _shown(page: Page) -> list[str]:
    """The headings of groups and sessions that a reader sees, in order."""
    found = page.locator("#liste-des-sessions h2, #liste-des-sessions h4")
    return [heading.inner_text() for heading in found.all() if heading.is_visible()]


def _search(page: Page, words: str) -> None:
    page.locator(".md-search__input").click()
    page.keyboard.type(words)


def test_today_comes_first_then_the_coming_ones_and_the_past_ones_are_folded(page: Page, home: str) -> None:
    page.clock.set_fixed_time("2026-03-12T12:00:00+01:00")
    page.goto(home)
    assert _shown(page) == [
        "Aujourd’hui",
        "Session matin",
        "Session soir",
        "À venir",
        "Session lendemain",
        "Sessions passées (1)",
    ]
    assert page.locator(".cs-state").all_text_contents() == [
        "aujourd’hui",
        "aujourd’hui",
        "à venir",
        "passée",
    ]


def test_the_day_is_the_local_one_not_that_of_greenwich(page: Page, site_address: str) -> None:
    page.clock.set_fixed_time("2026-03-12T23:30:00Z")
    page.goto(f"{site_address}/index.html")
    assert _shown(page)[:2] == ["Aujourd’hui", "Session lendemain"]


def test_a_page_left_open_overnight_is_right_in_the_morning(page: Page, site_address: str) -> None:
    page.clock.set_fixed_time("2026-03-12T12:00:00+01:00")
    page.goto(f"{site_address}/index.html")
    page.clock.set_fixed_time("2026-03-13T07:00:00+01:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert _shown(page)[:2] == ["Aujourd’hui", "Session lendemain"]


def test_a_day_without_session_says_so(page: Page, site_address: str) -> None:
    page.clock.set_fixed_time("2027-01-01T12:00:00+01:00")
    page.goto(f"{site_address}/index.html")
    assert page.locator(".cs-none").all_inner_texts() == [
        "Aucune session aujourd’hui.",
        "Aucune session à venir.",
    ]


def test_a_link_to_a_past_session_opens_its_fold(page: Page, site_address: str) -> None:
    page.clock.set_fixed_time("2026-03-12T12:00:00+01:00")
    page.goto(f"{site_address}/index.html#session-veille")
    expect(page.locator("#session-veille")).to_be_in_viewport()


def test_without_scripts_every_session_shows_by_date(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(home)
    assert _shown(bare) == [
        "Par date",
        "Session veille",
        "Session matin",
        "Session soir",
        "Session lendemain",
    ]
    context.close()


def test_a_session_opens_its_paper(page: Page, home: str) -> None:
    page.clock.set_fixed_time("2026-03-12T12:00:00+01:00")
    page.goto(home)
    page.get_by_role("link", name="Ouvrir la consigne de la session matin").click()
    expect(page).to_have_url(re.compile(r"/sessions/matin/index\.html$"))


@pytest.mark.parametrize("typed", ["établissement", "d’établissement", "l'établissement"])
def test_a_word_is_found_behind_its_elided_article(page: Page, home: str, typed: str) -> None:
    page.goto(home)
    _search(page, typed)
    results = page.locator(".md-search-result__item")
    expect(results.filter(has_text="Identifiant externe")).to_have_count(1)


def test_a_word_that_stands_only_behind_an_elision_is_found(page: Page, home: str, built_site: Path) -> None:
    guide = re.sub(r"<[^>]+>", "", (built_site / "guides" / "publier.html").read_text(encoding="utf-8"))
    assert "l’historique" in guide
    assert not re.search(r"(?<!’)historique", guide)
    page.goto(home)
    _search(page, "historique")
    guide_found = page.locator(".md-search-result__item").filter(has=page.locator('a[href*="publier"]'))
    expect(guide_found).to_have_count(1)


def test_a_session_is_found_by_its_room(page: Page, home: str) -> None:
    page.goto(home)
    _search(page, "CDI")
    link = page.locator(".md-search-result__link").filter(has_text="Session lendemain")
    expect(link).to_have_attribute("href", re.compile(r"index\.html.*#session-lendemain$"))


def test_the_search_for_an_incident_leads_to_the_guide_and_not_to_every_session(page: Page, home: str) -> None:
    page.goto(home)
    _search(page, "incident")
    links = page.locator(".md-search-result__link")
    expect(links.first).to_have_attribute("href", re.compile(r"surveiller\.html"))
    assert not re.search(r"session matin", page.locator(".md-search-result__list").inner_text())


def test_a_calendar_program_is_offered_an_address_where_there_is_one(page: Page, home: str) -> None:
    page.goto(home)
    subscribe = page.locator("#s-abonner")
    assert subscribe.is_visible() == home.startswith("http")
    if home.startswith("http"):
        expect(subscribe).to_have_attribute("href", re.compile(r"^webcal://127\.0\.0\.1:\d+/calendrier\.ics$"))


def test_on_paper_the_home_page_is_a_list_of_sessions_and_no_more(page: Page, home: str) -> None:
    page.clock.set_fixed_time("2026-03-12T12:00:00+01:00")
    page.goto(home)
    page.emulate_media(media="print")
    assert page.locator("#session-matin").is_visible()
    for shown in (".cs-filter", ".cs-papers", ".cs-whole-day", ".cs-guides", ".md-header"):
        assert not page.locator(shown).first.is_visible(), shown


def test_no_request_leaves_the_site(page: Page, home: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(home)
    _search(page, "incident")
    expect(page.locator(".md-search-result__meta")).to_contain_text("résultat")
    root = home.removesuffix("index.html")
    for guide in GUIDES:
        page.goto(f"{root}guides/{guide}.html")
    assert len(requests) > 10
    assert [url for url in requests if not url.startswith((root, "data:", "blob:"))] == []


# Colours do not depend on the width, nor the layout on the colours.
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_no_accessibility_violation(browser: Browser, site_address: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    looked_at = context.new_page()
    looked_at.clock.set_fixed_time("2026-03-12T12:00:00+01:00")
    found = {}
    for path in ("index.html", "404.html", *(f"guides/{guide}.html" for guide in GUIDES)):
        looked_at.goto(f"{site_address}/{path}")
        if broken := violations(looked_at):
            found[path] = broken
    context.close()
    assert found == {}


def test_nothing_is_wider_than_a_phone(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    phone = context.new_page()
    for path in ("index.html", *(f"guides/{guide}.html" for guide in GUIDES)):
        phone.goto(f"{site_address}/{path}")
        assert phone.evaluate("document.documentElement.scrollWidth") == 360, path
    context.close()

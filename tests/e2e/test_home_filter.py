"""The home page of the example centre, filtered by those who look for their session."""

import shutil

import pytest

from tests.support.centres import REPOSITORY
from tests.support.command import consigne


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    assert consigne("build", cwd=folder).returncode == 0
    return (folder / "public" / "index.html").as_uri()


@pytest.fixture
def page(browser, home):
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-30T07:00:00")
    page.goto(home)
    yield page
    context.close()


def shown(page) -> list[str]:
    return [text.removeprefix("Session ") for text in page.locator(".cs-card:visible h4").all_text_contents()]


def test_sessions_to_come_are_grouped_by_week(page):
    weeks = page.locator(".cs-group--coming .cs-week").all_text_contents()
    assert weeks[0] == "Semaine du 30\u00a0novembre 2026"
    assert len(weeks) == len(set(weeks)) >= 3


def test_a_date_leaves_the_sessions_of_that_day(page):
    page.get_by_label("Date").fill("2026-11-30")
    assert shown(page) == ["3A-lundi", "3B-lundi"]


def test_an_invigilator_finds_all_of_their_sessions_and_only_theirs(page):
    everyone = shown(page)
    page.get_by_label("Surveillant").select_option("M. Alix Bidule")
    mine = shown(page)
    assert 0 < len(mine) < len(everyone)
    facts = page.locator(".cs-card:visible .cs-facts").all_text_contents()
    assert all("M. Alix Bidule" in fact for fact in facts)


def test_room_and_date_together_may_leave_nothing_and_it_is_said(page):
    page.get_by_label("Date").fill("2026-11-30")
    page.get_by_label("Salle").select_option("CDI")
    assert shown(page) == []
    assert page.get_by_text("Aucune session ne correspond.").is_visible()
    everything = page.get_by_role("button", name="Tout montrer")
    everything.click()
    page.wait_for_function("document.querySelectorAll('.cs-card[hidden]').length === 0")
    assert not page.get_by_text("Aucune session ne correspond.").is_visible()


def test_a_whole_day_is_one_click_away(page):
    page.get_by_role("link", name="Imprimer toute la journée du lundi 30\u00a0novembre 2026").click()
    assert page.locator(".side").count() == 4

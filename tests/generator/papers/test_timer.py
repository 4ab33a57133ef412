"""The room timer in a real browser: a clock that is set by the test, no network, reloads, a computer that slept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.papers.timer import timer_page
from tests.generator.papers.examples import centre, session

MORNING = "2026-03-12T09:00:00+01:00"
MINUTE = 60_000
GIVEN = session(date=date(2026, 3, 12), start=time(9)), centre(extra_time_percents=(33, 50))


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the timer from a file, without network, at a time of the test's choice; any error fails the test."""
    troubles: list[str] = []
    contexts = []

    def open_timer(at: str = MORNING, given: Any = GIVEN, **options: Any) -> Page:
        path = tmp_path / "minuteur.html"
        path.write_text(timer_page(*given), encoding="utf-8")
        context = browser.new_context(offline=True, timezone_id="Europe/Paris", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(("file:", "data:")) else troubles.append(asked.url),
        )
        page.clock.install(time=at)
        page.goto(path.as_uri())
        return page

    yield open_timer
    for context in contexts:
        context.close()
    assert troubles == []


def rows(page: Page) -> list[list[str]]:
    return [
        [cell.replace("\u202f", " ") for cell in line.locator("th, td").all_text_contents()]
        for line in page.locator("#fins tr").all()
    ]


def begun(page: Page) -> Page:
    page.get_by_role("button", name="Le code est donné").click()
    return page


def test_giving_the_code_shows_reminder_and_end_of_every_rate(opened):
    page = begun(opened())
    assert rows(page) == [
        ["sans temps majoré", "10 h 40", "10 h 45", "1 h 45"],
        ["+ 33 %", "11 h 15", "11 h 20", "2 h 20"],
        ["+ 50 %", "11 h 33", "11 h 38", "2 h 38"],
    ]


def test_the_true_start_can_be_typed(opened):
    page = opened()
    page.get_by_label("ou à l’heure vraie").fill("08:52")
    page.get_by_role("button", name="Démarrer").click()
    assert [line[2] for line in rows(page)] == ["10 h 37", "11 h 12", "11 h 30"]


@pytest.mark.parametrize(
    ("minutes", "who", "what"),
    [
        (100, "sans temps majoré", "Il reste 5 minutes"),
        (105, "sans temps majoré", "Le test est terminé"),
        (135, "+\u202f33\u202f%", "Il reste 5 minutes"),
        (140, "+\u202f33\u202f%", "Le test est terminé"),
        (153, "+\u202f50\u202f%", "Il reste 5 minutes"),
        (158, "+\u202f50\u202f%", "Le test est terminé"),
    ],
)
def test_each_reminder_and_each_end_is_called_in_its_minute_and_not_before(opened, minutes, who, what):
    page = begun(opened())
    page.clock.fast_forward((minutes - 20) * MINUTE)
    page.clock.run_for(19 * MINUTE + 20_000)
    assert f"{who} : {what}" not in page.locator("#appel").inner_text().replace("\u00a0", " ")
    page.clock.run_for(45_000)
    expect(page.locator("#appel p").first).to_contain_text(what)
    expect(page.locator("#appel p").first).to_contain_text(who)


@pytest.mark.parametrize(("is_wanted", "tones"), [(True, 3), (False, 0)])
def test_a_call_sounds_once_where_it_is_wanted(opened, is_wanted, tones):
    page = opened()
    page.evaluate(
        """() => {
        window.tones = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...when) { window.tones += 1; return start.apply(this, when); };
        }"""
    )
    page.locator("#son").set_checked(is_wanted)
    begun(page)
    page.clock.fast_forward(99 * MINUTE)
    page.clock.run_for(3 * MINUTE)
    expect(page.locator("#appel p").first).to_contain_text("Il reste 5 minutes")
    assert page.evaluate("window.tones") == tones


def test_a_call_goes_away_once_it_is_said_and_stays_away_after_a_reload(opened):
    page = begun(opened())
    page.clock.fast_forward(101 * MINUTE)
    page.get_by_role("button", name="C’est dit").click()
    assert page.locator("#appel").inner_text() == ""
    page.reload()
    page.clock.run_for(2_000)
    assert page.locator("#appel").inner_text() == ""


def test_a_reload_keeps_the_start(opened):
    page = begun(opened())
    before = rows(page)
    page.reload()
    assert [line[:3] for line in rows(page)] == [line[:3] for line in before]


def test_a_computer_that_slept_shows_the_right_time_and_the_call_it_missed(opened):
    page = begun(opened())
    page.clock.run_for(65 * MINUTE)
    page.clock.fast_forward(38 * MINUTE)  # asleep: no timer ran
    assert rows(page)[0][3] == "2 min"
    expect(page.locator("#appel")).to_contain_text("prévu il y a 3 min")


def test_clearing_the_start_asks_first(opened):
    page = begun(opened())
    page.get_by_role("button", name="Effacer").click()
    page.get_by_role("button", name="Garder").click()
    expect(page.locator("#pendant")).to_be_visible()
    page.get_by_role("button", name="Effacer").click()
    page.locator("dialog").get_by_role("button", name="Effacer").click()
    expect(page.locator("#avant")).to_be_visible()
    page.reload()
    expect(page.locator("#avant")).to_be_visible()


def test_a_start_can_be_corrected(opened):
    page = begun(opened())
    page.get_by_role("button", name="Corriger").click()
    assert page.get_by_label("ou à l’heure vraie").input_value() == "09:00"
    page.get_by_label("ou à l’heure vraie").fill("08:58")
    page.keyboard.press("Enter")
    assert rows(page)[0][2] == "10 h 43"


def test_the_keyboard_alone_starts_the_test(opened):
    page = opened()
    page.get_by_role("button", name="Le code est donné").focus()
    page.keyboard.press("Enter")
    assert rows(page)[0][2] == "10 h 45"


def test_a_typed_code_is_shown_and_kept_nowhere(opened):
    page = begun(opened())
    page.get_by_label("Code d’accès").fill("ZQXW42")
    assert page.locator("#code-montre").inner_text() == "ZQXW42"
    assert "ZQXW42" not in page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "ZQXW42" not in page.url
    page.reload()
    assert page.get_by_label("Code d’accès").input_value() == ""
    assert "ZQXW42" not in page.content()


def test_a_browser_that_keeps_nothing_still_counts_and_says_so(opened, browser, tmp_path):
    path = tmp_path / "sans-memoire.html"
    path.write_text(timer_page(*GIVEN), encoding="utf-8")
    context = browser.new_context(timezone_id="Europe/Paris")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = context.new_page()
    page.clock.install(time=MORNING)
    page.goto(path.as_uri())
    begun(page)
    assert rows(page)[0][2] == "10 h 45"
    expect(page.locator("#memoire")).to_contain_text("oubliera")
    context.close()


def test_another_day_is_said_and_does_not_stop_anything(opened):
    page = opened(at="2026-03-13T09:00:00+01:00")
    expect(page.locator("#autre-jour")).to_be_visible()
    assert rows(begun(page))[0][2] == "10 h 45"


def test_an_end_after_midnight_and_a_change_of_clocks_are_right(opened):
    night = session(date=date(2026, 3, 29), start=time(1)), centre(extra_time_percents=())
    page = begun(opened(at="2026-03-29T01:30:00+01:00", given=night))
    assert rows(page)[0][2] == "4 h 15"  # at two o'clock it is three


def test_hostile_facts_are_text(opened):
    hostile = session(room="</script><script>alert(1)</script>"), centre()
    page = opened(given=hostile)
    assert "alert(1)" in page.locator("h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("minutes", [None, 10, 101])
def test_no_accessibility_violation_before_during_and_at_a_call(opened, scheme, minutes):
    page = opened(color_scheme=scheme)
    if minutes is not None:
        begun(page)
        page.clock.fast_forward(minutes * MINUTE)
    assert Axe().run(page).response["violations"] == []


def test_the_timer_speaks_english_when_the_centre_does(opened):
    page = opened(given=(session(), centre(language="en")))
    page.get_by_role("button", name="The code is given").click()
    assert rows(page)[0] == ["no extra time", "10:40", "10:45", "1 h 45"]

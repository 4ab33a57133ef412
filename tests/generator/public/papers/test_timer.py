"""The room timer in a real browser: a clock that is set by the test, no network, reloads, a computer that slept."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from generator.language.languages import language
from generator.public.papers.timer import timer_page
from generator.resources import site_dir
from schemas.centre import TestSettings
from tests.support.papers import centre, session

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


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves the folder on this machine, and stops at the end."""
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


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
    page.get_by_label("Heure vraie").fill("08:52")
    page.get_by_role("button", name="Valider").click()
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
    expect(page.locator("#appel")).to_be_hidden()
    page.reload()
    page.clock.run_for(2_000)
    expect(page.locator("#appel")).to_be_hidden()


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


def test_a_call_nobody_answered_does_not_hide_the_next_one(opened):
    page = begun(opened(given=(GIVEN[0], centre(extra_time_percents=(5,)))))
    page.clock.fast_forward(106 * MINUTE + 2_000)  # one minute after the first end, and time for the second reminder
    said = page.locator("#dire p").all_text_contents()
    assert [text.split(".")[0].replace("\u202f", " ").replace("\u00a0", " ") for text in said] == [
        "+ 5 % : Il reste 5 minutes",
        "sans temps majoré : Le test est terminé",
    ]
    page.get_by_role("button", name="C’est dit").click()
    expect(page.locator("#appel")).to_be_hidden()


def test_what_is_read_to_the_blind_changes_only_when_there_is_something_to_say(opened):
    page = begun(opened())
    page.clock.fast_forward(101 * MINUTE)
    page.evaluate(
        """() => {
        window.changes = 0;
        const count = new MutationObserver((found) => { window.changes += found.length; });
        const spoken = document.querySelectorAll("[role=alert], [role=status], #fins");
        for (const place of spoken) count.observe(place, { subtree: true, childList: true, characterData: true });
        }"""
    )
    page.clock.run_for(50_000)
    assert page.evaluate("window.changes") == 0


def test_escape_never_clears_the_start_even_after_it_was_cleared_once(opened):
    page = begun(opened())
    page.get_by_role("button", name="Effacer").click()
    page.locator("dialog").get_by_role("button", name="Effacer").click()
    begun(page).get_by_role("button", name="Effacer").click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.reload()
    expect(page.locator("#pendant")).to_be_visible()


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
    assert page.get_by_label("Heure vraie").input_value() == "09:00"
    page.get_by_label("Heure vraie").fill("08:58")
    page.keyboard.press("Enter")
    assert rows(page)[0][2] == "10 h 43"


def test_a_correction_can_be_given_up_and_the_ends_stay_in_sight(opened):
    page = begun(opened())
    page.get_by_role("button", name="Corriger").click()
    expect(page.get_by_role("button", name="Le code est donné")).to_be_hidden()
    assert rows(page)[0][2] == "10 h 45"
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Heure vraie")).to_be_hidden()
    assert rows(page)[0][2] == "10 h 45"


@pytest.mark.parametrize(
    ("now", "typed", "end"),
    [
        ("2026-03-12T09:00:00+01:00", "09:04", "10 h 49"),  # the clock of the room is ahead
        ("2026-03-12T09:00:00+01:00", "10:00", None),  # not yet
        ("2026-03-12T12:00:00+01:00", "09:00", None),  # over, also with half as much time again
        ("2026-03-13T00:10:00+01:00", "23:50", "1 h 35"),  # yesterday's evening
    ],
)
def test_a_typed_start_is_one_that_can_be_true(opened, now, typed, end):
    page = opened(at=now)
    page.get_by_label("Heure vraie").fill(typed)
    page.keyboard.press("Enter")
    if end is None:
        expect(page.locator("#refus")).to_contain_text("ce test n’a pas pu commencer")
        expect(page.locator("#pendant")).to_be_hidden()
    else:
        assert rows(page)[0][2] == end


def test_the_keyboard_alone_runs_the_test(opened):
    page = opened()

    def reach(name: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == name:
                break
        page.keyboard.press("Enter")

    reach("Le code est donné")
    assert page.evaluate("document.activeElement.textContent").replace("\u202f", " ") == "Code donné à 9 h 00"
    reach("Corriger")
    page.keyboard.type("0855")
    page.keyboard.press("Enter")
    assert rows(page)[0][2] == "10 h 40"
    page.clock.fast_forward(96 * MINUTE)
    reach("C’est dit")
    expect(page.locator("#appel")).to_be_hidden()
    reach("Plein écran")
    page.wait_for_function("document.fullscreenElement !== null")


def test_sessions_and_centres_do_not_share_their_start(opened):
    page = begun(opened())
    for other in (
        (session(id="autre", date=date(2026, 3, 12)), GIVEN[1]),
        (GIVEN[0], centre(uai="0000001B")),
    ):
        Path(page.url.removeprefix("file://")).write_text(timer_page(*other), encoding="utf-8")
        page.reload()
        expect(page.locator("#donner")).to_be_visible()


def test_the_same_timer_in_two_windows_tells_the_same(opened):
    page = opened()
    second = page.context.new_page()
    second.goto(page.url)
    begun(page)
    expect(second.locator("#pendant")).to_be_visible()
    page.get_by_role("button", name="Effacer").click()
    page.locator("dialog").get_by_role("button", name="Effacer").click()
    expect(second.locator("#pendant")).to_be_hidden()


def test_the_start_of_a_rehearsal_is_gone_the_next_day(opened):
    page = begun(opened(at="2026-03-11T17:30:00+01:00"))
    page.clock.set_system_time("2026-03-12T08:50:00+01:00")
    page.reload()
    expect(page.locator("#donner")).to_be_visible()


def test_the_wish_for_a_sound_survives_a_reload_and_says_what_the_browser_wants(opened):
    page = opened()
    page.get_by_label("Son aux rappels").check()
    page.reload()
    expect(page.get_by_label("Son aux rappels")).to_be_checked()
    expect(page.locator("#bruit")).to_contain_text("cliquez n’importe où")
    page.locator("h1").click()
    expect(page.locator("#bruit")).to_be_hidden()


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080)])
def test_a_projector_shows_every_row_and_the_call_without_scrolling(opened, size):
    given = GIVEN[0], centre(extra_time_percents=(20, 33, 50, 66, 75))
    page = begun(opened(given=given, viewport={"width": size[0], "height": size[1]}))
    page.get_by_label("Code d’accès").fill("ZQXW42")
    page.clock.fast_forward(101 * MINUTE)
    expect(page.locator("#appel")).to_be_visible()
    assert page.locator("#fins").evaluate("rows => rows.getBoundingClientRect().bottom") <= size[1]


@pytest.mark.parametrize("width", [320, 390, 640])
def test_nothing_sticks_out_of_a_narrow_screen(opened, width):
    page = begun(
        opened(given=(GIVEN[0], centre(extra_time_percents=(20, 33))), viewport={"width": width, "height": 700})
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_printed_timer_is_the_table_of_its_times(opened):
    page = begun(opened())
    page.emulate_media(media="print")
    expect(page.locator("#fins")).to_be_visible()
    expect(page.locator("#heure")).to_be_hidden()
    assert page.get_by_role("button").count() == 0


def test_served_by_a_site_the_timer_opens_again_with_the_network_cut(browser, tmp_path):
    folder = tmp_path / "sessions" / "S1"
    folder.mkdir(parents=True)
    (folder / "minuteur.html").write_text(timer_page(*GIVEN), encoding="utf-8")
    os.utime(folder / "minuteur.html", (0, 0))  # servers tell ages in whole seconds: the next page must look younger
    (folder / "index.html").write_text("<!doctype html><title>Consigne</title>", encoding="utf-8")
    shutil.copy(site_dir() / "docs" / "hors-ligne.js", tmp_path)
    with serving(tmp_path) as address:
        context = browser.new_context(timezone_id="Europe/Paris")
        page = context.new_page()
        page.clock.install(time=MORNING)
        page.goto(f"{address}/sessions/S1/minuteur.html")
        begun(page)
        page.wait_for_function("caches.match(location.href).then(Boolean)")
        moved = timer_page(session(date=date(2026, 3, 12), room="B205"), GIVEN[1])
        (folder / "minuteur.html").write_text(moved, encoding="utf-8")
        page.reload()  # with the network, the page is that of the site
        expect(page.locator("h1")).to_contain_text("B205")
    page.reload()  # nobody answers any more
    expect(page.locator("h1")).to_contain_text("B205")
    assert rows(page)[0][2] == "10 h 45"
    with pytest.raises(PlaywrightError):
        page.goto(f"{address}/sessions/S1/index.html")
    context.close()


def test_a_typed_code_is_shown_and_kept_nowhere(opened):
    page = begun(opened())
    page.get_by_label("Code d’accès").fill("ZQXW42")
    assert page.locator("#code-montre").inner_text() == "ZQXW42"
    assert "ZQXW42" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "ZQXW42" not in page.url
    page.reload()
    assert page.get_by_label("Code d’accès").input_value() == ""
    assert "ZQXW42" not in page.content()


def test_a_browser_that_keeps_nothing_still_counts_and_says_so(opened, browser, tmp_path):
    path = tmp_path / "sans-memoire.html"
    path.write_text(timer_page(*GIVEN), encoding="utf-8")
    context = browser.new_context(timezone_id="Europe/Paris")
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
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
    page.clock.fast_forward(101 * MINUTE)
    expect(page.locator("#dire p").first).to_contain_text("no extra time: 5 minutes left")


def test_a_reminder_of_one_minute_is_said_in_the_singular(opened):
    page = begun(opened(given=(GIVEN[0], centre(test=TestSettings(warning_min=1), extra_time_percents=()))))
    page.clock.fast_forward(104 * MINUTE + 1_000)
    expect(page.locator("#dire")).to_contain_text("Il reste 1 minute.")


def test_every_phrase_the_script_says_is_in_the_catalogue():
    said = set(re.findall(r"\bsay\.([a-z_]+)", (site_dir() / "papers" / "timer.js").read_text(encoding="utf-8")))
    known = {key.removeprefix("js_") for key in language("fr").phrases["timer"] if key.startswith("js_")}
    assert said == known

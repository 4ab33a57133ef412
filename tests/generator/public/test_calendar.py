"""The calendar that one subscribes to: read back by another parser, the same bytes each time, nobody in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import vobject

from generator.public.calendar import calendar
from tests.support.papers import centre, session

SUMMER = session(id="ete", date=date(2026, 6, 12), start=time(9), end=time(12))
WINTER = session(id="hiver", date=date(2026, 12, 4), start=time(13, 30), end=time(16))


def events(**facts):
    text = calendar(centre(sessions=(SUMMER, WINTER), **facts), content_date=date(2026, 3, 3)).decode("utf-8")
    return vobject.readOne(text).vevent_list


def test_another_parser_reads_each_session_at_its_local_time_in_summer_and_in_winter():
    summer, winter = events()
    assert summer.dtstart.value == datetime(2026, 6, 12, 7, tzinfo=UTC)
    assert summer.dtend.value == datetime(2026, 6, 12, 10, tzinfo=UTC)
    assert winter.dtstart.value == datetime(2026, 12, 4, 12, 30, tzinfo=UTC)


def test_overseas_the_times_are_of_the_centres_own_clock():
    summer, winter = events(clock="Indian/Reunion")
    assert (summer.dtstart.value.hour, winter.dtstart.value.hour) == (5, 9)
    summer, _ = events(clock="Pacific/Tahiti")
    assert summer.dtstart.value == datetime(2026, 6, 12, 19, tzinfo=UTC)


def test_an_event_says_where_who_and_which_page():
    summer, _ = events()
    assert summer.summary.value == "Certification Pix, B204"
    assert summer.location.value == "B204, Site Nord"
    assert "Camille Exemple et Dominique Modèle" in summer.description.value
    assert summer.url.value == "https://certification.villefictive.example/pix/sessions/ete/index.html"


def test_each_event_has_an_identifier_of_its_own_that_does_not_change():
    assert [event.uid.value for event in events()] == ["ete@0000000a.consigne", "hiver@0000000a.consigne"]


def test_the_same_content_gives_the_same_bytes():
    given = centre(sessions=(SUMMER,))
    assert calendar(given, content_date=None) == calendar(given, content_date=None)


def test_a_room_cannot_add_a_line_to_the_file():
    hostile = centre(sessions=(session(room="B1\r\nATTENDEE:mailto:x@y.example"),))
    text = calendar(hostile, content_date=None).decode("utf-8")
    assert "\nATTENDEE" not in text


def test_a_centre_without_sessions_has_an_empty_calendar():
    assert b"BEGIN:VEVENT" not in calendar(centre(), content_date=None)


def test_sessions_of_one_name_in_two_centres_without_code_are_two_events():
    uids = [
        vobject.readOne(calendar(given, content_date=None).decode("utf-8")).vevent.uid.value
        for given in (centre(sessions=(SUMMER,), uai=None, name=name) for name in ("Collège A", "Collège B"))
    ]
    assert len(set(uids)) == 2


def test_programs_are_asked_to_look_again_within_hours():
    text = calendar(centre(sessions=(SUMMER,)), content_date=None).decode("utf-8")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in text
    assert "X-PUBLISHED-TTL:PT4H" in text

"""The calendar of the sessions, to subscribe to: an iCalendar file (RFC 5545) without anything of a candidate."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from generator.language.languages import language
from generator.public.addresses import session_path, whole_address
from generator.public.papers.catalogue import paper
from generator.public.papers.version import digest
from generator.public.records import PublicCentre, PublicSession

REFRESHED_H = 4


def calendar(centre: PublicCentre, *, content_date: date | None) -> bytes:
    """The bytes of `calendrier.ics`, the same for the same content.

    `content_date` is when the content last changed; without it, each event counts as written on its own day.
    """
    said = language(centre.language).phrases["calendar"]
    whole = Calendar()
    whole.add("prodid", "-//Consigne//calendrier//FR")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", said["name"].format(centre=centre.name))
    # How often to look again (RFC 7986, and what Outlook reads); without it, some programs wait for a week.
    whole.add("refresh-interval", timedelta(hours=REFRESHED_H), parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", f"PT{REFRESHED_H}H")
    for session in centre.sessions:
        whole.add_component(_event(session, centre, content_date))
    return bytes(whole.to_ical())


def _universal(day: date, moment: time, clock: ZoneInfo) -> datetime:
    """A time of the centre's clock in universal time: every program agrees on it, and not on how to read the rules of a time zone."""
    return datetime.combine(day, moment, tzinfo=clock).astimezone(UTC)


def _event(session: PublicSession, centre: PublicCentre, content_date: date | None) -> Event:
    spoken = language(centre.language)
    said = spoken.phrases["calendar"]
    event = Event()
    # Two centres may have a session of one name, and one reader both calendars.
    centre_id = (centre.uai or digest(centre.name)).lower()
    event.add("uid", f"{quote(session.id, safe='')}@{centre_id}.consigne")
    event.add("dtstamp", datetime.combine(content_date or session.date, time(0), tzinfo=UTC))
    clock = ZoneInfo(centre.clock)
    event.add("dtstart", _universal(session.date, session.start, clock))
    event.add("dtend", _universal(session.date, session.end, clock))
    event.add("summary", said["summary"].format(room=session.room))
    event.add("location", f"{session.room}, {session.site}")
    lines = [said["session"].format(id=session.id)]
    if session.invigilators:
        lines.append(said["by"].format(names=spoken.typography.enumerated(session.invigilators)))
    event.add("description", "\n".join(lines))
    if address := whole_address(centre.site_url, session_path(session.id, paper("briefing").file)):
        event.add("url", address)
    return event

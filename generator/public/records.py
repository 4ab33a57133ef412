"""The public side of a centre: the only types that papers and pages of the site accept.

Nothing personal exists in them. A candidate's data cannot reach a page by mistake, because no page can be given it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from schemas.centre import Contact, TestSettings
from schemas.records import Centre, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSession:
    """What anyone may know of a session. Times are local and bound the slot of the room."""

    id: str
    date: date
    start: time
    end: time
    site: str
    room: str
    invigilators: tuple[str, ...]
    candidate_count: int
    seats: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCentre:
    """What anyone may know of a centre.

    `extra_time_percents` are all the rates used in the centre, sorted, never those of one session: a session's own
    would tell that someone in that room has one. `language` is that of the papers and pages, `shows_invigilators` what
    they give of invigilators: "name", "initials" or "none".
    """

    name: str
    uai: str | None
    site: str
    test: TestSettings
    contacts: tuple[Contact, ...]
    extra_time_percents: tuple[int, ...]
    site_url: str | None
    sessions: tuple[PublicSession, ...]
    language: str = "fr"
    shows_invigilators: str = "name"

    @property
    def known_as(self) -> str:
        """Its name, with its code where it has one: `Collège Gaston-Tartempion (0999999Z)`."""
        return self.name if self.uai is None else f"{self.name} ({self.uai})"


def public_centre(centre: Centre, *, site_url: str | None = None) -> PublicCentre:
    """Keeps of a checked centre what may be published; `site_url` replaces that of `centre.toml`."""
    settings = centre.settings
    counts: dict[str, int] = {}
    for candidate in centre.candidates:
        counts[candidate.session_id] = counts.get(candidate.session_id, 0) + 1
    return PublicCentre(
        name=settings.name,
        uai=settings.uai,
        site=settings.site,
        test=settings.test,
        contacts=settings.contacts,
        extra_time_percents=tuple(sorted({c.extra_time_percent for c in centre.candidates} - {0})),
        site_url=site_url or settings.publication.site_url,
        sessions=tuple(
            _public_session(session, settings.publication.invigilators, counts.get(session.id, 0))
            for session in centre.sessions
        ),
        language=settings.language,
        shows_invigilators=settings.publication.invigilators,
    )


def _public_session(session: Session, invigilators: str, candidate_count: int) -> PublicSession:
    shown = {
        "name": session.invigilators,
        "initials": tuple(_initials(name) for name in session.invigilators),
        "none": (),
    }
    return PublicSession(
        id=session.id,
        date=session.date,
        start=session.start,
        end=session.end,
        site=session.site,
        room=session.room,
        invigilators=shown[invigilators],
        candidate_count=candidate_count,
        seats=session.seats,
    )


TITLES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})
"""What stands before a name, in plain letters and without a full stop."""


def _initials(name: str) -> str:
    """Gives the initials of a name, without its title: Mme Marie-Claude Exemple -> M.-C. E."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in TITLES]
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)


def by_day(sessions: Iterable[PublicSession]) -> list[tuple[date, tuple[PublicSession, ...]]]:
    """The sessions of each day, in order of time."""
    in_order = sorted(sessions, key=lambda s: (s.date, s.start, s.end, s.room, s.id))
    return [(day, tuple(found)) for day, found in groupby(in_order, key=lambda s: s.date)]

"""The public side of a centre: the only types that papers and pages of the site accept.

Nothing personal exists in them. A candidate's data cannot reach a page by mistake, because no page can be given it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from schemas.centre import Contact, TestSettings
from schemas.territories import PARIS


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSession:
    """What anyone may know of a session. Times are local and bound the slot of the room. While there are `errors` to correct in its
    row or its list, it has no papers.
    """

    id: str
    date: date
    start: time
    end: time
    site: str
    room: str
    invigilators: tuple[str, ...]
    candidate_count: int
    seats: int | None
    errors: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCentre:
    """What anyone may know of a centre.

    `extra_time_percents` are all the rates used in the centre, sorted, never those of one session: a session's own
    would tell that someone in that room has one. `language` is that of the papers and pages, `shows_invigilators` what
    they give of invigilators: "name", "initials" or "none". `clock` is the time zone of all times.
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
    clock: str = PARIS

    @property
    def known_as(self) -> str:
        """Its name, with its code where it has one: `Collège Gaston-Tartempion (0999999Z)`."""
        return self.name if self.uai is None else f"{self.name} ({self.uai})"


def by_day(sessions: Iterable[PublicSession]) -> list[tuple[date, tuple[PublicSession, ...]]]:
    """The sessions of each day, in order of time."""
    in_order = sorted(sessions, key=lambda s: (s.date, s.start, s.end, s.room, s.id))
    return [(day, tuple(found)) for day, found in groupby(in_order, key=lambda s: s.date)]

"""The home page: the sessions of the centre by date, each with the way to its briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from generator.addresses import SESSION_PAPERS
from generator.languages import language
from generator.pages.templates import page_template
from generator.public import PublicCentre, PublicSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The sessions of one day, in order of time."""

    date: date
    sessions: tuple[PublicSession, ...]


def home_page(centre: PublicCentre, reprints: Mapping[str, str] = MappingProxyType({})) -> str:
    """The Markdown text of `index.md`: every session by date, then the guides.

    `reprints` says, by session, what changed when its papers may already have been printed.
    """
    return page_template("home.md.j2").render(
        centre=centre,
        days=_days(centre.sessions),
        papers=SESSION_PAPERS,
        reprints=reprints,
        labels=language(centre.language).phrases["bar"],
    )


def _days(sessions: tuple[PublicSession, ...]) -> tuple[Day, ...]:
    in_order = sorted(sessions, key=lambda s: (s.date, s.start, s.end, s.room, s.id))
    return tuple(
        Day(date=day, sessions=tuple(found)) for day, found in groupby(in_order, key=lambda s: s.date)
    )

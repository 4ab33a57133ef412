"""The home page: the sessions of the centre by date, each with the way to its briefing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from generator.addresses import SESSION_PAPERS, day_file
from generator.languages import language
from generator.pages.templates import page_template
from generator.public import PublicCentre, by_day


def home_page(centre: PublicCentre, reprints: Mapping[str, str] = MappingProxyType({})) -> str:
    """The Markdown text of `index.md`: every session by date, then the guides.

    `reprints` says, by session, what changed when its papers may already have been printed.
    """
    said = language(centre.language).phrases
    return page_template("home.md.j2", centre.language).render(
        centre=centre,
        days=[(day, day_file(day), sessions) for day, sessions in by_day(centre.sessions)],
        papers=SESSION_PAPERS,
        reprints=reprints,
        week_of=_week_of,
        labels=said["bar"],
        say=said["home"],
    )


def _week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())

"""The home page: the sessions of the centre by date, each with the way to its briefing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from generator.language.languages import language
from generator.public.addresses import day_file
from generator.public.pages.frame import FramedPage, Parts
from generator.public.pages.templates import page_template
from generator.public.papers.catalogue import PUBLIC_PAPERS
from generator.public.records import PublicCentre, by_day


def home_page(centre: PublicCentre, reprints: Mapping[str, str] = MappingProxyType({})) -> FramedPage:
    """`index.md`: every session by date, then the guides.

    `reprints` says, by session, what changed when its papers may already have been printed.
    """
    said, parts = language(centre.language).phrases, Parts()
    return parts.framed(
        page_template("home.md.j2", centre.language).render(
            centre=centre,
            days=[(day, day_file(day), sessions) for day, sessions in by_day(centre.sessions)],
            papers={each.name: each.file for each in PUBLIC_PAPERS},
            reprints=reprints,
            week_of=_week_of,
            labels=said["bar"],
            say=said["home"],
            waiting=said["waiting"],
            part=parts.part,
        )
    )


def _week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())

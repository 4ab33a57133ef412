"""The page of any public paper of a session: the one way from the catalogue to HTML, for the site and for the packs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.public.papers.blocks import Wording
from generator.public.papers.briefing import briefing_page
from generator.public.papers.catalogue import Paper
from generator.public.papers.leaf import session_leaf_page
from generator.public.papers.timer import timer_page
from generator.public.records import PublicCentre, PublicSession
from generator.public.versions.past_versions import Change


def paper_page(
    paper: Paper,
    session: PublicSession,
    centre: PublicCentre,
    wording: Wording,
    *,
    content_date: date | None,
    changes: Sequence[Change] = (),
) -> str:
    """The HTML of a public paper of a session; `changes` since each earlier version of it.

    Raises:
        generator.writing.refusal.BuildRefused: something does not fit on its paper.
    """
    if paper.name == "timer":
        return timer_page(session, centre)
    if paper.name == "briefing":
        return briefing_page(session, centre, wording, content_date=content_date, changes=changes)
    return session_leaf_page(paper.name, session, centre, wording, content_date=content_date, changes=changes)

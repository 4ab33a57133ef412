"""The public papers that are printed with a pack: the site's own, not a second layout of them."""

from __future__ import annotations

from datetime import date

from generator.papers.blocks import Wording
from generator.papers.briefing import briefing_page
from generator.papers.leaf import session_leaf_page
from generator.public import PublicCentre, PublicSession

PUBLIC_PAPERS = ("door", "briefing", "poster", "incident", "fraud")


def public_papers(
    session: PublicSession, centre: PublicCentre, wording: Wording, *, content_date: date | None
) -> dict[str, str]:
    """The papers of a session as HTML, by name, in the order in which a session uses them.

    Raises:
        generator.refusal.BuildRefused: something does not fit on its paper.
    """
    return {
        paper: briefing_page(session, centre, wording, content_date=content_date)
        if paper == "briefing"
        else session_leaf_page(paper, session, centre, wording, content_date=content_date)
        for paper in PUBLIC_PAPERS
    }

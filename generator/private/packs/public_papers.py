"""The public papers that are printed with a pack: the site's own, not a second layout of them."""

from __future__ import annotations

from datetime import date

from generator.public.papers.blocks import Wording
from generator.public.papers.catalogue import IN_PRINTING_ORDER
from generator.public.papers.pages import paper_page
from generator.public.records import PublicCentre, PublicSession

PRINTED = tuple(paper for paper in IN_PRINTING_ORDER if paper.public)


def public_papers(
    session: PublicSession, centre: PublicCentre, wording: Wording, *, content_date: date | None
) -> dict[str, str]:
    """The papers of a session as HTML, by name, in printing order.

    Raises:
        generator.writing.refusal.BuildRefused: something does not fit on its paper.
    """
    return {paper.name: paper_page(paper, session, centre, wording, content_date=content_date) for paper in PRINTED}

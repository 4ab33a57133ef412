"""The briefing: the one sheet, two A4 sides, with which an invigilator runs the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from generator.language.languages import language
from generator.public.papers.back import plan_back
from generator.public.papers.bar import day_links, session_links
from generator.public.papers.blocks import Block, Wording
from generator.public.papers.briefing_content import Briefing, briefing_content
from generator.public.papers.currency import SCRIPT as CURRENCY_SCRIPT
from generator.public.papers.currency import currency_block
from generator.public.papers.environment import environment, script, security_policy, stylesheet
from generator.public.papers.fit import case_columns, checklist_columns
from generator.public.papers.front import plan_front
from generator.public.papers.qr import qr_svg
from generator.public.papers.version import paper_version
from generator.public.records import PublicCentre, PublicSession
from generator.public.versions.past_versions import Change

_DAY_SCRIPTS = ("print-button.js",)
_SCRIPTS = (*_DAY_SCRIPTS, CURRENCY_SCRIPT)


def briefing_page(
    session: PublicSession,
    centre: PublicCentre,
    wording: Wording,
    *,
    content_date: date | None,
    changes: Sequence[Change] = (),
) -> str:
    """The whole page `sessions/ID/index.html`: it needs no other file and no network.

    `changes` is what changed since each earlier version.

    Raises:
        BuildRefused: the content does not fit on the sheet.
    """
    briefing = briefing_content(session, centre, wording, content_date=content_date)
    return (
        environment(centre.language)
        .get_template("briefing.html")
        .render(
            page_title=briefing.say["page_title"].format(title=briefing.title),
            policy=security_policy(*_SCRIPTS),
            styles=_styles(),
            scripts=[script(name) for name in _SCRIPTS],
            bar_links=session_links("briefing", centre.language),
            currency=currency_block(paper_version(session, centre, wording), changes, centre.language),
            sides=[_sides(briefing)],
        )
    )


def day_page(
    sessions: Sequence[PublicSession], centre: PublicCentre, wording: Wording, *, content_date: date | None
) -> str:
    """The briefings of a day on one page, in the order given, to print them all at once.

    Raises:
        BuildRefused: the content of one does not fit on its sheet.
    """
    spoken = language(centre.language)
    briefings = [briefing_content(session, centre, wording, content_date=content_date) for session in sessions]
    return (
        environment(centre.language)
        .get_template("briefing.html")
        .render(
            page_title=spoken.phrases["briefing"]["day_title"].format(
                date=spoken.typography.date_in_words(sessions[0].date)
            ),
            policy=security_policy(*_DAY_SCRIPTS),
            styles=_styles(),
            scripts=[script(name) for name in _DAY_SCRIPTS],
            bar_links=day_links(centre.language),
            sides=[_sides(briefing) for briefing in briefings],
        )
    )


def _styles() -> Markup:
    return stylesheet("paper.css", "briefing.css")


def _sides(briefing: Briefing) -> Markup:
    """The two sides of a briefing.

    Raises:
        BuildRefused: the content does not fit on them.
    """
    blocks = [phase.block for phase in (*briefing.front, *briefing.back)]
    blocks += [briefing.incidents, briefing.fraud, briefing.codes]
    html = (
        environment(briefing.code)
        .get_template("briefing_sides.html")
        .render(
            content=briefing,
            front=plan_front(briefing),
            back=plan_back(briefing),
            bodies={block.name: _body(block, briefing.code) for block in blocks},
            qr=qr_svg(briefing.address, briefing.say["qr"]) if briefing.address else Markup(""),
        )
    )
    return Markup(html)  # noqa: S704 - rendered with autoescape on


@lru_cache(maxsize=1024)
def _body(block: Block, code: str) -> Markup:
    """A block as HTML, kept because most blocks say the same for every session."""
    template = environment(code).get_template("block.html")
    columns = [checklist_columns(part.phrases) if part.kind == "checklist" else () for part in block.parts]
    html = template.render(block=block, columns=columns, cases=case_columns(block.sections))
    return Markup(html)  # noqa: S704 - rendered with autoescape on

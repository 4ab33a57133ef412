"""The briefing: the one sheet, two A4 sides, with which an invigilator runs the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from generator.papers.back import plan_back
from generator.papers.bar import session_links
from generator.papers.blocks import Block, Wording
from generator.papers.currency import SCRIPT as CURRENCY_SCRIPT
from generator.papers.currency import currency_block
from generator.papers.environment import environment, script, security_policy, stylesheet
from generator.papers.fit import case_columns, checklist_columns
from generator.papers.front import plan_front
from generator.papers.qr import qr_svg
from generator.papers.sheet import briefing_sheet
from generator.papers.version import paper_version
from generator.past_versions import Change
from generator.public import PublicCentre, PublicSession

_SCRIPTS = ("print-button.js", CURRENCY_SCRIPT)


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
    sheet = briefing_sheet(session, centre, wording, content_date=content_date)
    blocks = [phase.block for phase in (*sheet.front, *sheet.back)] + [
        sheet.incidents,
        sheet.fraud,
        sheet.codes,
    ]
    return (
        environment()
        .get_template("briefing.html")
        .render(
            page_title=f"Consignes · {sheet.title}",
            policy=security_policy(*_SCRIPTS),
            styles=stylesheet("paper.css", "briefing.css"),
            scripts=[script(name) for name in _SCRIPTS],
            bar_links=session_links("briefing", centre.language),
            currency=currency_block(paper_version(session, centre, wording), changes, centre.language),
            sheet=sheet,
            front=plan_front(sheet),
            back=plan_back(sheet),
            bodies={block.name: _body(block) for block in blocks},
            qr=qr_svg(sheet.address, "Code QR vers cette page") if sheet.address else Markup(""),
        )
    )


@lru_cache(maxsize=1024)
def _body(block: Block) -> Markup:
    """A block as HTML, kept because most blocks say the same for every session."""
    template = environment().get_template("block.html")
    columns = [checklist_columns(part.phrases) if part.kind == "checklist" else () for part in block.parts]
    html = template.render(block=block, columns=columns, cases=case_columns(block.sections))
    return Markup(html)  # noqa: S704 - rendered with autoescape on

"""The heights of what stands on both sides of a briefing: its phases and its footer."""

from __future__ import annotations

from generator.public.papers.blocks import Run
from generator.public.papers.briefing_content import Briefing, Phase
from generator.public.papers.fit import FULL_WIDTH, M, Measured, content_height, text_height
from generator.public.papers.text_width import line_count, text_line_count


def phase_part(briefing: Briefing, phase: Phase, extra: float = 0.0) -> Measured:
    """A phase: its rail on the left, what to do and say on the right, and `extra` height below that."""
    rail_width = M["rail"] - M["rail-number"]
    rail = text_height(phase.block.title, rail_width, bold=True)
    if phase.time is not None:
        rail += text_line_count(phase.time, rail_width, M["text"]) * M["line"]
    content = content_height(phase.block.parts, (briefing.say["open_quote"], briefing.say["close_quote"])) + extra
    return Measured(
        name=phase.block.name,
        height=max(rail, M["number-line"], content) + M["phase-pad"] + M["hairline"],
        shorten=phase.block.file,
        own=phase.block.own,
    )


def footer_part(briefing: Briefing, page: int, more: str) -> Measured:
    """The footer: where, the claim, the version, beside the QR code."""
    qr = M["qr"] if briefing.address else 0
    width = FULL_WIDTH - (qr + M["foot-gap"] if briefing.address else 0)
    where = text_line_count(briefing.footer, width, M["small"])
    version = (
        Run(text=briefing.say["page"].format(page=page), bold=True),
        Run(text=f"{more} · {briefing.version}"),
    )
    text = (where + line_count(version, width, M["small"])) * M["small-line"] + M["line"]
    return Measured(
        name=f"footer-{page}",
        height=max(text, qr) + M["foot-pad"] + M["hairline"],
        shorten="le nom du centre (centre.toml, réglage name)" if where > 1 else None,
        own=where > 1,
    )

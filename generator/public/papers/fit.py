"""Adds up the heights of a page's parts as its style sheet does, and refuses a page that would not hold them.

Exactly two pages is part of what a briefing promises, and no browser exists when it is built. A part that is built
differently in the style sheet must be summed differently here; tests compare both in a real browser.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from generator.public.papers.blocks import Part, Phrase, Run, Section
from generator.public.papers.measures import measures
from generator.public.papers.text_width import line_count, width_em
from generator.writing.refusal import BuildRefused

Item = TypeVar("Item")
M = measures("paper.css", "briefing.css")
"""The measures of the briefing, in points."""

FULL_WIDTH = M["side-width"] - 2 * M["edge-x"]
CONTENT_WIDTH = FULL_WIDTH - M["rail"] - M["rail-gap"]
HALF_WIDTH = (FULL_WIDTH - M["column-gap"]) / 2
SIDE_HEIGHT = M["side-height"] - M["edge-top"] - M["edge-bottom"]

# What browsers may round up, over a whole page and along a line that must not break.
_PAGE_SLACK_PT = 1.0
_LINE_SLACK_PT = 1.0
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A part of a side and the height it takes, in points.

    `shorten` names, in French, what the coordinator could shorten to make it smaller (none: nothing);
    `own` tells that this is the centre's own doing: a block it rewrote, a value longer than a line.
    """

    name: str
    height: float
    shorten: str | None = None
    own: bool = False


def require_room(side: str, session_id: str, parts: Sequence[Measured]) -> float:
    """The height left free on a side.

    Raises:
        BuildRefused: the parts overflow the side; says by how many lines and what to shorten.
    """
    left = SIDE_HEIGHT - _PAGE_SLACK_PT - sum(part.height for part in parts)
    if left < 0:
        raise BuildRefused([_overflow(side, session_id, parts, math.ceil(-left / M["line"]))])
    return left


def _overflow(side: str, session_id: str, parts: Sequence[Measured], lines: int) -> str:
    can_shrink = sorted((part for part in parts if part.shorten), key=lambda part: (not part.own, -part.height))
    shown = " ; ".join(f"{part.shorten}, {_lines(int(part.height / M['line']))}" for part in can_shrink[:_SHOWN])
    return (
        f"Session {session_id}, {side} de la feuille : {_lines(lines)} de trop, or la feuille tient toujours "
        f"en deux pages. Raccourcissez d’abord ce qui prend le plus de place : {shown}."
    )


def _lines(count: int) -> str:
    return f"{max(count, 1)} ligne{'s' if count > 1 else ''}"


def largest_on_a_line(texts: Sequence[str], sizes_pt: Sequence[int], width: float) -> int | None:
    """The first of these sizes at which each text, in bold, holds on a line."""
    em = max(width_em(text, bold=True) for text in texts)
    return next((size for size in sizes_pt if em * size < width - _LINE_SLACK_PT), None)


def in_columns(items: Sequence[Item], height: Callable[[Item], float], gap: float) -> tuple[tuple[Item, ...], ...]:
    """Two columns in reading order (down, then right), as even as can be; the first one longer where it makes no odds."""
    if len(items) < 2:
        return (tuple(items),)

    def taller(cut: int) -> float:
        return max(stacked([height(item) for item in column], gap) for column in (items[:cut], items[cut:]))

    cut = min(range(1, len(items)), key=lambda at: (round(taller(at), 3), -at))
    return tuple(items[:cut]), tuple(items[cut:])


def stacked(heights: Sequence[float], gap: float) -> float:
    """The height of things one below the other."""
    return sum(heights) + gap * max(0, len(heights) - 1)


def text_height(phrase: Phrase, width: float, *, bold: bool = False) -> float:
    """The height of body text in a column."""
    return line_count(phrase, width, M["text"], bold=bold) * M["line"]


@lru_cache(maxsize=1024)
def checklist_columns(items: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...], ...]:
    """The items of a list to tick, divided into its two columns (one for a single item, which takes the whole width)."""
    return in_columns(items, lambda item: _tick_height(item, columns=2), M["item-gap"])


@lru_cache(maxsize=1024)
def content_height(parts: tuple[Part, ...], quotes: tuple[str, str]) -> float:
    """The height of a phase's lists, paragraphs and texts to say, which stand between `quotes`."""
    lead = M["spoken-lead"] if parts and parts[0].kind == "spoken" else 0
    return lead + stacked([_part_height(part, quotes) for part in parts], M["part-gap"])


def _part_height(part: Part, quotes: tuple[str, str]) -> float:
    if part.kind == "checklist":
        columns = checklist_columns(part.phrases)
        return max(
            stacked([_tick_height(item, columns=len(columns)) for item in column], M["item-gap"]) for column in columns
        )
    if part.kind == "spoken":
        return _spoken_height(part.phrases, quotes)
    return text_height(part.phrases[0], CONTENT_WIDTH)


def _tick_height(item: Phrase, *, columns: int) -> float:
    width = (CONTENT_WIDTH - M["column-gap"] * (columns - 1)) / columns
    return text_height(item, width - M["tick-indent"])


def _spoken_height(paragraphs: tuple[Phrase, ...], quotes: tuple[str, str]) -> float:
    width = CONTENT_WIDTH - 2 * M["spoken-pad-x"] - M["heavy"] - M["rule"]
    quoted = list(paragraphs)
    quoted[0] = (Run(text=quotes[0]), *quoted[0])
    quoted[-1] = (*quoted[-1], Run(text=quotes[1]))
    lines = [line_count(paragraph, width, M["spoken"]) * M["spoken-line"] for paragraph in quoted]
    return stacked(lines, M["spoken-gap"]) + 2 * M["spoken-pad-y"] + 2 * M["rule"]


@lru_cache(maxsize=1024)
def case_columns(cases: tuple[Section, ...]) -> tuple[tuple[Section, ...], ...]:
    """The incidents, divided into the two columns of the back."""
    return in_columns(cases, case_height, 0)


@lru_cache(maxsize=1024)
def case_height(case: Section) -> float:
    """The height of one incident: what is seen, then the steps."""
    title = text_height(case.title, HALF_WIDTH, bold=True)
    return M["case-pad"] + M["hairline"] + title + look_up_height(case.parts, HALF_WIDTH) + M["case-end"]


@lru_cache(maxsize=1024)
def look_up_height(parts: tuple[Part, ...], width: float) -> float:
    """The height of numbered steps and paragraphs."""
    return sum(
        text_height(phrase, width - (M["step-indent"] if part.kind == "steps" else 0))
        for part in parts
        for phrase in part.phrases
    )


def box_title_height(title: Phrase, width: float = HALF_WIDTH) -> float:
    """The height of the title of a box on the back, with the rule above it."""
    lines = line_count(title, width, M["box-title"], bold=True)
    return lines * M["box-title-line"] + 2 * M["box-pad"] + M["rule"]

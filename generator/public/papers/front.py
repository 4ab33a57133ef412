"""Lays out the front of a briefing: the masthead, then the day down to the last candidate who leaves."""

from __future__ import annotations

from dataclasses import dataclass

from generator.language import french
from generator.language.languages import language
from generator.public.papers.blocks import Run
from generator.public.papers.briefing_content import Briefing
from generator.public.papers.fit import (
    CONTENT_WIDTH,
    FULL_WIDTH,
    M,
    Measured,
    largest_on_a_line,
    require_room,
    text_height,
)
from generator.public.papers.side import footer_part, phase_part
from generator.public.papers.text_width import text_line_count
from generator.writing.refusal import BuildRefused

MAX_EXTRA_RATES = 5
"""Rates of extra time that the tables can show beside the column without any."""

_TITLE_PT = (24, 22, 20, 19)
_TWO_LINE_TITLE_PT = (20, 18, 16)
_URL_PT = (18, 16, 14, 12)
# Up to this many columns, the box for the true time stands beside the planned one; with more, below it.
_MOST_BESIDE = 3
_TIMED_BLOCK = "4-lancement"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPlan:
    """The choices the template follows on the front. `timing` is the layout of the table of times."""

    kicker: str
    title_pt: int
    title_broken: bool
    url_pt: int
    timing: str
    timed_block: str
    spare_rate: bool
    overleaf: str
    parts: tuple[Measured, ...]


def plan_front(briefing: Briefing) -> FrontPlan:
    """The layout of the front.

    Raises:
        BuildRefused: the front cannot hold its content.
    """
    _require_few_rates(briefing)
    title_pt, title = _title(briefing)
    url_pt = largest_on_a_line([briefing.url], _URL_PT, CONTENT_WIDTH) or _URL_PT[-1]
    timing = "beside" if len(briefing.rates) <= _MOST_BESIDE else "stacked"
    overleaf = _overleaf(briefing)
    times = _timing_height(briefing, timing, max(len(briefing.rates), _MOST_BESIDE))
    parts = (
        *_masthead_parts(briefing, title_pt, title, url_pt),
        Measured(name="day gaps", height=M["day-gap"] * (len(briefing.front) + 1)),
        *(phase_part(briefing, phase, times if phase.block.name == _TIMED_BLOCK else 0) for phase in briefing.front),
        footer_part(briefing, 1, overleaf),
    )
    require_room("recto", briefing.session_id, parts)
    return FrontPlan(
        kicker=briefing.say["kicker"],
        title_pt=title_pt,
        title_broken=len(title) > 1,
        url_pt=url_pt,
        timing=timing,
        timed_block=_TIMED_BLOCK,
        spare_rate=len(briefing.rates) < _MOST_BESIDE,
        overleaf=overleaf,
        parts=parts,
    )


def _require_few_rates(briefing: Briefing) -> None:
    extra = [rate.percent for rate in briefing.rates if rate.percent]
    if len(extra) > MAX_EXTRA_RATES:
        shown = ", ".join(french.extra_time(percent) for percent in extra)
        raise BuildRefused(
            [
                f"Les listes de candidats portent {len(extra)} temps majorés différents ({shown}) et la feuille en "
                f"montre {MAX_EXTRA_RATES} au plus. Vérifiez la colonne « Temps majoré » : l’un d’eux est "
                "peut-être une faute de frappe."
            ]
        )


def _title(briefing: Briefing) -> tuple[int, tuple[str, ...]]:
    """The size of the title and its lines: one when it fits, else when above where."""
    size = largest_on_a_line([briefing.title], _TITLE_PT, FULL_WIDTH)
    if size is not None:
        return size, (briefing.title,)
    apart = (briefing.when, briefing.where)
    return largest_on_a_line(apart, _TWO_LINE_TITLE_PT, FULL_WIDTH) or _TWO_LINE_TITLE_PT[-1], apart


def _masthead_parts(briefing: Briefing, title_pt: int, title: tuple[str, ...], url_pt: int) -> tuple[Measured, ...]:
    kicker = text_height((Run(text=briefing.say["kicker"], bold=True), Run(text=f" · {briefing.centre}")), FULL_WIDTH)
    title_lines = sum(text_line_count(line, FULL_WIDTH, title_pt, bold=True) for line in title)
    facts = text_height((Run(text=briefing.facts),), FULL_WIDTH)
    url_lines = text_line_count(briefing.url, CONTENT_WIDTH, url_pt, bold=True)
    return (
        Measured(
            name="centre",
            height=kicker,
            shorten="le nom du centre (centre.toml, réglage name) et celui du site (sessions.xlsx, colonne Site)",
            own=kicker > M["line"],
        ),
        Measured(
            name="title",
            height=title_lines * title_pt * M["title-leading"] + M["masthead-gap"] + M["heavy"],
            shorten="le nom de la salle (sessions.xlsx, colonne Salle)",
            own=title_lines > 1,
        ),
        Measured(
            name="facts",
            height=facts,
            shorten="les surveillants (sessions.xlsx, colonne Surveillants)",
            own=facts > M["line"],
        ),
        Measured(
            name="board",
            height=url_lines * url_pt * M["board-leading"],
            shorten="l’adresse du test (centre.toml, réglage test.url)",
            own=url_lines > 1,
        ),
        Measured(name="masthead gaps", height=3 * M["masthead-gap"]),
    )


def _timing_height(briefing: Briefing, timing: str, columns: int) -> float:
    """The table of times, with the gap above it: a line or two of titles, then a row for the reminder and one for the end."""
    across = CONTENT_WIDTH - M["given"] - M["timing-gap"] - M["timing-label"]
    first = M["timing-first"] if timing == "stacked" else across / columns
    title_lines = text_line_count(language(briefing.code).typography.extra_time(0), first, M["small"], bold=True)
    table = title_lines * M["small-line"] + M["timing-pad"] + 2 * M[f"{timing}-row"]
    return M["part-gap"] + M["timing-lead"] + table


def _overleaf(briefing: Briefing) -> str:
    after = ", ".join(f"{phase.number} {''.join(run.text for run in phase.block.title)}" for phase in briefing.back)
    return briefing.say["overleaf"].format(after=after)

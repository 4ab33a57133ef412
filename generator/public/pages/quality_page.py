"""The page of data quality: counts of what the rules found, by file and by rule, and where each session's list stands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from generator.language.french import counted
from generator.public.pages.frame import FramedPage, Parts
from generator.public.pages.templates import page_template
from generator.public.quality import FindingCount, Quality
from generator.public.records import PublicCentre
from schemas.rules.registry import RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often one rule found something in the whole centre."""

    code: str
    count: int
    files: int


def quality_page(quality: Quality, centre: PublicCentre) -> FramedPage:
    """`qualite/index.md`."""
    candidates, parts = sum(session.candidate_count for session in centre.sessions), Parts()
    return parts.framed(
        page_template("quality.md.j2").render(
            quality=quality,
            total=sum(found.count for found in quality.counts),
            by_rule=_by_rule(quality.counts),
            titles={rule.code: rule.title for rule in RULES},
            stands={status.id: status for status in quality.statuses},
            sessions=sorted(centre.sessions, key=lambda session: (session.date, session.start, session.id)),
            read=f"{counted(quality.files, 'fichier')}, {counted(quality.rows, 'ligne')}",
            planned=f"{counted(len(centre.sessions), 'session')}, {counted(candidates, 'candidat')}",
            part=parts.part,
        )
    )


def _by_rule(counts: tuple[FindingCount, ...]) -> tuple[RuleCount, ...]:
    """The rule that found most comes first."""
    groups = (
        (code, list(found))
        for code, found in groupby(sorted(counts, key=lambda found: found.code), key=lambda found: found.code)
    )
    by_rule = (
        RuleCount(code=code, count=sum(one.count for one in found), files=len({one.file for one in found}))
        for code, found in groups
    )
    return tuple(sorted(by_rule, key=lambda rule: (-rule.count, rule.code)))

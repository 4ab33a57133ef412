"""Warnings that are right in this centre: accepted in `centre.toml`, counted and no longer shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.centre import Acceptance
from schemas.finding import Finding, Place, Severity
from schemas.rules import files as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is left to show, with the acceptances that accept nothing, and how many warnings were accepted."""

    shown: list[Finding]
    accepted: int


def accept(findings: Iterable[Finding], acceptances: Sequence[Acceptance]) -> Judged:
    """Takes the accepted warnings out. An error is never accepted."""
    used: set[int] = set()
    shown: list[Finding] = []
    accepted = 0
    for finding in findings:
        matching = [number for number, acceptance in enumerate(acceptances) if _covers(acceptance, finding)]
        used.update(matching)
        accepted += bool(matching)
        if not matching:
            shown.append(finding)
    for number, acceptance in enumerate(acceptances):
        if number not in used:
            sheet = f", feuille « {acceptance.worksheet} »" if acceptance.worksheet else ""
            where = acceptance.file + sheet + (f", cellule {acceptance.cell}" if acceptance.cell else "")
            shown.append(
                rules.F013.finding(
                    rules.ACCEPTS_NOTHING,
                    Place(file="centre.toml"),
                    number=number + 1,
                    rule=acceptance.rule,
                    where=where,
                )
            )
    return Judged(shown=shown, accepted=accepted)


def _covers(acceptance: Acceptance, finding: Finding) -> bool:
    place = finding.place
    return (
        finding.severity is Severity.WARNING
        and (acceptance.rule, acceptance.file) == (finding.code, place.file)
        and acceptance.worksheet in (None, place.worksheet)
        and acceptance.cell in (None, place.cell)
    )

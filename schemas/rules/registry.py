"""All rules, by code. A family lists its own; a test compares the lists with what the source holds."""

from __future__ import annotations

from schemas.rule import Rule
from schemas.rules import (
    files,
    identity,
    places,
    platform,
    retention,
    rosters,
    rosters_across,
    sessions,
    sessions_across,
    sheets,
    sheets_across,
    sheets_rosters,
    slips,
    structure,
)

_FAMILIES: tuple[tuple[Rule, ...], ...] = (
    files.RULES,
    structure.RULES,
    retention.RULES,
    sessions.RULES,
    sessions_across.RULES,
    slips.RULES,
    identity.RULES,
    rosters.RULES,
    rosters_across.RULES,
    platform.RULES,
    places.RULES,
    sheets.RULES,
    sheets_rosters.RULES,
    sheets_across.RULES,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family), key=lambda rule: ("FSRT".index(rule.code[0]), rule.code))
)
"""By family (file, sessions, rosters, sheets), then by number."""

"""All rules, by code."""

from __future__ import annotations

from schemas.rule import Rule
from schemas.rules import files, platform, retention, rosters, rosters_across, sessions, sheets

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            rule
            for family in (files, retention, sessions, rosters, rosters_across, platform, sheets)
            for rule in vars(family).values()
            if isinstance(rule, Rule)
        ),
        key=lambda rule: ("FSRT".index(rule.code[0]), rule.code),
    )
)
"""By family (file, sessions, rosters, sheets), then by number."""

"""All rules, by code."""

from __future__ import annotations

from schemas.rule import Rule
from schemas.rules import files, rosters, sessions

RULES: tuple[Rule, ...] = tuple(
    rule for family in (files, sessions, rosters) for rule in vars(family).values() if isinstance(rule, Rule)
)
"""In the order in which the families and their modules define them."""

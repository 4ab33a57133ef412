"""The pages of the rules: one for each, and their list, all made from the rules' own definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.language.french import polished
from generator.public.pages.templates import page_template
from generator.reports.addresses import rule_page
from generator.reports.drawing import (
    CONSEQUENCES,
    LEFT_OUT,
    SEVERITIES,
    DrawnExample,
    draw,
    messages,
    severities,
)
from schemas.finding import Severity
from schemas.rule import Rule
from schemas.rules.registry import RULES

_FAMILIES: Mapping[str, str] = {
    "F": "Le fichier lui-même",
    "S": "Les sessions",
    "R": "Les listes de candidats",
    "T": "Les feuilles d’émargement remplies",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRule:
    """A rule as its page and the list show it; the first and the last have no neighbour on one side."""

    code: str
    title: str
    why: str
    source: str
    severities: tuple[Severity, ...]
    messages: tuple[tuple[Severity, str], ...]
    wrong: tuple[DrawnExample, ...]
    right: tuple[DrawnExample, ...]
    before: Rule | None
    after: Rule | None

    @property
    def leaves_sessions_out(self) -> bool:
        """Whether a reader of the examples has to be told of a table that isn't shown."""
        return any(example.sessions_left_out for example in (*self.wrong, *self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The rules about one kind of table, by code."""

    letter: str
    title: str
    rules: tuple[ShownRule, ...]


def rules_pages(rules: tuple[Rule, ...] = RULES) -> dict[str, str]:
    """The Markdown text of `regles/index.md` and of each rule's page, by path."""
    shown = _shown(rules)
    words = {"severity_words": SEVERITIES, "consequences": CONSEQUENCES, "left_out": LEFT_OUT}
    template = page_template("rule.md.j2")
    families = _families(shown)
    return {
        "regles/index.md": page_template("rules.md.j2").render(families=families, **words),
        **{rule_page(rule.code).replace(".html", ".md"): template.render(rule=rule, **words) for rule in shown},
    }


def _shown(rules: tuple[Rule, ...]) -> tuple[ShownRule, ...]:
    """In the order of the list: families as a coordinator meets them, then codes."""
    letters = list(_FAMILIES)
    in_order = sorted(rules, key=lambda rule: (letters.index(rule.code[0]), rule.code))
    before = {after.code: rule for rule, after in pairwise(in_order)}
    after = {rule.code: after for rule, after in pairwise(in_order)}
    return tuple(_shown_rule(rule, before.get(rule.code), after.get(rule.code)) for rule in in_order)


def _shown_rule(rule: Rule, before: Rule | None, after: Rule | None) -> ShownRule:
    return ShownRule(
        code=rule.code,
        title=polished(rule.title),
        why=polished(rule.why),
        source=polished(rule.source),
        severities=severities(rule),
        messages=tuple((severity, polished(message)) for severity, message in messages(rule)),
        wrong=tuple(draw(rule, example) for example in rule.invalid),
        right=tuple(draw(rule, example) for example in rule.valid),
        before=before,
        after=after,
    )


def _families(shown: tuple[ShownRule, ...]) -> tuple[Family, ...]:
    families = (
        Family(letter=letter, title=title, rules=tuple(rule for rule in shown if rule.code.startswith(letter)))
        for letter, title in _FAMILIES.items()
    )
    return tuple(family for family in families if family.rules)

"""A rule explained at the terminal: what `consigne explain` prints, made from the rule's own definition."""

from __future__ import annotations

from difflib import get_close_matches

from rich.box import SQUARE
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from generator.language.french import NO_BREAK
from generator.reports.drawing import (
    CONSEQUENCES,
    LEFT_OUT,
    SEVERITIES,
    DrawnCell,
    DrawnExample,
    DrawnFile,
    draw,
    messages,
    severities,
)
from schemas.finding import Severity
from schemas.rule import Rule
from schemas.rules.examples import RIGHT
from schemas.rules.registry import RULES

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_WRONG = "bold red"


def rule_of(code: str) -> Rule | None:
    """The rule of this code, in capitals or not."""
    return next((rule for rule in RULES if rule.code == code.strip().upper()), None)


def nearest_codes(code: str) -> tuple[str, ...]:
    """The codes that look most like this one, the nearest first; of something quite different, none."""
    codes = [rule.code for rule in RULES]
    typed = code.strip().upper()
    in_full = f"{typed[:1]}{typed[1:].lstrip('0').rjust(3, '0')}"  # R4 and R04 mean R004
    near = get_close_matches(typed, codes, n=3, cutoff=0.5)
    return tuple(dict.fromkeys([*([in_full] if in_full in codes else []), *near]))


def explanation(rule: Rule) -> RenderableType:
    """All that a rule says, with one wrong and one right example."""
    right = draw(rule, next((example for example in rule.valid if example != RIGHT), rule.valid[0]))
    wrong = _most_telling([draw(rule, example) for example in rule.invalid])
    left_out = wrong.sessions_left_out or right.sessions_left_out
    return Group(
        Text.assemble((rule.code, "bold"), " · ", (rule.title, "bold underline")),
        *(Text(CONSEQUENCES[severity], style=_STYLES[severity]) for severity in severities(rule)),
        *_part("Ce que dit le rapport", *_messages(rule)),
        *_part("Pourquoi", Text(rule.why)),
        *_part("Qui le demande", Text(rule.source)),
        *_part("Exemple à corriger", *_example(wrong)),
        *_part("Exemple juste", *_example(right)),
        *((Text(f"\n{LEFT_OUT}", style="italic"),) if left_out else ()),
    )


def _most_telling(examples: list[DrawnExample]) -> DrawnExample:
    """The first that shows a wrong value; an empty cell tells less."""
    rows = ((example, row) for example in examples for file in example.files for row in file.rows if row)
    cells = ((example, cell) for example, (_, row) in rows for cell in row)
    return next((example for example, cell in cells if cell.wrong and cell.text), examples[0])


def _part(title: str, *content: RenderableType) -> tuple[RenderableType, ...]:
    return (Text(), Text(title, style="bold"), *(Padding(each, (0, 0, 0, 2)) for each in content))


def _messages(rule: Rule) -> list[Text]:
    mixed = len(severities(rule)) > 1
    return [
        Text.assemble("– ", (f"[{SEVERITIES[severity]}] " if mixed else "", _STYLES[severity]), message)
        for severity, message in messages(rule)
    ]


def _example(drawn: DrawnExample) -> list[RenderableType]:
    return [part for file in drawn.files for part in (_caption(file), *_content(file))]


def _caption(file: DrawnFile) -> Text:
    caption = Text(file.name, style="underline")
    if not file.wrong:
        return caption
    where = f"cellule {file.wrong_cell}" if file.wrong_cell else "tout le fichier"
    return Text.assemble(caption, "  ", (f"✗ {where}", _WRONG))


def _content(file: DrawnFile) -> list[RenderableType]:
    if not file.rows:
        return [Text(line) for line in file.lines or (f"({file.words})",)]
    table = Table(box=SQUARE, show_lines=True, header_style="dim")
    table.add_column("", justify="right", style="dim")
    for letter in file.letters:
        table.add_column(letter, overflow="fold")
    for row in file.rows:
        if row:
            table.add_row(str(row[0]), *map(_cell, row[1]))
        else:
            table.add_row(*("…" for _ in table.columns))
    return [table]


def _cell(cell: DrawnCell) -> Text:
    """The wrong cell has a cross, which is seen without colours too."""
    return Text(f"✗{NO_BREAK}{cell.text}".rstrip(), style=_WRONG) if cell.wrong else Text(cell.text)

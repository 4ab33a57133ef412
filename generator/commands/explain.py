"""`consigne explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.commands.completion import codes_that_begin


def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Code de la règle, comme R004.", autocompletion=codes_that_begin)
    ],
) -> None:
    """`consigne explain`."""
    from rich.console import Console

    from generator.reports.explanation import explanation, nearest_codes, rule_of

    rule = rule_of(code)
    if rule is None:
        near = ", ".join(nearest_codes(code))
        raise typer.BadParameter(
            f"cette règle n’existe pas{f'. Vouliez-vous dire {near} ?' if near else ''}", param_hint="CODE"
        )
    Console(highlight=False).print(explanation(rule))

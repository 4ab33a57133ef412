"""What was understood without being read literally, for a coordinator who wants to verify it."""

from __future__ import annotations

from rich.text import Text

from generator.reports.place import one_line
from schemas.understood import Understood
from schemas.values import tidy


def understood_lines(understood: tuple[Understood, ...], *, show_values: bool) -> list[Text]:
    """One line a cell: where it is, what stands there, how it was taken; without the last two where values are hidden."""
    return [
        Text("Compris sans être lu à la lettre", style="bold underline"),
        *(_line(one, show_values) for one in understood),
    ]


def _line(one: Understood, show_values: bool) -> Text:
    place = one.place
    where = " ".join(
        part
        for part in (place.file, place.worksheet and f"« {place.worksheet} »", place.cell or "titre")
        if part
    )
    said = f" : « {one_line(tidy(one.text))} » → {one_line(tidy(one.meaning))}" if show_values else ""
    return Text(f"{one_line(tidy(where))}{said}")

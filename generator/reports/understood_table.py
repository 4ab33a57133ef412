"""What was understood without being read literally, for a coordinator who wants to verify it."""

from __future__ import annotations

from rich.text import Text

from generator.reports.place import one_line
from schemas.reading.text import tidy
from schemas.report import Understood


def understood_lines(understood: tuple[Understood, ...]) -> list[Text]:
    """One line a cell: where it is, what stands there, how it was taken; without the last two where they are hidden."""
    return [
        Text("Compris sans être lu à la lettre", style="bold underline"),
        *(_line(one) for one in understood),
    ]


def _line(one: Understood) -> Text:
    place = one.place
    where = " ".join(
        part for part in (place.file, place.worksheet and f"« {place.worksheet} »", place.cell or "titre") if part
    )
    if one.text is None or one.meaning is None:
        return Text(one_line(tidy(where)))
    return Text(f"{one_line(tidy(where))} : « {one_line(tidy(one.text))} » → {one_line(tidy(one.meaning))}")

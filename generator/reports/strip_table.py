"""The row of a finding drawn as the spreadsheet shows it, with the faulty cell marked by more than colour."""

from __future__ import annotations

from rich.box import SQUARE
from rich.table import Table
from rich.text import Text

from generator.reports.place import one_line
from schemas.reading.text import tidy
from schemas.report import Strip

_LONGEST = 17


def strip_table(strip: Strip) -> Table:
    """Column letters, titles, then the row; `►` stands before the faulty cell."""
    table = Table(box=SQUARE, header_style="dim", pad_edge=False)
    table.add_column("", style="dim", justify="right", min_width=len(str(strip.row)), no_wrap=True)
    for cell in strip.cells:
        table.add_column(cell.letters, no_wrap=True)
    table.add_row("", *(Text(_short(cell.title), style="dim") for cell in strip.cells))
    table.add_row(
        str(strip.row),
        *(
            Text(f"► {_short(cell.text)}", style="bold red") if cell.is_faulty else Text(_short(cell.text))
            for cell in strip.cells
        ),
    )
    return table


def _short(text: str) -> str:
    line = one_line(tidy(text))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

"""Reads every workbook of a centre with python-calamine and does nothing else: the floor of the benchmark."""

from __future__ import annotations

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook


def main(content: Path) -> None:
    """Reads the first worksheet of `sessions.xlsx` and of each roster, in full."""
    rows = 0
    for path in [content / "sessions.xlsx", *sorted((content / "rosters").iterdir())]:
        rows += len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
    sys.stdout.write(f"{rows} rows\n")


main(Path(sys.argv[1]))

"""Checks a centre with all the rules, as `consigne check` does before it prints."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from schemas.check import check_content


def main(content: Path) -> None:
    """Checks the centre on a fixed day."""
    report = check_content(content, date(2026, 11, 23))
    sys.stdout.write(f"{report.rows} rows, {len(report.findings)} findings\n")


main(Path(sys.argv[1]))

"""Checks a centre with all the rules, as `consigne check` does before it prints."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path


def main(content: Path) -> None:
    """Checks the centre on a fixed day."""
    from schemas.check import check_content  # noqa: PLC0415 - as the command line does: workers of a pool need less

    gc.set_threshold(200_000, 50, 100)  # as the command line does
    report = check_content(content, date(2026, 11, 23))
    sys.stdout.write(f"{report.rows} rows, {len(report.findings)} findings\n")
    gc.freeze()


if __name__ == "__main__":  # the workers of a pool import this file too
    main(Path(sys.argv[1]))

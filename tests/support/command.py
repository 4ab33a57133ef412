"""Runs `consigne` as its users do: as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.centres import REPOSITORY, TODAY

_RUN = "import sys; sys.argv[0] = 'consigne'; from generator.cli import main; main()"


def consigne(*arguments: str | Path, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command line of this checkout, on the day of the tests. `CI` is unset unless given."""
    if arguments and arguments[0] in {"check", "build"} and "--today" not in arguments:
        arguments = (arguments[0], "--today", TODAY.isoformat(), *arguments[1:])
    return subprocess.run(
        run_line(*arguments),
        cwd=cwd,
        env={**environment_of_tests(), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def run_line(*arguments: object) -> list[str]:
    """The command line of this checkout, to start by hand."""
    return [sys.executable, "-c", _RUN, *map(str, arguments)]


def environment_of_tests() -> dict[str, str]:
    """That of a user: this checkout, and no `CI`."""
    inherited = {name: value for name, value in os.environ.items() if name != "CI"}
    return {**inherited, "PYTHONPATH": str(REPOSITORY)}

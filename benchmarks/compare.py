"""The benchmark: a full check of thousands of workbooks against reading them alone, and against frictionless.

Each contender runs as a process of its own, in turn (A B C A B C …), so that a slow moment of the machine touches all. Prints
medians, the two ratios and the most memory each took; exits with 1 when a ratio misses what docs/benchmarks.md promises.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from rosters import make_centre

HERE = Path(__file__).parent
# The scripts stand beside the packages they time, wherever this one was started.
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE.parent)}
AT_MOST_TIMES_READING = 3.0
AT_LEAST_TIMES_FASTER = 15.0


@dataclass(slots=True, kw_only=True)
class Contender:
    """A program to time. `files` is how many workbooks it goes through."""

    name: str
    command: list[str]
    files: int
    seconds: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)
    memory_mb: float = 0
    said: str = ""

    def run(self) -> None:
        """Runs it once, and notes its time and its memory."""
        start = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent, env=_ENVIRONMENT)
        assert process.stdout is not None  # noqa: S101 - it was asked for
        self.said = process.stdout.read().strip()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds.append(time.perf_counter() - start)
        self.cpu_seconds.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} failed ({process.returncode})")
        self.memory_mb = max(self.memory_mb, usage.ru_maxrss / 1024)

    @property
    def median(self) -> float:
        """Seconds, the middle of all runs."""
        return statistics.median(self.seconds)

    @property
    def ms_a_file(self) -> float:
        """Milliseconds a workbook, start of the program included."""
        return 1000 * self.median / self.files


def main() -> int:
    """Makes the centre, runs the contenders in turn and prints what came out."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        make_centre(content, arguments.files)
        contenders = _contenders(content, arguments)
        for _ in range(arguments.runs):
            for contender in contenders:
                contender.run()
    return _print_result(*contenders)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=3000, help="roster workbooks (3000)")
    parser.add_argument("--frictionless-files", type=int, default=150, help="of these for frictionless (150)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each contender (5)")
    parser.add_argument("--frictionless-python", default=sys.executable, help="Python that has frictionless")
    return parser.parse_args()


def _contenders(content: Path, arguments: argparse.Namespace) -> list[Contender]:
    def script(name: str, *more: str, python: str = sys.executable) -> list[str]:
        return [python, str(HERE / name), str(content), *more]

    some = min(arguments.frictionless_files, arguments.files)
    return [
        Contender(name="python-calamine alone", command=script("read_alone.py"), files=arguments.files),
        Contender(name="full check", command=script("full_check.py"), files=arguments.files),
        Contender(
            name="frictionless",
            command=script("with_frictionless.py", str(some), python=arguments.frictionless_python),
            files=some,
        ),
    ]


def _print_result(alone: Contender, full: Contender, frictionless: Contender) -> int:
    for each in (alone, full, frictionless):
        sys.stdout.write(
            f"{each.name:22} {each.files:5} files  median {each.median:6.2f} s  {each.ms_a_file:6.2f} ms a file  "
            f"CPU {statistics.median(each.cpu_seconds):6.2f} s  {each.memory_mb:5.0f} MB  ({each.said})\n"
        )
    slower, faster = full.median / alone.median, frictionless.ms_a_file / full.ms_a_file
    sys.stdout.write(f"full check / reading alone: {slower:.2f} (at most {AT_MOST_TIMES_READING:g})\n")
    sys.stdout.write(f"frictionless / full check, a file: {faster:.1f} (at least {AT_LEAST_TIMES_FASTER:g})\n")
    return 0 if slower <= AT_MOST_TIMES_READING and faster >= AT_LEAST_TIMES_FASTER else 1


if __name__ == "__main__":
    sys.exit(main())

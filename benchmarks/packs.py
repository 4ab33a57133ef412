"""The benchmark of packs: `consigne pack` for a whole centre against typst alone for the same papers.

`consigne pack` also checks the centre, writes the spreadsheets and puts each session into one file; no browser takes part, as typst
has no public papers. Each runs as a process of its own, in turn; prints medians and their ratio, and exits with 1 when it misses
what docs/benchmarks.md promises.

`consigne pack` uses every core and typst alone one: the ratio of the time of processors says what it costs whatever their number.
It counts too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from rosters import make_centre

HERE = Path(__file__).parent
TODAY = date(2026, 9, 1)
AT_MOST_TIMES_TYPST = 2.0
_RUN = "from generator.cli import main; main()"


def main() -> None:
    """Runs both in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_centre(root / "content", options.sessions, wrong_share=0)
        (root / "data.jsonl").write_text(_data(root / "content"), encoding="utf-8")
        seconds: dict[str, list[tuple[float, float]]] = {
            "typst alone": [],
            "consigne pack": [],
            "again, nothing changed": [],
        }
        for run in range(options.runs):
            alone, packs = root / f"alone{run}", root / f"packs{run}"
            alone.mkdir()
            templates = HERE.parent / "site" / "packs"
            pack = [
                "-c",
                _RUN,
                "pack",
                "--content",
                root / "content",
                "--output",
                packs,
                "--today",
                TODAY.isoformat(),
            ]
            seconds["typst alone"].append(_timed([HERE / "packs_alone.py", templates, root / "data.jsonl", alone]))
            seconds["consigne pack"].append(_timed(pack))
            seconds["again, nothing changed"].append(_timed(pack))
    medians = {
        name: [statistics.median(of_each) for of_each in zip(*found, strict=True)] for name, found in seconds.items()
    }
    for name, (wall, processors) in medians.items():
        took = f"median {wall:6.2f} s, processors {processors:6.2f} s"
        print(f"{name:24} {options.sessions:4} sessions  {took}")  # noqa: T201
    ratios = [packs / alone for packs, alone in zip(medians["consigne pack"], medians["typst alone"], strict=True)]
    print(  # noqa: T201
        f"consigne pack / typst alone: {ratios[0]:.2f}, of processors {ratios[1]:.2f} (at most {AT_MOST_TIMES_TYPST:g}), "
        f"{os.cpu_count()} cores"
    )
    sys.exit(max(ratios) > AT_MOST_TIMES_TYPST)


def _timed(arguments: list[str | Path]) -> tuple[float, float]:
    """Seconds until it ends, and of processors for it and all that it starts."""
    # A path on which no browser is found.
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "PATH": str(HERE), "CI": "1"}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, sum(after[:2]) - sum(before[:2])  # user and system


def _data(content: Path) -> str:
    """What typst alone is given: the papers of each session and their data, one JSON a line."""
    sys.path.insert(0, str(HERE.parent))
    from generator.private.packs.contents import pack_content  # noqa: PLC0415 - the path is known only now
    from generator.private.packs.french_order import in_french_order  # noqa: PLC0415
    from generator.private.packs.papers import private_papers  # noqa: PLC0415
    from schemas.check import check_content  # noqa: PLC0415

    centre = check_content(content, TODAY).centre
    if centre is None:
        raise SystemExit("the centre of the benchmark has errors")
    lines = []
    for session in centre.sessions:
        of_session = in_french_order(c for c in centre.candidates if c.session_id == session.id)
        said = pack_content(session, of_session, centre.settings)
        lines.append(json.dumps({"papers": list(private_papers(said)), "data": json.dumps(said)}))
    return "\n".join(lines)


if __name__ == "__main__":
    main()

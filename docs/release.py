"""Makes what a release publishes, from a tag and nothing else: `python docs/release.py v0.1.0 dist`, run by `nox -s release`.

Wheel, sdist, the template of a centre, the list of all that the program is made of (CycloneDX), and their checksums. All of it is made twice,
and must be the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

SUMS = "SHA256SUMS"


def main(tag: str, out: Path) -> None:
    """Makes the files of `tag` in `out`, which must be new or empty."""
    if out.exists() and any(out.iterdir()):
        raise SystemExit(f"{out} is not empty")
    with tempfile.TemporaryDirectory(prefix="consigne-release-") as work:
        first, second = (made(tag, Path(work) / name) for name in ("first", "second"))
        differing = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        if differing:
            raise SystemExit(f"not the same bytes twice: {', '.join(differing)}")
    out.mkdir(parents=True, exist_ok=True)
    for name, data in first.items():
        (out / name).write_bytes(data)
    lines = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(first.items())]
    (out / SUMS).write_text("".join(lines), encoding="utf-8")


def made(tag: str, work: Path) -> dict[str, bytes]:
    """The files of a release by name, made in the folder `work`."""
    source, files = work / "source", work / "files"
    files.mkdir(parents=True)
    archive = work / "source.tar"
    run("git", "archive", "--format=tar", f"--output={archive}", f"refs/tags/{tag}")
    with tarfile.open(archive) as tar:
        tar.extractall(source, filter="data")
    version = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if tag != f"v{version}":
        raise SystemExit(f"the tag {tag} is not that of version {version}")
    when = int(run("git", "log", "-1", "--format=%ct", f"refs/tags/{tag}"))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(when), "CI": "1", "PYTHONHASHSEED": "0"}
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(files), str(source), env=environment)
    (wheel,) = files.glob("*.whl")
    make_template(wheel, work, files / f"consigne-centre-{version}.zip", when, environment)
    run(
        *(
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "cyclonedx_py",
            "requirements",
            "--output-reproducible",
            "--of",
            "JSON",
        ),
        *("--pyproject", str(source / "pyproject.toml"), "-o", str(files / f"consigne-{version}.cdx.json")),
        "requirements/run.txt",
        cwd=source,
    )
    return {path.name: path.read_bytes() for path in files.iterdir() if path.is_file()}


def make_template(wheel: Path, work: Path, archive: Path, when: int, environment: dict[str, str]) -> None:
    """The .zip of a new centre, made by the very wheel that it holds."""
    program = work / "program"
    run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--target", str(program), str(wheel))
    day = datetime.fromtimestamp(when, UTC).date().isoformat()
    start = "from generator.cli import main; main()"
    arguments = ("init", str(work / "centre"), "--zip", "--today", day)
    run(sys.executable, "-c", start, *arguments, env={**environment, "PYTHONPATH": str(program)}, cwd=work)
    shutil.move(work / "centre.zip", archive)


def run(*command: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """Runs a program to its end and gives what it says; where it fails, so does the release."""
    done = subprocess.run(
        command, env=env, cwd=cwd, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

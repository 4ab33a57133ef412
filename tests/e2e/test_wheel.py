"""The built wheel, alone in an empty environment, serves a centre whose repository holds only its own content."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest
import yaml

from tests.support.centres import REPOSITORY
from tests.support.ci_lines import run_ci_line


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from what is committed."""
    folder = tmp_path_factory.mktemp("wheel")
    tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=REPOSITORY, text=True).split("\0")
    for name in filter(None, tracked):  # built from what is committed, not from what lies about
        (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, folder / "source" / name)
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(folder / "source"),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("consigne-*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of commands of an environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "empty" / "bin" / "python"
    locked = ["--require-hashes", "-r", str(REPOSITORY / "requirements" / "run.txt")]
    for command in (
        ["venv", str(folder / "empty")],
        ["pip", "install", "--python", str(python), *locked],
        ["pip", "install", "--python", str(python), "--no-deps", str(wheel)],
    ):
        subprocess.run([sys.executable, "-m", "uv", *command], check=True, capture_output=True)
    return python.parent


def test_the_wheel_builds_a_centre_with_its_default_wording(installed, tmp_path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content", ignore=shutil.ignore_patterns("briefing"))
    done = subprocess.run([installed / "consigne", "build"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "public" / "sessions" / "3A-lundi" / "index.html").read_text(encoding="utf-8")
    assert "écran de fin" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == [".consigne", "content", "public"]


def test_the_wheel_makes_packs_with_its_own_templates_and_fonts(installed, tmp_path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content", ignore=shutil.ignore_patterns("briefing"))
    done = subprocess.run(
        [installed / "consigne", "pack", "3A-lundi", "--today", "2026-11-24"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": str(installed)},
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "packs" / "3A-lundi" / "3A-lundi-tout.pdf").stat().st_size > 50_000


def test_the_wheel_begins_a_centre_whose_ci_needs_nothing_else(installed, tmp_path):
    """As a coordinator does with the web pages of a forge alone: what the .zip holds, dropped into an empty project."""
    subprocess.run(
        [installed / "consigne", "init", "made", "--zip"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    centre = tmp_path / "centre"
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        archive.extractall(centre)
    subprocess.run(["git", "init", "--quiet"], cwd=centre, check=True)
    gitlab = yaml.safe_load((centre / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    lines = (gitlab["default"]["before_script"], gitlab["check"]["script"], gitlab["pages"]["script"])
    for line in (line for part in lines for line in part):
        run_ci_line(line, centre)
    assert (centre / "public" / "sessions" / "exemple" / "index.html").is_file()
    ignored = subprocess.check_output(["git", "status", "--short", "--ignored", "."], cwd=centre, text=True)
    assert {"!! .venv/", "!! public/"} <= set(ignored.splitlines())
    # What the installed program packed again, installed in turn, packs itself into the same bytes.
    again = subprocess.run(
        [centre / ".venv" / "bin" / "consigne", "init", "again"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        check=True,
        capture_output=True,
    )
    assert again.returncode == 0
    (first,), (second,) = centre.glob("*.whl"), (tmp_path / "again").glob("*.whl")
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())

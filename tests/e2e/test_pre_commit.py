"""The hook, run by pre-commit itself in a centre's repository: a bad roster stops the commit and says which cell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, write_centre, xlsx

_HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre's repository with our hook installed: the hook file as it is, and this checkout's own command in place of its environment."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy2(_HOOKS, hooks)
    _git(hooks, "init", "--quiet")
    _git(hooks, "add", ".")
    _git(hooks, "commit", "--quiet", "-m", "x")
    folder = tmp_path / "centre"
    folder.mkdir()
    write_centre(folder, sessions(), {"S1.xlsx": xlsx(*roster({}), sheet="S1")})
    rev = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=hooks, text=True).strip()
    hook = {"id": "consigne", "language": "system"}
    (folder / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": str(hooks), "rev": rev, "hooks": [hook]}]}), encoding="utf-8"
    )
    _git(folder, "init", "--quiet")
    subprocess.run([_program("pre-commit"), "install"], cwd=folder, check=True, capture_output=True, env=_environment())
    return folder


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _environment() -> dict[str, str]:
    author = {
        f"GIT_{who}_{what}": "essai@exemple.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "CI"}
    return {**clean, **author, "PATH": path, "PRE_COMMIT_COLOR": "never"}


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=_environment(), capture_output=True, text=True, encoding="utf-8"
    )


def test_a_bad_roster_stops_the_commit_and_a_right_one_does_not(centre, tmp_path, monkeypatch):
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    _git(centre, "add", ".")
    right = _git(centre, "commit", "-m", "juste")
    assert right.returncode == 0, right.stdout + right.stderr
    bad = xlsx(*roster({"birth_date": "31/02/2011"}), sheet="S1")
    (centre / "content" / "rosters" / "S1.xlsx").write_bytes(bad)
    _git(centre, "add", ".")
    wrong = _git(centre, "commit", "-m", "faux")
    said = wrong.stdout + wrong.stderr
    assert wrong.returncode == 1
    assert "rosters/S1.xlsx" in said
    assert "R004 · feuille « S1 », cellule C2" in said
    assert len(_git(centre, "log", "--oneline").stdout.splitlines()) == 1


def test_the_hook_looks_at_what_the_check_reads_and_at_nothing_else():
    (hook,) = yaml.safe_load(_HOOKS.read_text(encoding="utf-8"))
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert hook["entry"].split()[:2] == ["consigne", "check"]

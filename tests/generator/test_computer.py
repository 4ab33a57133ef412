"""`consigne doctor`: each thing that a computer may lack is said, with how to get it."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from generator import computer
from generator.computer import Fact, State, facts
from tests.support.command import consigne


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    """A computer without browser nor git: nothing is started."""
    monkeypatch.setattr(computer, "find_browser", lambda: None)
    monkeypatch.setenv("PATH", "")


def _named(name: str, centre: Path | None = None, password: str | None = None) -> list[Fact]:
    return [fact for fact in facts(centre, password=password) if fact.name == name]


@pytest.mark.parametrize(("name", "get"), [("Navigateur", "Installez Chromium"), ("Git", "Installez Git")])
def test_what_is_absent_is_said_with_how_to_get_it(name, get):
    (fact,) = _named(name)
    assert fact.state is State.MISSING_SOME
    assert fact.advice.startswith(get)


def test_a_browser_that_does_not_start_is_no_browser(monkeypatch):
    monkeypatch.setattr(computer, "find_browser", lambda: "/nulle/part/chromium")
    (fact,) = _named("Navigateur")
    assert "ne démarre pas" in fact.seen


def test_a_folder_that_may_not_be_written_is_named():
    fact = computer._writing(Path("/proc"))
    assert (fact.state, "/proc" in fact.seen) == (State.MISSING, True)


def test_other_libraries_than_the_tested_ones_are_named():
    locked = "typer==0.0.1 \\\n    --hash=sha256:0\nne-existe-pas==1\nwin-seulement==2 ; sys_platform == 'win32'\n"
    differing = dict(computer._differing(locked))
    assert differing["ne-existe-pas"] == "absente"
    assert differing["typer"].endswith(" au lieu de 0.0.1")
    assert "win-seulement" not in differing
    both = "typer==0.0.1 ; python_full_version < '3.11.5'\ntyper=={} ; python_full_version >= '3.11.5'\n"
    assert dict(computer._differing(both.format(version("typer")))) == {}


def test_a_clone_without_its_past_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(computer.shutil, "which", lambda name: f"/usr/bin/{name}")
    answers = iter(["git version 2.39", "true"])
    monkeypatch.setattr(computer, "_answer", lambda command: next(answers))
    assert "git fetch --unshallow" in computer._git(tmp_path).advice


def test_git_is_asked_about_the_centre_itself(tmp_path, monkeypatch):
    monkeypatch.undo()
    assert "n’est pas dans un dépôt" in computer._git(tmp_path).seen
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert computer._git(tmp_path).state is State.THERE


def test_an_old_console_is_said(monkeypatch):
    class Old:
        encoding = "cp1252"

    monkeypatch.setattr(computer.sys, "stdout", Old())
    (fact,) = _named("Écran")
    assert "chcp 65001" in fact.advice


def test_the_command_says_all_of_it_outside_a_centre(tmp_path):
    done = consigne("doctor", cwd=tmp_path, PATH="")
    assert (done.returncode, done.stderr) == (0, "")
    assert "! Navigateur : ni Chromium, ni Chrome, ni Edge" in done.stdout
    assert "Aucun centre ici" in done.stdout

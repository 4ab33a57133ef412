"""The command line as its users know it: its help, its examples, what it says of a slip, and what the Tab key proposes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from generator.cli import app
from generator.commands import options
from generator.commands.options import content_folder
from generator.usage import asks_for_help
from schemas.errors import CentreError
from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, write_centre, xlsx
from tests.support.command import consigne, environment_of_tests

_ALL_HELP = """
import sys
from generator.cli import app
from generator.usage import speak_french, _with_subcommands
import typer
group = typer.main.get_command(app)
speak_french(group)
for command in _with_subcommands(group):
    command.main([*(["--help"])], prog_name="consigne", standalone_mode=False)
"""
_ENGLISH = re.compile(
    r"\[required\]|\[default|<\w+>|\b(Usage:|Commands|Show this|Missing|Invalid|Error|path|bool|str|int|list|range|ARGS)\b"
)


def _commands():
    group = typer.main.get_command(app)
    inside = [(("export", name), command) for name, command in group.commands["export"].commands.items()]
    return [((), group), *(((name,), command) for name, command in group.commands.items()), *inside]


def _examples():
    return [
        line.partition("#")[0].partition("|")[0].strip()
        for _, command in _commands()
        for line in (command.epilog or "").splitlines()[1:]
        if not line.strip().startswith("eval")
    ]


def test_no_page_of_help_holds_english():
    done = subprocess.run(
        [sys.executable, "-c", _ALL_HELP], env=environment_of_tests(), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.count("Usage : ") == len(_commands())
    assert _ENGLISH.findall(done.stdout) == []


def test_every_command_shows_examples():
    assert [words for words, command in _commands() if not command.epilog] == []


@pytest.mark.parametrize("line", _examples())
def test_every_example_can_be_typed(line, monkeypatch):
    monkeypatch.setattr(options, "content_folder", lambda folder: folder)
    name, *arguments = shlex.split(line)
    assert name == "consigne"
    command = typer.main.get_command(app)
    while hasattr(command, "commands"):
        command = command.commands[arguments.pop(0)]
    command.make_context("consigne", arguments)


@pytest.mark.parametrize(
    ("arguments", "asked"), [([], True), (["export"], True), (["check", "-h"], True), (["check"], False)]
)
def test_a_group_without_a_command_shows_its_help(arguments, asked):
    assert asks_for_help(typer.main.get_command(app), arguments) is asked


def test_a_command_that_resembles_none_is_told_which_there_are():
    assert "Les commandes sont init, check, build" in consigne("zzz").stderr


def test_the_version_is_said():
    done = consigne("--version")
    assert (done.returncode, done.stdout) == (0, "Consigne 0.1.0\n")


@pytest.fixture
def centre(tmp_path):
    return write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}))}).parent


@pytest.mark.parametrize("named", ["content", ".", "content/centre.toml"])
def test_the_centre_is_found_by_its_folder_its_content_or_its_settings(centre, named):
    assert content_folder(centre / named).resolve() == centre / "content"


def test_without_option_the_centre_is_found_from_its_folder_and_from_its_content(centre, monkeypatch):
    for folder in (centre, centre / "content"):
        monkeypatch.chdir(folder)
        assert content_folder(Path("content")).resolve() == centre / "content"


def test_no_centre_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(CentreError, match=rf"Cherché dans {tmp_path} et {tmp_path}/content\."):
        content_folder(tmp_path)


def test_quiet_says_nothing_of_what_went_well_and_only_the_errors_of_what_did_not(tmp_path):
    rows = roster({"account_ready": "non"})  # a warning
    right = write_centre(tmp_path / "right", sessions(), {"S1.xlsx": xlsx(*rows)})
    done = consigne("check", "--content", right, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    wrong = write_centre(
        tmp_path / "wrong", sessions(), {"S1.xlsx": xlsx(*roster({"account_ready": "non", "birth_date": "31/02/2011"}))}
    )
    done = consigne("check", "--content", wrong, "-q")
    assert (done.returncode, done.stderr) == (1, "")
    assert "R004" in done.stdout
    assert "Avertissement" not in done.stdout


def _bash(line: str, typed: str) -> list[str]:
    """What bash proposes for the last word typed, with this checkout's `consigne` on its path."""
    words = shlex.split(typed) + ([""] if typed.endswith(" ") else [])
    script = (
        f'eval "$(consigne completion bash)"; COMP_WORDS=({" ".join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}; '
        f'_consigne_completion consigne; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    environment = {**environment_of_tests(), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, cwd=line, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("consigne che", ["check"]),
        ("consigne pack 3A-l", ["3A-lundi"]),
        ("consigne pack --content . 3A-l", ["3A-lundi"]),
        ("consigne explain R00", [f"R00{number}" for number in range(1, 10)]),
        ("consigne completion f", ["fish"]),
    ],
)
def test_bash_completes_commands_sessions_and_codes(typed, proposed):
    assert _bash(str(REPOSITORY), typed) == proposed


def test_sessions_of_no_centre_complete_to_nothing(tmp_path):
    assert _bash(str(tmp_path), "consigne pack 3A") == []


@pytest.mark.parametrize(
    ("shell", "told"), [("zsh", "compdef"), ("fish", "complete --command consigne"), ("powershell", "Register-Arg")]
)
def test_other_shells_get_their_own_words(shell, told):
    done = consigne("completion", shell)
    assert (done.returncode, done.stderr, told in done.stdout) == (0, "", True)

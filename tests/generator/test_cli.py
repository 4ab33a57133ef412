"""The command line as its users know it: its version, what was probably meant, where the centre is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.options import content_folder
from schemas.rules.examples import roster, sessions
from tests.support.centres import write_centre, xlsx
from tests.support.command import consigne


def test_it_says_its_version() -> None:
    done = consigne("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Consigne ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("chek",), "Commande inconnue : chek. Vouliez-vous dire check ? Voyez consigne --help.\n"),
        (("export", "pixcsv"), "Commande inconnue : pixcsv. Vouliez-vous dire pix-csv ? Voyez consigne --help.\n"),
        (
            ("check", "--contnet", "x"),
            "Option inconnue : --contnet. Vouliez-vous dire --content ? Voyez consigne --help.\n",
        ),
    ],
)
def test_what_was_probably_meant_is_named(typed: tuple[str, ...], said: str) -> None:
    done = consigne(*typed)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_command_that_resembles_none_is_told_which_there_are() -> None:
    assert "Les commandes sont init, check, build" in consigne("zzz").stderr


def test_the_centres_own_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}))})
    assert content_folder(tmp_path) == content_folder(content) == content
    elsewhere = tmp_path / "nowhere"
    assert content_folder(elsewhere) == elsewhere
    monkeypatch.chdir(content)
    assert content_folder(Path("content")) == Path()

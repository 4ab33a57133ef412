"""A centre that an earlier version made is built by this one, and brought to it without losing what a person wrote."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.commands.init import init
from generator.new_centre import files as centre_files
from generator.new_centre.own_wheel import Wheel
from schemas.centre import FORMAT, load_settings
from schemas.errors import CentreError
from tests.support.centres import REPOSITORY, TOML
from tests.support.command import consigne

CENTRES = sorted(path for path in (REPOSITORY / "tests" / "data" / "centres").iterdir() if path.is_dir())
MACHINERY = {".gitignore", ".gitlab-ci.yml", ".github/workflows/consigne.yml", ".ci/install"}


@pytest.fixture(params=CENTRES, ids=lambda path: path.name)
def centre(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    shutil.copytree(request.param, tmp_path / "centre")
    return tmp_path / "centre"


def test_there_is_a_centre_of_each_version():
    assert "0.1.0" in [path.name for path in CENTRES]


def test_it_is_checked_and_built_as_it_is(centre):
    assert load_settings(centre / "content" / "centre.toml").name == "Collège Gaston-Tartempion"
    done = consigne("build", "--today", "2026-11-10", cwd=centre)
    assert (done.returncode, done.stderr) == (0, "")
    assert (centre / "public" / "sessions" / "exemple" / "index.html").is_file()


def test_it_is_renewed_without_losing_what_a_person_wrote(centre, monkeypatch, capsys):
    monkeypatch.setattr(centre_files, "own_wheel", lambda: Wheel(name="consigne-9.9-py3-none-any.whl", data=b"x"))
    monkeypatch.setattr(centre_files, "program_version", lambda: "9.9")
    before = {path.relative_to(centre).as_posix(): path.read_bytes() for path in centre.rglob("*") if path.is_file()}
    init(folder=centre, update=True, today=date(2026, 11, 10))
    said = capsys.readouterr().out
    changed = {name for name, data in before.items() if (centre / name).read_bytes() != data}
    assert ".ci/install" in changed
    assert changed <= MACHINERY | {".ci/consigne.json"}
    assert all(f"renouvelé : {name}" in said for name in changed)
    assert f"il était à la version {centre_version(before)}" in said
    assert (centre / "consigne-9.9-py3-none-any.whl").is_file()


def centre_version(before: dict[str, bytes]) -> str:
    text = before[".ci/consigne.json"].decode()
    return text.split('"version": "')[1].split('"')[0]


def test_settings_of_a_later_format_are_said_to_be_so_and_nothing_else(tmp_path):
    path = tmp_path / "centre.toml"
    path.write_text(f"format = {FORMAT + 1}\nneuf = true\n{TOML}", encoding="utf-8")
    with pytest.raises(CentreError) as raised:
        load_settings(path)
    (problem,) = raised.value.problems
    assert "d’une version plus récente de Consigne" in problem


@pytest.mark.parametrize("format", ["0", '"1"'])
def test_a_format_that_never_was_is_a_wrong_setting(tmp_path, format):
    path = tmp_path / "centre.toml"
    path.write_text(f"format = {format}\n{TOML}", encoding="utf-8")
    with pytest.raises(CentreError, match="réglage « format »"):
        load_settings(path)

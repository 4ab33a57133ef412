"""`consigne init`: what it asks, what it takes along into a new year, what it renews, and what it leaves alone."""

from __future__ import annotations

import io
import json
import subprocess
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from generator.commands import init as init_command
from generator.new_centre import files as centre_files
from generator.new_centre.earlier_year import earlier_year
from generator.new_centre.files import new_centre, renewed
from generator.new_centre.forges import Forge
from generator.new_centre.identity import Identity, read_uai
from generator.new_centre.own_wheel import Wheel
from generator.new_centre.renewal import RECORD
from generator.new_centre.skeleton import skeleton
from generator.new_centre.template import zipped
from generator.terminal import asked
from generator.writing.door import renew_files, write_new_files
from generator.writing.refusal import OutputRefused, Refused
from schemas.centre import load_settings
from schemas.check import check_content
from tests.support.centres import REPOSITORY, TOML

TODAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
def _small_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_files, "own_wheel", lambda: Wheel(name="consigne-1.0-py3-none-any.whl", data=b"one"))
    monkeypatch.setattr(centre_files, "program_version", lambda: "1.0")


def _settings(**said: str) -> dict[str, object]:
    text = skeleton((), today=TODAY, version="1", identity=Identity(**said))["content/centre.toml"].decode()
    return tomllib.loads(text)


def test_what_the_coordinator_says_and_what_follows_from_the_code_stand_in_the_settings():
    settings = _settings(name='Collège "Tartempion"', uai="0699999Z", site="Trifouillis")
    assert settings["name"] == 'Collège "Tartempion"'
    assert (settings["uai"], settings["site"], settings["time_zone"]) == ("0699999Z", "Trifouillis", "Europe/Paris")
    assert settings["checks"]["school_zone"] == "A"


def test_overseas_has_its_clock_and_no_zone():
    settings = _settings(uai="9749999Z")
    assert settings["time_zone"] == "Indian/Reunion"
    assert "school_zone" not in settings["checks"]


@pytest.mark.parametrize(("typed", "code"), [("0999999z", "0999999Z"), (" 099 9999 Z", "0999999Z")])
def test_a_code_is_taken_as_people_type_it(typed, code):
    assert read_uai(typed) == code


def test_what_is_asked_is_asked_again_until_it_is_right(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("12\n0999999z\n\n"))
    assert asked("Code UAI", read_uai) == "0999999Z"
    assert asked("Ville") is None
    assert "sept chiffres et une lettre" in capsys.readouterr().err


def test_only_what_was_not_said_is_asked(monkeypatch):
    monkeypatch.setattr(init_command, "_someone_is_there", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("0999999Z\nTrifouillis\n"))
    assert init_command._completed(Identity(name="Collège")) == Identity(
        name="Collège", uai="0999999Z", site="Trifouillis"
    )


def test_a_new_year_takes_settings_and_wording_and_nobody(tmp_path):
    old = tmp_path / "content"
    (old / "briefing" / "en").mkdir(parents=True)
    (old / "briefing" / "arrivee.md").write_text("À notre façon.", encoding="utf-8")
    (old / "centre.toml").write_text(
        f'{TOML}# à garder\n[rooms]\n"Labo [2]" = {{ seats = 7 }}\n[publication]\nallowed_words = [\n  "Trifouillis-les-Oies", # la ville\n'
        '  "Quidam]",\n]\n[[accepted]]\nrule = "R005"\nfile = "rosters/adultes.xlsx"\nreason = "Mme Quidam est adulte"\n'
        "[checks]\nage_min = 12\n",
        encoding="utf-8",
    )
    before = earlier_year(old)
    assert "Quidam" not in before.settings
    assert "# à garder" in before.settings
    write_new_files(tmp_path / "new", new_centre(Forge, today=TODAY, identity=Identity(), before=before))
    content = tmp_path / "new" / "content"
    settings = load_settings(content / "centre.toml")
    assert (settings.publication.allowed_words, settings.checks.age_min) == (("Trifouillis-les-Oies",), 12)
    assert (content / "briefing" / "arrivee.md").read_text(encoding="utf-8") == "À notre façon."
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert [session.room for session in report.centre.sessions] == ["Labo [2]"]


def test_settings_that_cannot_be_taken_apart_are_not_taken(tmp_path):
    (tmp_path / "centre.toml").write_text(
        f'accepted = [{{ rule = "R005", file = "x", reason = "y" }}]\n{TOML}', encoding="utf-8"
    )
    with pytest.raises(Refused, match="Ôtez vous-même"):
        earlier_year(tmp_path)


def test_the_example_can_begin_another_year():
    settings = tomllib.loads(earlier_year(REPOSITORY / "content").settings)
    assert settings["publication"]["allowed_words"] == ["Trifouillis-les-Oies"]


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre of version 1.0, with GitLab's CI alone."""
    write_new_files(
        tmp_path / "centre", new_centre((Forge.GITLAB,), today=TODAY, identity=Identity()), executable=[".ci/install"]
    )
    return tmp_path / "centre"


def _update(centre: Path) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    found = renewed(centre, None)
    renew_files(centre, found.written, found.removed, executable=[".ci/install"])
    return sorted(found.written), found.removed, found.kept


def _next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_files, "own_wheel", lambda: Wheel(name="consigne-1.1-py3-none-any.whl", data=b"two"))
    monkeypatch.setattr(centre_files, "program_version", lambda: "1.1")


def test_an_existing_centre_is_refused_and_told_how(centre):
    with pytest.raises(OutputRefused, match="--update"):
        init_command._refuse_a_centre(centre)
    with pytest.raises(OutputRefused, match="déjà un centre"):
        init_command._refuse_a_centre(centre / "content")


def test_the_same_version_renews_nothing(centre):
    assert _update(centre) == ([], (), ())


def test_a_new_version_renews_program_and_ci_and_nothing_that_a_person_wrote(centre, monkeypatch):
    (centre / "content" / "centre.toml").write_text(TOML, encoding="utf-8")
    (centre / "notes.md").write_text("à moi", encoding="utf-8")
    before = {path: path.read_bytes() for path in centre.rglob("*") if path.is_file()}
    _next_version(monkeypatch)
    written, removed, kept = _update(centre)
    assert (removed, kept) == (("consigne-1.0-py3-none-any.whl",), ())
    assert written == [RECORD, ".ci/install", "consigne-1.1-py3-none-any.whl"]
    changed = {
        path.relative_to(centre).as_posix()
        for path, data in before.items()
        if not path.is_file() or path.read_bytes() != data
    }
    assert changed == {RECORD, ".ci/install", "consigne-1.0-py3-none-any.whl"}
    assert b"consigne==1.1" in (centre / ".ci" / "install").read_bytes()
    assert (centre / ".ci" / "install").stat().st_mode & 0o111
    assert not (centre / ".github").exists()


def test_ci_that_somebody_changed_stays_and_is_named(centre, monkeypatch):
    (centre / ".ci" / "install").write_text("echo à moi\n", encoding="utf-8")
    _next_version(monkeypatch)
    assert _update(centre)[2] == (".ci/install",)
    assert (centre / ".ci" / "install").read_text(encoding="utf-8") == "echo à moi\n"
    # It stays theirs at the next version too.
    assert _update(centre)[2] == (".ci/install",)


def test_ends_of_lines_that_git_changed_are_nobodys_change(centre, monkeypatch):
    install = centre / ".ci" / "install"
    install.write_bytes(install.read_bytes().replace(b"\n", b"\r\n"))
    _next_version(monkeypatch)
    assert ".ci/install" in _update(centre)[0]


@pytest.mark.parametrize("record", [b"", b"[]", b'{"format": 1, "version": "1.0", "files": 3}'])
def test_a_record_that_says_nothing_makes_nothing_ours(centre, monkeypatch, record):
    (centre / RECORD).write_bytes(record)
    _next_version(monkeypatch)
    assert _update(centre)[2] == (".ci/install",)
    assert json.loads((centre / RECORD).read_bytes())["version"] == "1.1"


@pytest.mark.parametrize(
    "output",
    [
        "public/index.html",
        "packs/x/x.pdf",
        "bundles/x.zip",
        "a-corriger/rosters/x.xlsx",
        "import-pix.csv",
        "import.csv",
        "annonce.txt",
        "annonce.xlsx",
        "calendrier.ics",
        "rapport.json",
        ".consigne/store.sqlite3",
        "consigne-erreur-x.log",
    ],
)
def test_git_passes_over_every_output(centre, output):
    subprocess.run(["git", "init", "--quiet"], cwd=centre, check=True)
    assert subprocess.run(["git", "check-ignore", "--quiet", output], cwd=centre).returncode == 0


@pytest.mark.parametrize(
    "kept", ["content/sheets/scan.pdf", "content/rosters/x.csv", "modeles/liste-des-candidats.xlsx"]
)
def test_git_keeps_what_a_centre_is(centre, kept):
    subprocess.run(["git", "init", "--quiet"], cwd=centre, check=True)
    assert subprocess.run(["git", "check-ignore", "--quiet", kept], cwd=centre).returncode == 1


def test_the_zip_holds_the_same_files_with_their_modes_and_the_same_bytes_each_time():
    files = {".ci/install": b"#!/bin/sh\n", "README.md": b"lisez"}
    data = zipped(files, executable=[".ci/install"])
    assert data == zipped(files, executable=[".ci/install"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.getinfo(".ci/install").external_attr >> 16 == 0o100755

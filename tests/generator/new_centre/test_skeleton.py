"""What `consigne init` writes: a centre without a fault, that names nobody of the example, and never over anything."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.new_centre.blank_tables import ROSTER, SESSIONS, blank_table
from generator.new_centre.forges import Forge
from generator.new_centre.skeleton import skeleton
from generator.writing.door import write_new_files
from generator.writing.refusal import OutputRefused
from schemas.check import check_content
from schemas.columns import by_id
from tests.support.command import consigne


@pytest.mark.parametrize("today", [date(2026, 11, 10), date(2027, 3, 25), date(2031, 7, 1)])
def test_a_new_centre_has_no_fault_on_any_day(tmp_path: Path, today: date) -> None:
    write_new_files(tmp_path / "centre", skeleton(Forge, today=today, version="1.2.3"))
    report = check_content(tmp_path / "centre" / "content", today)
    assert report.findings == ()
    assert report.centre is not None
    assert [session.id for session in report.centre.sessions] == ["exemple"]
    assert len(report.centre.candidates) == 1


def test_the_settings_name_nobody_of_the_example() -> None:
    settings = skeleton((), today=date(2026, 11, 10), version="1")["content/centre.toml"].decode()
    for name in ("Tartempion", "Trifouillis", "Schmilblick", "Bidouille", "01 99"):
        assert [line for line in settings.splitlines() if name in line and not line.startswith("#")] == []


def test_a_forge_gets_its_own_file_only() -> None:
    of_gitlab = skeleton(("gitlab",), today=date(2026, 11, 10), version="1")
    assert ".gitlab-ci.yml" in of_gitlab
    assert not any(name.startswith(".github") for name in of_gitlab)


def test_the_version_is_the_one_that_ci_installs() -> None:
    files = skeleton((), today=date(2026, 11, 10), version="1.2.3")
    assert b'"consigne==1.2.3"' in files[".ci/install"]
    assert b"{" not in files["README.md"]


@pytest.mark.parametrize(("kind", "columns"), [("sessions", SESSIONS), ("rosters", ROSTER)])
def test_each_column_says_what_it_means_and_required_ones_are_starred(kind: str, columns: tuple[str, ...]) -> None:
    sheet = load_workbook(io.BytesIO(blank_table(kind, columns, worksheet="Tableau"))).active
    assert sheet is not None
    titles = [cell.value for cell in sheet[1]]
    wanted = [by_id(kind)[id] for id in columns]
    assert titles == [f"{column.title} *" if column.required else column.title for column in wanted]
    assert {column.id for column in by_id(kind).values() if column.required} <= set(columns)
    hints = [validation.prompt for validation in sheet.data_validations.dataValidation]
    assert [hint.startswith(column.meaning[:200]) for hint, column in zip(hints, wanted, strict=True)] == [True] * len(
        columns
    )


def test_yes_or_no_is_chosen_from_a_list() -> None:
    sheet = load_workbook(io.BytesIO(blank_table("rosters", ROSTER, worksheet="T"))).active
    assert sheet is not None
    lists = [each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert lists == ['"M,F"', '"oui,non"']


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("le mien")
    with pytest.raises(OutputRefused, match=r"README\.md"):
        write_new_files(tmp_path, {"README.md": b"le leur", "content/x": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text() == "le mien"


def test_a_freshly_cloned_repository_is_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = consigne("init", tmp_path, "--forge", "github")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / ".github" / "workflows" / "consigne.yml").is_file()
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".consigne")]
    again = consigne("init", tmp_path)
    assert again.returncode == 2
    assert "est déjà un centre" in again.stderr


def test_an_unknown_forge_is_named(tmp_path: Path) -> None:
    done = consigne("init", tmp_path / "centre", "--forge", "bitbucket")
    assert done.returncode == 2
    assert done.stderr == "--forge : choisissez gitlab, github. Voyez consigne init --help.\n"
    assert not (tmp_path / "centre").exists()

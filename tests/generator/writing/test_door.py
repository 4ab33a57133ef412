"""A private file is written whole, for its owner alone, and over nothing of anyone else."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from generator.private.exports.announcement import announcement_xlsx
from generator.writing.door import Door, kept_unless_untouched
from generator.writing.folders import MARKER
from generator.writing.refusal import OutputRefused
from tests.support.export_centres import FIRST, NUMBERED, SETTINGS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


@pytest.fixture
def door(content: Path) -> Door:
    return Door(option="--output", content=content)


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path, door: Door) -> None:
    path = tmp_path / "new" / "x.csv"
    door.write(path, b"1", kept_unless_untouched)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"1", 0o600)
    assert [each.name for each in path.parent.iterdir()] == ["x.csv"]


def test_another_content_is_replaced_only_when_asked(tmp_path: Path, door: Door) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"mine")
    with pytest.raises(OutputRefused, match="--replace"):
        door.write(path, b"1", kept_unless_untouched)
    assert path.read_bytes() == b"mine"
    door.write(path, b"1", None)
    door.write(path, b"1", kept_unless_untouched)
    assert path.read_bytes() == b"1"


def test_a_workbook_of_ours_is_replaced_until_somebody_saves_it(tmp_path: Path, door: Door) -> None:
    path = tmp_path / "a.xlsx"
    first, second = announcement_xlsx((FIRST,), SETTINGS), announcement_xlsx((NUMBERED,), SETTINGS)
    door.write(path, first, kept_unless_untouched)
    door.write(path, second, kept_unless_untouched)
    openpyxl.load_workbook(path).save(path)
    with pytest.raises(OutputRefused):
        door.write(path, first, kept_unless_untouched)


@pytest.mark.parametrize("place", ["content", "public"])
def test_neither_the_content_nor_the_public_site_receives_it(tmp_path: Path, door: Door, place: str) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / MARKER).touch()
    with pytest.raises(OutputRefused):
        door.write(tmp_path / place / "deep" / "x.csv", b"1", None)
    assert not (tmp_path / place / "deep").exists()


def test_what_the_system_refuses_is_said_in_french(tmp_path: Path, door: Door) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        OutputRefused,
        match=r"Impossible d’écrire .* : (un de ses dossiers est un fichier|un fichier porte déjà ce nom)\.",
    ):
        door.write(tmp_path / "file" / "x.csv", b"x", kept_unless_untouched)


@pytest.mark.parametrize("name", ["public", "www", "Public_HTML"])
def test_a_folder_that_servers_publish_receives_nothing(tmp_path: Path, door: Door, name: str) -> None:
    with pytest.raises(OutputRefused, match="est dans un dossier public"):
        door.write(tmp_path / name / "x.csv", b"1", None)
    with pytest.raises(OutputRefused, match="est dans un dossier public"):
        door.refuse_folder(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_centre_below_such_a_folder_may_write_beside_its_content(tmp_path: Path) -> None:
    content = tmp_path / "www" / "content"
    content.mkdir(parents=True)
    Door(option="--output", content=content).write(tmp_path / "www" / "x.csv", b"1", None)
    assert (tmp_path / "www" / "x.csv").read_bytes() == b"1"


def test_only_a_plain_file_is_replaced(tmp_path: Path, door: Door) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("folder", "link"):
        with pytest.raises(OutputRefused, match="n’est pas un simple fichier"):
            door.write(tmp_path / name, b"1", None)
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_of_private_files_holds_no_content_unless_allowed(tmp_path: Path, door: Door) -> None:
    with pytest.raises(OutputRefused, match="contient le contenu du centre"):
        door.refuse_folder(tmp_path)
    door.refuse_folder(tmp_path, may_hold_content=True)

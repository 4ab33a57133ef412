"""A private file is written whole, for its owner alone, and over nothing of anyone else."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from generator.exports.announcement import announcement_xlsx
from generator.output import MARKER, write_export
from generator.refusal import OutputRefused
from tests.generator.exports.centres import FIRST, NUMBERED, SETTINGS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path, content: Path) -> None:
    path = tmp_path / "new" / "x.csv"
    write_export(path, b"1", content=content)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"1", 0o600)
    assert [each.name for each in path.parent.iterdir()] == ["x.csv"]


def test_another_content_is_replaced_only_when_asked(tmp_path: Path, content: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"mine")
    with pytest.raises(OutputRefused, match="--replace"):
        write_export(path, b"1", content=content)
    assert path.read_bytes() == b"mine"
    write_export(path, b"1", content=content, replace=True)
    write_export(path, b"1", content=content)
    assert path.read_bytes() == b"1"


def test_a_workbook_of_ours_is_replaced_until_somebody_saves_it(tmp_path: Path, content: Path) -> None:
    path = tmp_path / "a.xlsx"
    first, second = announcement_xlsx((FIRST,), SETTINGS), announcement_xlsx((NUMBERED,), SETTINGS)
    write_export(path, first, content=content)
    write_export(path, second, content=content)
    openpyxl.load_workbook(path).save(path)
    with pytest.raises(OutputRefused):
        write_export(path, first, content=content)


@pytest.mark.parametrize("place", ["content", "public"])
def test_neither_the_content_nor_the_public_site_receives_it(
    tmp_path: Path, content: Path, place: str
) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / MARKER).touch()
    with pytest.raises(OutputRefused):
        write_export(tmp_path / place / "deep" / "x.csv", b"1", content=content, replace=True)
    assert not (tmp_path / place / "deep").exists()


def test_what_the_system_refuses_is_said_in_french(tmp_path: Path, content: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        OutputRefused,
        match=r"Impossible d’écrire .* : (un de ses dossiers est un fichier|un fichier porte déjà ce nom)\.",
    ):
        write_export(tmp_path / "file" / "x.csv", b"x", content=content)

"""The folder of packs: what is current, what somebody changed, where it may never be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.private.packs.folder import (
    changed_by_hand,
    file_digest,
    is_current,
    of_no_session,
    prepare_output,
    put,
)
from generator.writing.folders import MARKER
from generator.writing.refusal import OutputRefused
from generator.writing.workspace import workspace
from tests.support.packs import SESSION


def _put(root: Path, digest: str, **files: bytes) -> Path:
    new = root / "new"
    new.mkdir()
    for name, data in files.items():
        (new / name).write_bytes(data)
    hashes = {name: file_digest(data) for name, data in files.items()}
    put(new, root / "packs" / "S1", session="S1", digest=digest, files=hashes, spare=root / "old")
    return root / "packs" / "S1"


def test_a_pack_is_current_while_its_content_and_its_files_are(tmp_path: Path) -> None:
    folder = _put(tmp_path, "abc", a=b"1", b=b"2")
    assert is_current(folder, "abc")
    assert not is_current(folder, "abd")
    (folder / "a").unlink()
    assert not is_current(folder, "abc")
    assert changed_by_hand(folder) == []


def test_what_somebody_changed_or_added_is_seen(tmp_path: Path) -> None:
    folder = _put(tmp_path, "abc", a=b"1", b=b"2")
    (folder / "a").write_bytes(b"filled in")
    (folder / "scan.pdf").write_bytes(b"%PDF")
    assert changed_by_hand(folder) == ["a", "scan.pdf"]


@pytest.mark.parametrize("record", [b"", b"[]", b'{"content": 1, "files": []}', b"\xff"])
def test_with_a_damaged_record_every_file_counts_as_changed(tmp_path: Path, record: bytes) -> None:
    folder = _put(tmp_path, "abc", a=b"1")
    (folder / ".consigne-pack.json").write_bytes(record)
    assert changed_by_hand(folder) == ["a"]
    assert not is_current(folder, "abc")


def test_packs_of_sessions_and_days_that_are_gone_are_named(tmp_path: Path) -> None:
    _put(tmp_path, "abc", a=b"1")
    new = tmp_path / "new"
    new.mkdir()
    put(
        new,
        tmp_path / "packs" / "_jours" / "2027-03-11",
        session="2027-03-11",
        digest="",
        files={},
        spare=tmp_path / "y",
    )
    assert of_no_session(tmp_path / "packs", [SESSION]) == []
    moved = replace(SESSION, date=date(2027, 3, 12))
    assert of_no_session(tmp_path / "packs", [moved]) == ["_jours/2027-03-11"]
    assert of_no_session(tmp_path / "packs", [replace(moved, id="S2")]) == ["S1", "_jours/2027-03-11"]


@pytest.mark.parametrize("place", ["content/packs", "site/packs", "site", "public/packs", "PUBLIC", "file", "."])
def test_a_public_place_or_one_of_the_centre_is_refused(tmp_path: Path, place: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARKER).touch()
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputRefused):
        prepare_output(tmp_path / place, content)
    assert sorted(tmp_path.rglob("*")) == before


def test_files_of_others_in_a_repository_are_not_hidden_from_git_nor_mixed_with_packs(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").touch()
    with pytest.raises(OutputRefused, match="dépôt git"):
        prepare_output(tmp_path / "docs", tmp_path / "content")
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["a.md"]
    prepare_output(tmp_path / "packs", tmp_path / "content")
    prepare_output(tmp_path / "packs", tmp_path / "content")


def test_what_a_killed_run_left_is_removed_and_not_what_another_run_uses(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    prepare_output(tmp_path / "packs", tmp_path / "content")
    left = tmp_path / "packs" / ".consigne-0123456789abcdef"
    left.mkdir()
    (left / "in-use").touch()
    (left / "S1-emargement.pdf").touch()
    with workspace(tmp_path / "packs" / "x") as used:
        prepare_output(tmp_path / "packs", tmp_path / "content")
        assert used.is_dir()
    assert [path.name for path in (tmp_path / "packs").iterdir()] == [".gitignore"]


def test_the_folder_is_private_and_left_out_of_git(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    prepare_output(tmp_path / "packs", tmp_path / "content")
    assert (tmp_path / "packs").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "packs" / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"

"""The store: what was worked out once is found again, and a store that is no good is as good as none."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
from pathlib import Path

import pytest

from generator.writing import program, store
from generator.writing.store import FOLDER, store_of

FILE = Path(FOLDER, "store.sqlite3")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def made(content: Path, *inputs: str, saved: bool = True) -> bool:
    """Whether the result for these inputs had to be made again."""
    calls: list[None] = []

    def make() -> bytes:
        calls.append(None)
        return f"result of {inputs}".encode()

    with store_of(content) as kept:
        assert kept.kept("a stage", inputs, make) == f"result of {inputs}".encode()
        if saved:
            kept.save()
    return bool(calls)


def test_what_was_saved_is_found_again_for_the_same_inputs_alone(content: Path) -> None:
    assert [made(content, *inputs) for inputs in (("a",), ("a",), ("b",), ("a", "b"), ("ab",), ("a", "b"))] == [
        True,
        False,
        True,
        True,
        True,
        False,
    ]


def test_what_was_not_saved_never_reaches_the_disk(content: Path) -> None:
    assert made(content, "secret", saved=False)
    assert b"secret" not in (content.parent / FILE).read_bytes()
    assert made(content, "secret", saved=False)


def test_no_digest_tells_whether_an_input_was_guessed(content: Path, tmp_path: Path) -> None:
    """The same inputs have other names in another store."""
    (tmp_path / "other" / "content").mkdir(parents=True)
    with store_of(content) as one, store_of(tmp_path / "other" / "content") as other:
        assert one.digest("Tartempion") != other.digest("Tartempion")


def test_another_program_finds_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(content, "a")
    monkeypatch.setattr(program, "program_version", lambda: "another")
    assert made(content, "a")


@pytest.fixture(params=["cut", "garbage", "folder", "foreign", "older", "changed", "key", "empty"])
def damaged(content: Path, request: pytest.FixtureRequest) -> Path:
    """A centre in whose store something is wrong."""
    made(content, "a")
    path = content.parent / FILE
    data = path.read_bytes()
    match request.param:
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "garbage":
            path.write_bytes(b"\0" * 5000)
        case "folder":
            path.unlink()
            path.mkdir()
        case "foreign":
            path.unlink()
            change(path, "create table kept (something)")
        case "older":
            change(path, "drop table store")
            change(path, "create table store (version)")
        case "changed":
            change(path, "update kept set value = 'something else'")
        case "key":
            change(path, "update store set key = 12")
        case "empty":
            path.write_bytes(b"")
    return content


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_store_that_is_no_good_is_as_good_as_none(damaged: Path) -> None:
    assert made(damaged, "a")
    assert made(damaged, "a") is (damaged.parent / FILE).is_dir()


def test_it_is_private_and_git_passes_over_it(content: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=content.parent, check=True)
    made(content, "a")
    assert stat.S_IMODE((content.parent / FOLDER).stat().st_mode) == 0o700
    status = subprocess.run(["git", "status", "-s"], cwd=content.parent, check=True, capture_output=True)
    assert status.stdout == b""


def test_one_that_cannot_be_written_is_done_without(content: Path) -> None:
    (content.parent / FOLDER).write_text("a file of somebody", encoding="utf-8")
    assert made(content, "a")
    assert made(content, "a")


def test_what_is_not_used_for_long_is_forgotten(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_KEPT_RUNS", 2)
    made(content, "old")
    for number in range(4):
        with store_of(content) as kept:
            kept.found("a stage", ("used",))
            kept.put("a stage", (f"new {number}",), b"")
            kept.put("a stage", ("used",), b"result of ('used',)") if number == 0 else None
            kept.save()
    assert made(content, "old")
    assert not made(content, "used")

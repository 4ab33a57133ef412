"""Making packs where something goes wrong: what is there stays whole, and the reason is said."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.private.packs import workers
from generator.private.packs.make import Packed, make_packs
from generator.private.packs.protection import Protection
from generator.public.wording import wording_of
from generator.writing.refusal import WritingStopped
from schemas.records import Centre
from tests.support.centres import REPOSITORY, SETTINGS
from tests.support.packs import SESSION, candidate

CENTRE = Centre(
    settings=SETTINGS,
    sessions=(SESSION, replace(SESSION, id="S2", room="B205")),
    candidates=(candidate(), candidate(session_id="S2", last_name="Rutabaga")),
)


def _make(tmp_path: Path, browser: str | None = None) -> Packed:
    (tmp_path / "content").mkdir(exist_ok=True)
    return make_packs(
        CENTRE,
        CENTRE.sessions,
        tmp_path / "packs",
        content=tmp_path / "content",
        content_date=None,
        browser=browser,
        wording=wording_of(REPOSITORY / "content", "fr"),
        protection=Protection(),
        show_values=True,
    )


def test_a_full_disk_is_said_and_what_is_there_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = workers.write_private

    def full(path: Path, data: bytes) -> str:
        if path.name == "S2-etiquettes.pdf":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, data)

    monkeypatch.setattr(workers, "write_private", full)
    with pytest.raises(WritingStopped, match="le disque est plein"):
        _make(tmp_path)
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == [".gitignore", "S1"]
    assert len(list((tmp_path / "packs" / "S1").iterdir())) == 7


def test_a_browser_that_does_not_start_leaves_the_private_papers_which_are_made_again(tmp_path: Path) -> None:
    packed = _make(tmp_path, browser="/bin/false")
    assert (packed.browser_failed, packed.made) == (True, ["S1", "S2"])
    assert _make(tmp_path, browser="/bin/false").made == ["S1", "S2"]
    assert _make(tmp_path).made == ["S1", "S2"]
    assert _make(tmp_path).unchanged == ["S1", "S2"]

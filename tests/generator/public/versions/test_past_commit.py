"""What a past commit published is worked out once, and whom it concerned is written nowhere."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from generator.public.versions.past_commit import PastCommit, Published
from generator.public.versions.past_versions import Version
from generator.writing.store import FOLDER, store_of


def version(room: str) -> Version:
    digest = "01234567"
    return Version(
        version=digest,
        since=date(2026, 11, 1),
        date=date(2026, 12, 1),
        start=time(9),
        end=time(11),
        room=room,
        site="Ici",
        candidates=3,
        seats=None,
        rates=(33,),
        by=digest,
        wording=digest,
        contacts=digest,
        test=digest,
    )


class Commit:
    """A commit of a centre with one room and one candidate, that counts how often it is checked."""

    def __init__(self, folder: Path, room: str = "B204", *, given_by_git: bool = True) -> None:
        self.content = folder / "content"
        self.content.mkdir(exist_ok=True)
        self.room, self.given_by_git = room, given_by_git
        self.checks = 0

    def check(self) -> Published | None:
        self.checks += 1
        if not self.given_by_git:
            return None
        return Published(versions={"S1": (version(self.room),)}, names_somebody=lambda text: "Salsifis" in text)

    def asked(self, *texts: str) -> list[bool]:
        """What is said of these texts, after what it published; then all is kept."""
        with store_of(self.content) as store:
            past = PastCommit(store, ("commit",), "name", self.check)
            assert past.versions == ({"S1": (version(self.room),)} if self.given_by_git else {})
            named = [past.names_somebody(text) for text in texts]
            past.keep(lambda text: not past.names_somebody(text))
            store.save()
        return named

    def store(self) -> bytes:
        return (self.content.parent / FOLDER / "store.sqlite3").read_bytes()


def test_a_commit_is_checked_once(tmp_path: Path) -> None:
    commit = Commit(tmp_path)
    assert [commit.asked("S1, B204, Ici"), commit.asked("S1, B204, Ici")] == [[False], [False]]
    assert commit.checks == 1


def test_another_text_is_looked_at_again(tmp_path: Path) -> None:
    commit = Commit(tmp_path)
    commit.asked("S1, B204, Ici")
    assert commit.asked("S1, pour Salsifis, Ici") == [True]
    assert commit.asked("S1, pour Salsifis, Ici") == [True]
    assert commit.checks == 3
    assert b"Salsifis" not in commit.store()


@pytest.mark.parametrize("commit", [{"room": "pour Salsifis"}, {"given_by_git": False}], ids=str)
def test_one_that_named_somebody_or_that_git_could_not_give_is_never_kept(tmp_path, commit) -> None:
    past = Commit(tmp_path, **commit)
    past.asked("S1, B204, Ici")
    past.asked("S1, B204, Ici")
    assert past.checks == 2
    assert b"Salsifis" not in past.store()

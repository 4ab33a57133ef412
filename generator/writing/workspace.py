"""A private folder to make things in, beside the place where they will stand, and what a killed run leaves of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TextIO

if sys.platform != "win32":
    import fcntl

_WORKSPACE, _IN_USE = ".consigne-", "in-use"


@contextmanager
def workspace(beside: Path) -> Iterator[Path]:
    """A private folder on the same disk as `beside`, removed at the end, also after an interruption.

    A process that is killed, or a power cut, leaves it behind: `abandoned_workspaces` finds it.
    """
    beside.parent.mkdir(parents=True, exist_ok=True)
    # Named before it is made: an interruption between the two leaves nothing behind.
    folder = beside.parent / f"{_WORKSPACE}{token_hex(8)}"
    try:
        folder.mkdir(mode=0o700)
        with (folder / _IN_USE).open("w") as held:
            _is_locked(held)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def abandoned_workspaces(beside: Path) -> list[Path]:
    """The folders of `workspace` whose process died before it could remove them."""
    return [folder for folder in beside.parent.glob(f"{_WORKSPACE}*") if _is_abandoned(folder)]


def _is_abandoned(folder: Path) -> bool:
    in_use = folder / _IN_USE
    try:
        if sys.platform == "win32":
            in_use.unlink()  # fails while a process has it open
            return True
        with in_use.open("r+") as held:
            return _is_locked(held)
    except OSError:
        return False


def _is_locked(held: TextIO) -> bool:
    """Locks an open file until it is closed, which the end of a process does too; False: another process has it."""
    if sys.platform == "win32":
        return True  # an open file is protected there
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

"""The folder that stands: which files of it are as they were left, so that they need not be made again."""

from __future__ import annotations

import os
import shutil
from hashlib import blake2b
from pathlib import Path


class Standing:
    """The files of a folder by their paths in it, each with a digest of its bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.digests = digests_of(folder)

    def has(self, path: str, digest: str) -> bool:
        """Whether that file stands with these bytes."""
        return self.digests.get(path) == digest

    def give(self, path: str, target: Path) -> None:
        """Puts the same file at `target` too: one file with two names where the disk can do that."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self._folder / path, target)
        except OSError:
            shutil.copyfile(self._folder / path, target)


def digest_of(data: bytes) -> str:
    """A digest of the bytes of a public file."""
    return blake2b(data, digest_size=16).hexdigest()


def digests_of(folder: Path) -> dict[str, str]:
    """The files below a folder, with a digest of the bytes of each; links and what cannot be read are left out."""
    found: dict[str, str] = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = digest_of(path.read_bytes())
    return found


def write_file(path: Path, text: str) -> None:
    """Writes a text into a folder that is being made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

"""The one door to the private files that a user asks for: never into the content of the centre nor into what is published, never over
a file of anyone else, whole or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.writing.folders import MARKER
from generator.writing.our_mark import is_untouched_of_ours
from generator.writing.refusal import OutputRefused
from generator.writing.workspace import workspace
from schemas.errors import reason_in_french

Kept = Callable[[Path], str | None]
"""Says in French why a file that is there already may not be replaced; None where it may."""

_PUBLISHED = frozenset({"public", "public_html", "www", "htdocs"})
"""Folders of these names are published, by us or by web servers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What an option of the command line may write: private files, readable by their owner alone, away from `content`."""

    option: str
    content: Path

    def refuse_folder(self, folder: Path, *, may_hold_content: bool = False) -> None:
        """Makes sure that a folder of private files is neither published nor in the content of the centre, nor around it.

        Raises:
            OutputRefused: it is, or cannot be looked at.
        """
        with _said_in_french(folder):
            self._refuse_place(folder, folder.resolve())
            if not may_hold_content and self.content.resolve().is_relative_to(folder.resolve()):
                self._refuse(f"{folder} contient le contenu du centre ({self.content}). Choisissez un autre endroit")

    def refuse(self, path: Path, kept: Kept | None) -> None:
        """Makes sure that a file may be written at a path; `kept` is asked where there is one. None: any is replaced.

        Raises:
            OutputRefused: it may not.
        """
        with _said_in_french(path):
            self._refuse_place(path, path.resolve().parent)
            if path.is_symlink() or (path.exists() and not path.is_file()):
                self._refuse(f"{path} n’est pas un simple fichier. Choisissez un autre nom")
            if kept is not None and path.exists() and (reason := kept(path)):
                raise OutputRefused(reason)

    def write(self, path: Path, data: bytes, kept: Kept | None) -> None:
        """Writes a file, for its owner alone; one with the same bytes stays.

        Raises:
            OutputRefused: it may not be written there, or the system refuses it.
        """
        with _said_in_french(path):
            self.refuse(path, lambda path: None if kept is None or path.read_bytes() == data else kept(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (path.exists() and path.read_bytes() == data):
                _replace_file(path, data)

    def _refuse_place(self, asked: Path, folder: Path) -> None:
        folders = (folder, *folder.parents)
        # samefile, not names: a file system may ignore case.
        if any(each.exists() and each.samefile(self.content) for each in folders):
            self._refuse(f"{asked} est dans le contenu du centre ({self.content}). Choisissez un autre endroit")
        if any((each / MARKER).is_file() for each in folders):
            self._refuse(f"{asked} est dans le site public, et ce fichier est privé. Choisissez un autre endroit")
        # A centre that itself stands in such a folder is not judged by that name.
        own = self.content.resolve().parent
        below = folder.relative_to(own) if folder.is_relative_to(own) else folder
        if _PUBLISHED & {part.lower() for part in below.parts}:
            self._refuse(f"{asked} est dans un dossier public, et ce fichier est privé. Choisissez un autre endroit")

    def _refuse(self, problem: str) -> None:
        raise OutputRefused(f"{problem} avec {self.option}.")


def kept_unless_untouched(path: Path) -> str | None:
    """Keeps every file but a workbook of ours that nobody has saved again: only an .xlsx can show that it is one."""
    if is_untouched_of_ours(path):
        return None
    return (
        f"{path} existe déjà, avec un autre contenu. Choisissez un autre nom avec --output, "
        "ou ajoutez --replace pour le remplacer."
    )


def write_new_files(folder: Path, files: Mapping[str, bytes], *, executable: Collection[str] = ()) -> None:
    """Writes files that were not there, by their paths in `folder`: all of them, and never over anything.

    Raises:
        OutputRefused: something of the same name is there already, or the folder cannot be written.
    """
    names = sorted({Path(name).parts[0] for name in files})
    with _said_in_french(folder, inside=True):
        there = [name for name in names if (folder / name).exists()]
        if there:
            raise OutputRefused(
                f"{folder} contient déjà {', '.join(there)}. Choisissez un autre dossier, ou rangez cela ailleurs."
            )
        with workspace(folder / "x") as work:
            for name, data in files.items():
                (work / name).parent.mkdir(parents=True, exist_ok=True)
                (work / name).write_bytes(data)
                (work / name).chmod(0o755 if name in executable else 0o644)
            for name in names:
                (work / name).rename(folder / name)


def renew_files(
    folder: Path, files: Mapping[str, bytes], removed: Collection[str] = (), *, executable: Collection[str] = ()
) -> None:
    """Writes files of ours over older ones of ours, each whole or not at all, then removes those that are no more.

    Raises:
        OutputRefused: the system refuses it; what is written stays.
    """
    with _said_in_french(folder, inside=True):
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _replace_file(folder / name, data, mode=0o755 if name in executable else 0o644)
        for name in removed:
            (folder / name).unlink(missing_ok=True)


@contextmanager
def _said_in_french(place: Path, *, inside: bool = False) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = f"dans {place}" if inside else f"{place}"
        raise OutputRefused(f"Impossible d’écrire {where} : {reason_in_french(error)}.") from None


def _replace_file(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Writes beside, then replaces, so that an interruption leaves the old file or the new one."""
    handle, name = tempfile.mkstemp(prefix=".consigne-", dir=path.parent)  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

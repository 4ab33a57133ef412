"""Writes what the user asked for: whole or not at all, and never over a file that is not ours."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from generator.refusal import OutputRefused
from generator.spreadsheets import is_untouched_of_ours
from schemas.errors import reason_in_french
from schemas.reading.workbook import SUPPORTED

MARKER = ".consigne-site"
"""A file that stands in every site we publish: without it, a folder is not ours to replace."""


@contextmanager
def workspace(beside: Path) -> Iterator[Path]:
    """A private folder on the same disk as `beside`, removed at the end, also after an interruption."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    # Named before it is made: an interruption between the two leaves nothing behind.
    folder = beside.parent / f".consigne-{token_hex(8)}"
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_foreign_folder(site: Path, content: Path) -> None:
    """Makes sure that publishing into `site` loses nothing of anyone.

    Raises:
        OutputRefused: the folder holds something that we did not make, or the centre's own content.
    """
    resolved, of_content = site.resolve(), content.resolve()
    if of_content.is_relative_to(resolved) or resolved.is_relative_to(of_content):
        raise OutputRefused(
            f"Le site ne peut pas être écrit dans {site} : ce dossier touche au contenu du centre ({content})."
        )
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise OutputRefused(
            f"{site} existe et n’est pas un dossier. Choisissez un autre endroit avec --site."
        )
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise OutputRefused(
            f"Le dossier {site} contient des fichiers que Consigne n’a pas faits. Videz-le, ou choisissez-en un autre avec --site."
        )


def replace_folder(new: Path, target: Path, *, spare: Path) -> None:
    """Puts `new` in the place of `target`; the old one is kept in `spare` until the new one stands.

    An interruption at any moment leaves one whole folder at `target`.
    """
    (new / MARKER).write_text(
        "Fait par Consigne. Tout ce dossier est remplacé à chaque publication.\n", encoding="utf-8"
    )
    new.chmod(0o755)
    swap_folder(new, target, spare=spare)


def swap_folder(new: Path, target: Path, *, spare: Path) -> None:
    """Renames `new` to `target`; an old one is kept at `spare` until the new one stands."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(spare)
    try:
        new.rename(target)
    except BaseException:
        spare.rename(target)
        raise


def write_report(path: Path, text: str, *, content: Path) -> None:
    """Writes a report, whole or not at all.

    Raises:
        OutputRefused: the path is a spreadsheet, or lies in the content folder.
    """
    if path.suffix.lower() in SUPPORTED or path.resolve().is_relative_to(content.resolve()):
        raise OutputRefused(
            f"Le rapport ne peut pas être écrit dans {path} : un fichier du centre serait perdu."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace_file(path, text.encode("utf-8"))


def write_export(path: Path, data: bytes, *, content: Path, replace: bool = False) -> None:
    """Writes a private file that the user asked for: whole or not at all, readable by its owner alone.

    A file of the same name is replaced only when `replace` is given, or when it is ours and nobody changed it since (which
    only an .xlsx can show); one with the same bytes stays.

    Raises:
        OutputRefused: the path lies in the content folder or in a public site, holds another file, or cannot be written.
    """
    _refuse_content_and_site(path, path.resolve().parents, content)
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise OutputRefused(f"{path} n’est pas un simple fichier. Choisissez un autre nom avec --output.")
    if path.is_file():
        if path.read_bytes() == data:
            return
        if not replace and not is_untouched_of_ours(path):
            raise OutputRefused(
                f"{path} existe déjà, avec un autre contenu. Choisissez un autre nom avec --output, "
                "ou ajoutez --replace pour le remplacer."
            )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_file(path, data)
    except OSError as error:
        raise OutputRefused(f"Impossible d’écrire {path} : {reason_in_french(error)}.") from None


def refuse_private_folder(folder: Path, content: Path) -> None:
    """Makes sure that a folder of private files is neither in a public site nor in the content of the centre.

    Raises:
        OutputRefused: it is, or holds one of them.
    """
    _refuse_content_and_site(folder, [folder.resolve(), *folder.resolve().parents], content)
    if content.resolve().is_relative_to(folder.resolve()):
        raise OutputRefused(
            f"{folder} contient le contenu du centre ({content}). Choisissez un autre endroit avec --output."
        )


def _refuse_content_and_site(path: Path, folders: Sequence[Path], content: Path) -> None:
    # samefile, not names: a file system may ignore case.
    if any(folder.exists() and folder.samefile(content) for folder in folders):
        raise OutputRefused(
            f"{path} est dans le contenu du centre ({content}). Choisissez un autre endroit avec --output."
        )
    if any((folder / MARKER).is_file() for folder in folders):
        raise OutputRefused(
            f"{path} est dans le site public, et ce fichier est privé. Choisissez un autre endroit avec --output."
        )


def _replace_file(path: Path, data: bytes) -> None:
    """Writes beside, then replaces, so that an interruption leaves the old file or the new one."""
    handle, name = tempfile.mkstemp(prefix=".consigne-", dir=path.parent)  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

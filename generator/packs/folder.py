"""The folder of packs: private, one folder a session, and never a loss of what somebody wrote into one.

A folder of ours holds a record: what it was made from, and the hash of each file. A sheet that was filled in there differs from
its hash, so the folder is not replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.output import abandoned_workspaces, refuse_private_folder, swap_folder
from generator.refusal import OutputRefused, cause_of
from schemas.records import Session

RECORD = ".consigne-pack.json"
DAYS = "_jours"
"""Where the papers of whole days are: no session can have this name, as identifiers begin with a letter or a digit."""
_PUBLIC = frozenset({"public", "public_html", "www", "htdocs"})


def prepare_output(output: Path, content: Path) -> None:
    """Makes the folder of packs: readable by its owner alone, left out of git, without what a run that was killed left in it.

    Raises:
        OutputRefused: it lies in a public site or in the centre's content, or is no folder.
    """
    try:
        refuse_private_folder(output, content)
        is_taken = output.is_symlink() or (output.exists() and not output.is_dir())
    except OSError as error:
        raise OutputRefused(f"{output} ne peut pas servir de dossier : {cause_of(error)}.") from None
    if _PUBLIC & {part.lower() for part in output.resolve().parts}:
        raise OutputRefused(
            f"{output} est dans un dossier public, et un paquet porte des noms. Choisissez un autre endroit avec --output."
        )
    if is_taken:
        raise OutputRefused(f"{output} n’est pas un dossier. Choisissez un autre endroit avec --output.")
    try:
        output.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignored = output / ".gitignore"
        if not any(output.iterdir()):
            ignored.write_text("# Données personnelles : jamais dans git.\n*\n", encoding="utf-8")
        elif not ignored.exists() and any(
            (parent / ".git").exists() for parent in (output.resolve() / "x").parents
        ):
            raise OutputRefused(
                f"{output} contient d’autres fichiers et appartient à un dépôt git, où un paquet pourrait entrer. Donnez à --output un "
                "dossier vide ou nouveau."
            )
        for abandoned in abandoned_workspaces(output / "x"):
            shutil.rmtree(abandoned, ignore_errors=True)
    except OSError as error:
        raise OutputRefused(f"Impossible d’écrire dans {output} : {cause_of(error)}.") from None


def is_current(folder: Path, digest: str) -> bool:
    """Whether a folder was made from this content, and still has all its files."""
    record = _record(folder)
    return record is not None and record[0] == digest and all((folder / name).is_file() for name in record[1])


def changed_by_hand(folder: Path) -> list[str]:
    """The files of a folder that are not as we made them."""
    if not folder.is_dir():
        return [folder.name] if folder.exists() else []
    record = _record(folder)
    known: Mapping[str, str] = {} if record is None else record[1]
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.name != RECORD
        and (not path.is_file() or known.get(path.name) != file_digest(path.read_bytes()))
    )


def put(new: Path, folder: Path, *, session: str, digest: str, files: Mapping[str, str], spare: Path) -> None:
    """Puts a new folder in the place of the old one, with its record."""
    record = {"session": session, "content": digest, "files": dict(sorted(files.items()))}
    write_private(new / RECORD, f"{json.dumps(record, ensure_ascii=False, indent=1)}\n".encode())
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    swap_folder(new, folder, spare=spare)


def of_no_session(output: Path, sessions: Iterable[Session]) -> list[str]:
    """The packs of sessions that the centre no longer has, and of days on which it has none."""
    known = {place for each in sessions for place in (each.id, f"{DAYS}/{each.date.isoformat()}")}
    records = (*output.glob(f"*/{RECORD}"), *output.glob(f"{DAYS}/*/{RECORD}"))
    return sorted({record.parent.relative_to(output).as_posix() for record in records} - known)


def write_private(path: Path, data: bytes) -> str:
    """Writes a new file that its owner alone can read; gives its digest."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return file_digest(data)


def file_digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _record(folder: Path) -> tuple[str, dict[str, str]] | None:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return str(record["content"]), {str(name): str(digest) for name, digest in record["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None

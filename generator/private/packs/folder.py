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
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.writing.door import Door
from generator.writing.folders import swap_folder
from generator.writing.refusal import OutputRefused
from generator.writing.workspace import abandoned_workspaces
from schemas.errors import reason_in_french
from schemas.records import Session

RECORD = ".consigne-pack.json"
_NEW_RECORD = f"{RECORD}.new"
DAYS = "_jours"
"""Where the papers of whole days are: no session can have this name, as identifiers begin with a letter or a digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a folder of ours remembers: `content`, of all that its papers say; `sheet`, of the attendance sheet alone; the hash of each
    file; when somebody noted that it was printed.
    """

    content: str
    sheet: str
    files: Mapping[str, str]
    printed: date | None


def prepare_output(output: Path, content: Path) -> None:
    """Makes the folder of packs: readable by its owner alone, left out of git, without what a run that was killed left in it.

    Raises:
        OutputRefused: it lies in a public site or in the centre's content, or is no folder.
    """
    Door(option="--output", content=content).refuse_folder(output)
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputRefused(f"{output} n’est pas un dossier. Choisissez un autre endroit avec --output.")
    try:
        output.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignored = output / ".gitignore"
        if not any(output.iterdir()):
            ignored.write_text("# Données personnelles : jamais dans git.\n*\n", encoding="utf-8")
        elif not ignored.exists() and any((parent / ".git").exists() for parent in (output.resolve() / "x").parents):
            raise OutputRefused(
                f"{output} contient d’autres fichiers et appartient à un dépôt git, où un paquet pourrait entrer. Donnez à --output un "
                "dossier vide ou nouveau."
            )
        for abandoned in abandoned_workspaces(output / "x"):
            shutil.rmtree(abandoned, ignore_errors=True)
    except OSError as error:
        raise OutputRefused(f"Impossible d’écrire dans {output} : {reason_in_french(error)}.") from None


def is_current(folder: Path, digest: str) -> bool:
    """Whether a folder was made from this content, and still has all its files."""
    record = read_record(folder)
    return record is not None and record.content == digest and all((folder / name).is_file() for name in record.files)


def changed_by_hand(folder: Path) -> list[str]:
    """The files of a folder that are not as we made them."""
    if not folder.is_dir():
        return [folder.name] if folder.exists() else []
    record = read_record(folder)
    known: Mapping[str, str] = {} if record is None else record.files
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.name not in {RECORD, _NEW_RECORD}
        and (not path.is_file() or known.get(path.name) != file_digest(path.read_bytes()))
    )


def put(
    new: Path,
    folder: Path,
    *,
    session: str,
    digest: str,
    files: Mapping[str, str],
    spare: Path,
    sheet: str = "",
) -> None:
    """Puts a new folder in the place of the old one, with its record. What was printed stays so while the sheet says the same."""
    before = read_record(folder)
    printed = before.printed if before is not None and before.sheet == sheet else None
    record = {"session": session, "content": digest, "sheet": sheet, "files": dict(sorted(files.items()))}
    _write_record(new, record, printed)
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


def note_printed(folder: Path, sheet: str, day: date) -> str | None:
    """Notes that a pack was printed; says in French why not, of one that is not there or whose list has changed since."""
    record = read_record(folder)
    if record is None:
        return "son paquet n’est pas fait"
    if record.sheet != sheet:
        return "sa liste a changé depuis que le paquet est fait"
    told = {"session": folder.name, "content": record.content, "sheet": sheet, "files": dict(record.files)}
    _write_record(folder, told, day)
    return None


def read_record(folder: Path) -> Record | None:
    """The record of a folder; None when it is not ours, or not there."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Record(
            content=str(record["content"]),
            sheet=str(record.get("sheet", "")),
            files={str(name): str(digest) for name, digest in record["files"].items()},
            printed=date.fromisoformat(record["printed"]) if record.get("printed") else None,
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _write_record(folder: Path, record: Mapping[str, object], printed: date | None) -> None:
    told = {**record, **({"printed": printed.isoformat()} if printed else {})}
    new = folder / _NEW_RECORD
    new.unlink(missing_ok=True)  # left by a run that was killed
    write_private(new, f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode())
    new.replace(folder / RECORD)  # whole or not at all

"""Writes annotated copies of faulty spreadsheets into a folder of their own; the originals are only read.

A copy holds the same personal data as its original: it is readable by its owner alone (0600).
"""

from __future__ import annotations

import os
import tempfile
from itertools import groupby
from pathlib import Path

from generator.annotate.workbook import KEYWORD, annotated
from generator.output import MARKER
from generator.refusal import OutputRefused
from generator.spreadsheets import WRITTEN, keyword_and_hour
from schemas.errors import reason_in_french
from schemas.report import Report

__all__ = ["annotate", "copy_of", "files_without_copy"]


def annotate(report: Report, content: Path, directory: Path) -> list[Path]:
    """Writes one annotated .xlsx per file with findings and gives their paths, in the order of the report.

    A file that cannot be opened at all (F001, F002, F003, F009) or has a password, even a known one, has no copy: see
    `files_without_copy`. Each copy is
    replaced whole or not at all, and none is written when any would replace a file that is not an untouched copy of ours.

    Raises:
        OutputRefused: `directory` touches the content folder, holds foreign files in our way, or cannot be written to.
    """
    _refuse_content(directory, content)
    faulty = [
        (file, copy_of(file, content, directory), tuple(findings))
        for file, findings in groupby(report.findings, key=lambda finding: finding.place.file)
        if (content / file).is_file()
    ]
    for _, copy, _ in faulty:
        _refuse_content(copy.parent, content)
        _refuse_foreign(copy)
    written = []
    for file, copy, findings in faulty:
        data = annotated(content / file, file, findings)
        if data is not None:
            _write(copy, data)
            written.append(copy)
    return written


def copy_of(file: str, content: Path, directory: Path) -> Path:
    """Where the copy of a content file goes: `rosters/S1.xlsx` keeps its name, `rosters/S1.ods` gets `.xlsx` after it."""
    if file.lower().endswith(".xlsx"):
        return directory / file
    name = f"{file}.xlsx"
    while (content / name).exists():  # that name is for the copy of another original
        name = f"{name.removesuffix('.xlsx')}.copie.xlsx"
    return directory / name


def files_without_copy(report: Report, content: Path, directory: Path, copies: list[Path]) -> list[str]:
    """The files with findings that have no copy, given what `annotate` wrote: only the report tells of them."""
    files = dict.fromkeys(finding.place.file for finding in report.findings)
    return [file for file in files if copy_of(file, content, directory) not in copies]


def _refuse_content(directory: Path, content: Path) -> None:
    resolved = directory.resolve()
    # samefile, not names: a file system may ignore case.
    if any(folder.exists() and folder.samefile(content) for folder in (resolved, *resolved.parents)):
        raise OutputRefused(
            f"Les copies annotées ne peuvent pas être écrites dans {directory}\u00a0: ce dossier est dans le contenu du "
            f"centre ({content}). Choisissez-en un autre avec --annotate."
        )
    if any((folder / MARKER).is_file() for folder in (resolved, *resolved.parents)):
        raise OutputRefused(
            f"Les copies annotées ne peuvent pas être écrites dans {directory}\u00a0: ce dossier est dans le site public, et "
            "elles contiennent des données personnelles. Choisissez-en un autre avec --annotate."
        )


def _refuse_foreign(copy: Path) -> None:
    if not (copy.exists() or copy.is_symlink()):
        return
    ours = None if copy.is_symlink() or not copy.is_file() else keyword_and_hour(copy)
    if ours is None or ours[0] != KEYWORD:
        raise OutputRefused(
            f"{copy} existe et n’est pas une copie annotée faite par Consigne. "
            "Choisissez un autre dossier avec --annotate."
        )
    if not ours[1].startswith(WRITTEN.isoformat()):
        raise OutputRefused(
            f"{copy} a été modifié depuis que Consigne l’a écrit\u00a0: ce travail serait perdu. Reportez-le dans "
            "l’original et supprimez cette copie, ou choisissez un autre dossier avec --annotate."
        )


def _write(path: Path, data: bytes) -> None:
    """Writes beside, then replaces, so that an interruption leaves the old copy or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".consigne-", suffix=".tmp", dir=path.parent)  # 0600
    except OSError as error:
        raise OutputRefused(f"Impossible d’écrire {path}\u00a0: {reason_in_french(error)}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

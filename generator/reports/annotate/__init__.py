"""Writes annotated copies of faulty spreadsheets into a folder of their own; the originals are only read.

A copy holds the same personal data as its original: it is readable by its owner alone (0600).
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from generator.reports.annotate.workbook import KEYWORD, annotated
from generator.writing.door import Door
from generator.writing.our_mark import WRITTEN, keyword_and_hour
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
    door = Door(option="--annotate", content=content)
    door.refuse_folder(directory, may_hold_content=True)
    faulty = [
        (file, copy_of(file, content, directory), tuple(findings))
        for file, findings in groupby(report.findings, key=lambda finding: finding.place.file)
        if (content / file).is_file()
    ]
    for _, copy, _ in faulty:
        door.refuse(copy, _kept)
    written = []
    for file, copy, findings in faulty:
        data = annotated(content / file, file, findings, site_url=report.site_url)
        if data is not None:
            door.write(copy, data, _kept)
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


def _kept(copy: Path) -> str | None:
    """Why a file in the way of a copy stays: it is not an untouched copy of ours."""
    ours = keyword_and_hour(copy)
    if ours is None or ours[0] != KEYWORD:
        return (
            f"{copy} existe et n’est pas une copie annotée faite par Consigne. "
            "Choisissez un autre dossier avec --annotate."
        )
    if not ours[1].startswith(WRITTEN.isoformat()):
        return (
            f"{copy} a été modifié depuis que Consigne l’a écrit\u00a0: ce travail serait perdu. Reportez-le dans "
            "l’original et supprimez cette copie, ou choisissez un autre dossier avec --annotate."
        )
    return None

"""Which files of a content folder hold tables, and of which kind."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import CentreError
from schemas.reading.files.workbook import SUPPORTED

_IGNORED_PREFIXES = (".", "~$")
_IGNORED_SUFFIXES = (".md",)
ATTACHMENTS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFiles:
    """The files of each kind, sorted: where each is, and its name in findings (relative to the content folder).

    `attachments` are the scans and reports that stand beside the sheets, which no one reads as tables. `results` are what Pix
    sends back: no rule reads their rows, so they do not count among the files of a check.
    """

    sessions: tuple[tuple[Path, str], ...]
    rosters: tuple[tuple[Path, str], ...]
    sheets: tuple[tuple[Path, str], ...]
    attachments: tuple[str, ...]
    results: tuple[tuple[Path, str], ...]

    def count(self) -> int:
        """How many files a check reads."""
        return len(self.sessions) + len(self.rosters) + len(self.sheets)


def find_content(content: Path) -> ContentFiles:
    """Lists the spreadsheets of a centre.

    Raises:
        CentreError: there is no `centre.toml`, no `sessions.xlsx` (nor .ods, .xls, .csv), or there are several.
    """
    settings = content / "centre.toml"
    if not settings.is_file():
        raise CentreError(
            [f"{settings} est introuvable. Indiquez le dossier du centre avec --content, ou créez ce fichier."]
        )
    sessions = [content / f"sessions{suffix}" for suffix in SUPPORTED if (content / f"sessions{suffix}").is_file()]
    if not sessions:
        raise CentreError([f"{content / 'sessions.xlsx'} est introuvable. Créez-le : une ligne par session."])
    if len(sessions) > 1:
        names = " et ".join(path.name for path in sessions)
        raise CentreError([f"{content} contient {names} : on ne sait lequel croire. Gardez-en un."])
    beside_sheets = _files_below(content, "sheets")
    return ContentFiles(
        sessions=((sessions[0], sessions[0].name),),
        rosters=tuple(_files_below(content, "rosters")),
        sheets=tuple(found for found in beside_sheets if found[0].suffix.lower() not in ATTACHMENTS),
        attachments=tuple(name for path, name in beside_sheets if path.suffix.lower() in ATTACHMENTS),
        # The attestations that Pix sends beside its results are read by nobody.
        results=tuple(
            found for found in _files_below(content, "results") if found[0].suffix.lower() not in ATTACHMENTS
        ),
    )


def _files_below(content: Path, folder: str) -> list[tuple[Path, str]]:
    """Everything below a folder but its plain folders, the lock files of spreadsheet programs, hidden files and notes in
    Markdown. What is not a readable file (a pipe, a link that leads nowhere, a folder) is there to be said.

    Raises:
        CentreError: a folder may not be listed: nobody would know what it holds.
    """
    found = []
    for at, folders, files in os.walk(content / folder, onerror=_refuse):
        here = Path(at)
        folders[:] = [name for name in folders if not name.startswith(_IGNORED_PREFIXES)]
        named = [name for name in folders if _is_no_plain_folder(here / name)]
        folders[:] = [name for name in folders if name not in named]
        for name in (*named, *files):
            path = here / name
            if not name.startswith(_IGNORED_PREFIXES) and path.suffix.lower() not in _IGNORED_SUFFIXES:
                found.append((path, _said(path.relative_to(content))))
    return sorted(found)


def _is_no_plain_folder(path: Path) -> bool:
    """A link, which is not followed, or what a Mac makes of one document (.numbers)."""
    return path.is_symlink() or path.suffix.lower() in (*SUPPORTED, ".numbers")


def _said(path: Path) -> str:
    """The path with `/`, in letters that every report can hold: a name need not be text."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise CentreError([f"Le dossier {error.filename} ne peut pas être lu. Vérifiez que vous y avez accès."])

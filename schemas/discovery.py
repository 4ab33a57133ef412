"""Which files of a content folder hold tables, and of which kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schemas.errors import CentreError
from schemas.reading.workbook import SUPPORTED

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
            [
                f"{settings} est introuvable. Indiquez le dossier du centre avec --content, ou créez ce fichier."
            ]
        )
    sessions = [
        content / f"sessions{suffix}" for suffix in SUPPORTED if (content / f"sessions{suffix}").is_file()
    ]
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
        results=tuple(_files_below(content, "results")),
    )


def _files_below(content: Path, folder: str) -> list[tuple[Path, str]]:
    """Every file below a folder but the lock files of spreadsheet programs, hidden files and notes in Markdown."""
    found = []
    for path in sorted((content / folder).rglob("*")):
        parts = path.relative_to(content).parts
        hidden = any(part.startswith(_IGNORED_PREFIXES) for part in parts)
        if path.is_file() and not hidden and path.suffix.lower() not in _IGNORED_SUFFIXES:
            found.append((path, "/".join(parts)))
    return found

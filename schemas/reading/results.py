"""Results files of Pix to records. No rule judges them: they are compared with the sheets, searched before publication, and aged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from schemas.cell import Cell
from schemas.columns import fold
from schemas.reading.files.workbook import read_file
from schemas.reading.moments import century_of_birth, century_of_session, parse_date
from schemas.reading.numbers import parse_certification_number
from schemas.reading.text import is_empty, shown
from schemas.reading.trouble import Trouble
from schemas.reading.worksheet import Worksheet, column_letters
from schemas.records import Result, Source

REQUIRED = {
    "certification_number": "Numéro de certification",
    "first_name": "Prénom",
    "last_name": "Nom",
    "birth_date": "Date de naissance",
    "session": "Session",
    "held": "Date de passage de la certification",
}
_OTHERS = {
    "birth_place": "Lieu de naissance",
    "external_id": "Identifiant Externe",
    "jury_comment": "Commentaire jury pour l’organisation",
}
_TITLES = {fold(title): id for id, title in (REQUIRED | _OTHERS).items()}
_TITLE_ROWS = 20


@dataclass(slots=True, kw_only=True)
class Results:
    """What was read of all results files, whose names are `files`; `troubles` are files that cannot be opened, `strangers` those
    that are no results of Pix.
    """

    rows: list[Result] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def read_results(files: Iterable[tuple[Path, str]], today: date, *, password: str | None = None) -> Results:
    """Reads results files, which may be protected by the centre's password; `today` decides the century of a birth year."""
    results = Results()
    for path, name in files:
        results.files.append(name)
        content = read_file(path, name, password)
        results.troubles.extend(content.troubles)
        for worksheet in content.worksheets:
            if header := _header(worksheet):
                results.rows.extend(_rows(worksheet, *header, today))
            else:
                results.strangers.append(name)
    return results


def _rows(worksheet: Worksheet, title_row: int, index_of: Mapping[str, int], today: date) -> Iterator[Result]:
    letters = {id: column_letters(index) for id, index in index_of.items()}
    for number, row in enumerate(worksheet.rows[title_row + 1 :], title_row + 2):
        cells = {id: row[index] if index < len(row) else None for id, index in index_of.items()}
        if not all(is_empty(cells[id]) for id in REQUIRED):
            source = Source(file=worksheet.file, worksheet=worksheet.name, row=number, letters=letters)
            yield _result(cells, source, today)


def _header(worksheet: Worksheet) -> tuple[int, dict[str, int]] | None:
    """The row of the titles, and the index of each known column in it."""
    for row_index, row in enumerate(worksheet.rows[:_TITLE_ROWS]):
        found = {_TITLES[key]: index for index, cell in enumerate(row) if (key := fold(shown(cell))) in _TITLES}
        if found.keys() >= REQUIRED.keys():
            return row_index, found
    return None


def _result(cells: Mapping[str, Cell], source: Source, today: date) -> Result:
    number = parse_certification_number(cells["certification_number"])
    birth = parse_date(cells["birth_date"], century=partial(century_of_birth, today=today))
    held = parse_date(cells["held"], century=century_of_session)
    return Result(
        session_number=shown(cells["session"]),
        certification_number=number if isinstance(number, int) else None,
        last_name=shown(cells["last_name"]),
        first_name=shown(cells["first_name"]),
        birth_date=birth if isinstance(birth, date) else None,
        birth_place=shown(cells.get("birth_place")),
        external_id=shown(cells.get("external_id")) or None,
        jury_comment=shown(cells.get("jury_comment")) or None,
        held=held if isinstance(held, date) else None,
        source=source,
    )

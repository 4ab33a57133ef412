"""Where a finding is, and what is said there: for people in French, for forges as a path, a line and a column.

What a coordinator named (files, worksheets, columns) is hostile text like any other here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from schemas.finding import Finding, Place
from schemas.reading.text import tidy
from schemas.reading.worksheet import from_a1

if TYPE_CHECKING:
    from schemas.records import Source

LONGEST_VALUE = 80
"""A value is quoted so that its cell is recognised; more of it would bury the message."""

_LINE_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
# Control characters and lone surrogates, which XML and UTF-8 refuse; marks that turn the reading direction around.
_UNSAYABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """The same text without what would break a line, an encoding or an XML document."""
    return _UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_BREAKS.sub(" ", text))


def path_from_root(content: str, file: str) -> str:
    """The path of a file of the content folder, from the root of the repository: what a forge links to."""
    return str(PurePosixPath(content) / one_line(file))


def line_and_column(place: Place) -> tuple[int, int]:
    """The row and column of a cell counted from 1; a fault of a whole file stands at its beginning."""
    if place.cell is None:
        return place.row or 1, 1
    row, column = from_a1(place.cell)
    return row + 1, column + 1


def worksheet_in_words(place: Place) -> str | None:
    """`feuille « S1 »`."""
    return f"feuille {quoted(place.worksheet)}" if place.worksheet else None


def column_in_words(place: Place) -> str | None:
    """`colonne « Nom »`."""
    return f"colonne {quoted(place.column)}" if place.column else None


def where(place: Place) -> str:
    """`feuille « S1 », cellule C2, colonne « Date de naissance »`; empty for a whole file."""
    spot = f"cellule {place.cell}" if place.cell else f"ligne {place.row}" if place.row else None
    return ", ".join(part for part in (worksheet_in_words(place), spot, column_in_words(place)) if part)


class Read(Protocol):
    """Anything that was read from a row of a file."""

    @property
    def source(self) -> Source:
        """The row."""


def where_rows(records: Sequence[Read], column: str) -> str:
    """Where a column of some rows of one worksheet is: `rosters/S1.xlsx, feuille « S1 », cellules C2 à C4, C7`; the rows, where the file
    has no such column.
    """
    first = records[0].source
    letter = first.letters.get(column, "")
    rows = sorted({record.source.row for record in records})
    spots = ", ".join(
        f"{letter}{start}" if start == end else f"{letter}{start} à {letter}{end}" for start, end in _runs(rows)
    )
    kind = "cellule" if letter else "ligne"
    worksheet = worksheet_in_words(Place(file=first.file, worksheet=first.worksheet))
    where = [one_line(first.file), worksheet, f"{kind}{'s' if len(rows) > 1 else ''} {spots}"]
    return ", ".join(part for part in where if part)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of numbers that follow each other."""
    start = numbers[0]
    for number, following in pairwise([*numbers, -1]):
        if following != number + 1:
            yield start, number
            start = following


def said(finding: Finding) -> str:
    """The message on one line, with the value where there is one."""
    message, value = one_line(finding.message), shown_value(finding)
    return message if value is None else f"{message} Valeur : {value}"


def shown_value(finding: Finding) -> str | None:
    """`« 69123 » (Lyon)`: what stands in the cell, and what was probably meant; None where others read."""
    if finding.value is None:
        return None
    return quoted(finding.value) + (f" ({one_line(finding.hint)})" if finding.hint else "")


def said_with_place(finding: Finding) -> str:
    """`rosters/S1.xlsx, feuille « S1 », cellule C2, colonne « Nom » : …`, for those who read one finding alone."""
    places = (one_line(finding.place.file), where(finding.place))
    return f"{', '.join(place for place in places if place)} : {said(finding)}"


def quoted(text: str) -> str:
    """A text of the coordinator's between French quotation marks, shortened."""
    text = one_line(tidy(text))
    if len(text) > LONGEST_VALUE:
        text = text[: LONGEST_VALUE - 1] + "…"
    return f"« {text} »"


def with_fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a mark that stays the same from one check to the next, so that a forge can tell new from old.

    Made of the rule and the place only: the hash of a name or of a birth date could be searched for. Faults of one
    rule in one cell are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        place = finding.place
        spot = (finding.code, place.file, place.worksheet or "", place.cell or str(place.row or ""))
        seen[spot] += 1
        yield finding, _digest(*spot, str(seen[spot]))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

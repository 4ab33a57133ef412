"""Gathers findings that say the same thing: three hundred wrong dates in one column are one thing to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.language.french import enumerated
from generator.reports.place import column_in_words, one_line, shown_value, worksheet_in_words
from schemas.finding import Finding, Severity
from schemas.reading.worksheet import a1, from_a1

_SHOWN_VALUES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Findings of one file with one rule, worksheet, column and message; only their rows differ."""

    findings: tuple[Finding, ...]

    @property
    def code(self) -> str:
        """The rule that all of them break."""
        return self.findings[0].code

    @property
    def severity(self) -> Severity:
        """The severity of each of them."""
        return self.findings[0].severity

    @property
    def message(self) -> str:
        """What each of them says."""
        return one_line(self.findings[0].message)

    def where(self, *, most: int | None = None) -> str:
        """`feuille « S1 », cellules C2 à C9 et C12 (9), colonne « Nom »`; `most` limits the ranges that are named."""
        place = self.findings[0].place
        parts = (worksheet_in_words(place), self._spots(most), column_in_words(place))
        return ", ".join(part for part in parts if part)

    def values(self) -> str | None:
        """`Valeur : « x »`; where several differ, each with its first cell."""
        cells: dict[str, str | None] = {}
        for finding in self.findings:
            if (value := shown_value(finding)) is not None:
                cells.setdefault(value, finding.place.cell)
        if not cells:
            return None
        if len(cells) == 1:
            return f"Valeur : {next(iter(cells))}"
        shown = [f"{value} en {cell}" if cell else value for value, cell in list(cells.items())[:_SHOWN_VALUES]]
        return f"Valeurs : {_cut(shown, left=len(cells) - len(shown))}"

    def _spots(self, most: int | None) -> str | None:
        cells = list(dict.fromkeys(finding.place.cell for finding in self.findings if finding.place.cell))
        if cells:
            return _spots("cellule", cells, _cell_ranges(cells), most)
        rows = list(dict.fromkeys(str(finding.place.row) for finding in self.findings if finding.place.row))
        return _spots("ligne", rows, rows, most) if rows else None


def alike(findings: Iterable[Finding]) -> list[Alike]:
    """Groups of findings in the order of the first of each, file by file. `findings` are sorted by file."""
    groups: list[Alike] = []
    for _, of_file in groupby(findings, key=lambda finding: finding.place.file):
        gathered: dict[tuple[object, ...], list[Finding]] = {}
        for finding in of_file:
            gathered.setdefault(_sameness(finding), []).append(finding)
        groups.extend(Alike(findings=tuple(group)) for group in gathered.values())
    return groups


def _sameness(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    kind_of_place = (place.cell is None, place.row is None)
    return (
        finding.code,
        finding.severity,
        place.worksheet,
        place.column,
        finding.message,
        kind_of_place,
    )


def _spots(noun: str, spots: Sequence[str], ranges: Sequence[str], most: int | None) -> str:
    if len(spots) == 1:
        return f"{noun} {spots[0]}"
    cut = _cut(ranges[:most], left=len(ranges[most:]) if most else 0)
    return f"{noun}s {cut} ({len(spots)})"


def _cut(shown: Sequence[str], *, left: int) -> str:
    return f"{', '.join(shown)}, … et {left} autre{'s' if left > 1 else ''}" if left else enumerated(shown)


def _cell_ranges(cells: Iterable[str]) -> list[str]:
    """Cells below one another as ranges: C2, C3, C4, C9 -> `C2 à C4`, `C9`."""
    runs: list[tuple[int, int, int]] = []
    for column, row in sorted((column, row) for row, column in map(from_a1, cells)):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return [_range(column, first, last) for column, first, last in runs]


def _range(column: int, first: int, last: int) -> str:
    if first == last:
        return a1(first, column)
    return f"{a1(first, column)} à {a1(last, column)}"

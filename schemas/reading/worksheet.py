"""A worksheet as read: its cells where the spreadsheet program shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.cell import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """The cells of one worksheet.

    `rows[0][0]` is cell A1; rows may differ in length. `name` is None for a .csv. `errors` maps (row, column), from 0,
    to the error that a formula shows there (#REF!…). `hidden` are the rows, from 0, that are not displayed; `struck` are the cells
    (row, column) whose text is crossed out. `covered` maps the cells that a merged one covers to its address.
    """

    file: str
    name: str | None
    rows: list[list[Cell]]
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    covered: dict[tuple[int, int], str] = field(default_factory=dict)


def a1(row: int, column: int) -> str:
    """The address of a cell, from its row and column counted from 0: (13, 3) -> "D14"."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 -> "A", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def from_a1(address: str) -> tuple[int, int]:
    """Row and column, from 0, of an address such as "D14"."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]) - 1, column - 1

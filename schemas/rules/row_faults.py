"""The short way to write a fault of the rows of one kind of table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import RowFault

if TYPE_CHECKING:
    from schemas.reading.frames import Frames


@dataclass(frozen=True, slots=True)
class FaultsOf:
    """Makes the faults of a kind of table: `FaultsOf("rosters")(column, message, wrong)`."""

    table: str

    def __call__(
        self,
        column: str | None,
        message: str,
        wrong: Callable[[Frames], pl.Expr | pl.Series],
        severity: Severity = Severity.ERROR,
        *,
        hints: bool = False,
    ) -> RowFault:
        """A fault whose cell is in `column`; None marks the whole table. See `RowFault`."""
        return RowFault(table=self.table, column=column, message=message, wrong=wrong, severity=severity, hints=hints)


def missing(column: str) -> Callable[[Frames], pl.Expr]:
    """Empty, or not readable."""
    return lambda frames: pl.col(column).is_null()


def absent(column: str) -> Callable[[Frames], pl.Expr]:
    """Empty, and not merely unreadable."""
    return lambda frames: pl.col(column).is_null() & pl.col(f"{column}_fault").is_null()


def unreadable(column: str) -> Callable[[Frames], pl.Expr]:
    """Why the cell could not be read."""
    return lambda frames: pl.col(f"{column}_fault")


def earlier_row_with_same(key: pl.Expr) -> pl.Expr:
    """The number of the first row with the same key, on each later one."""
    repeated = key.is_not_null() & key.is_first_distinct().not_()
    return pl.when(repeated).then(pl.col("row").first().over(key).cast(pl.String))

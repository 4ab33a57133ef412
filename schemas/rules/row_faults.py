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
    ) -> RowFault:
        """A fault whose cell is in `column`; None marks the whole table. See `RowFault`."""
        return RowFault(table=self.table, column=column, message=message, wrong=wrong, severity=severity)

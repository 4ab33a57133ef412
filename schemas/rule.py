"""What a rule is: everything that is said about one kind of fault, in one place.

The checks, `consigne explain`, the rule pages of the site, the machine reports and the tests are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.cell import Cell
from schemas.finding import Finding, Place, Severity

if TYPE_CHECKING:
    import polars as pl

    from schemas.reading.frames import Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A small centre to show a rule on.

    `files` maps a path in `content/` to the rows of its only worksheet, or to the bytes of the whole file. `at` is
    the cell where an invalid example is wrong (`file!A1`; `file` alone when the whole file or table is). `settings` are
    what its `centre.toml` says beyond the name and site.
    """

    files: Mapping[str, tuple[tuple[Cell, ...], ...] | bytes]
    at: str | None = None
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to break a rule: its French message (what is wrong, what to do), with `{facts}` that are never personal."""

    message: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault(Fault):
    """A fault that rows of a frame can have.

    `wrong` gives one value per row of the frame of `table`: a Boolean column, True where the row is wrong, or a text
    column, null where the row is right; the text then fills `{detail}` of the message, or is the finding's hint, which may be personal,
    where `hints`. `column` is the identifier of
    the column whose cell is marked, None when the whole table is at fault.
    """

    table: str
    column: str | None
    wrong: Callable[[Frames], pl.Expr | pl.Series]
    hints: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `code` is stable for ever; `source` says who asks for it."""

    code: str
    name: str
    title: str
    why: str
    source: str
    faults: tuple[Fault, ...]
    valid: tuple[Example, ...] = field(repr=False)
    invalid: tuple[Example, ...] = field(repr=False)

    @property
    def severity(self) -> Severity:
        """The worst that this rule can report."""
        return min(fault.severity for fault in self.faults)

    def finding(
        self, fault: Fault, place: Place, *, value: str | None = None, hint: str | None = None, **facts: object
    ) -> Finding:
        """Reports `fault`, one of this rule's, at `place`."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=fault.severity,
            place=place,
            message=fault.message.format(**facts),
            value=value,
            hint=hint or None,
        )

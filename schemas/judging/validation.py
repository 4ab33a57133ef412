"""Runs the row rules with Pandera: one schema per kind of table, one pass over the frame of the whole centre."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from schemas.columns import TABLES, by_id
from schemas.errors import CentreError
from schemas.finding import Finding
from schemas.reading.frames import DTYPES, Frames, all_shown
from schemas.rule import RowFault, Rule

_OUTPUT = "check_output"


class ValidationDisabled(CentreError):
    """The environment turned Pandera's checks off: wrong data would pass."""

    def __init__(self) -> None:
        super().__init__(
            [
                "La variable d’environnement PANDERA_VALIDATION_ENABLED coupe tous les contrôles. Retirez-la, puis "
                "relancez la commande."
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowRule:
    rule: Rule
    fault: RowFault


def validate(frames: Frames, rules: Sequence[Rule]) -> list[Finding]:
    """Every fault of every row, with the cell that is wrong.

    Raises:
        ValidationDisabled: Pandera would let wrong data pass.
    """
    refuse_disabled_validation()
    return [
        finding
        for kind in TABLES
        if frames.of(kind).height
        for finding in _validate_table(kind, frames, [r for r in _row_rules(rules) if r.fault.table == kind])
    ]


def _row_rules(rules: Sequence[Rule]) -> Iterator[_RowRule]:
    for rule in rules:
        for fault in rule.faults:
            if isinstance(fault, RowFault):
                yield _RowRule(rule=rule, fault=fault)


def refuse_disabled_validation() -> None:
    """Tries a check that must fail; the first time, Pandera also loads what it runs on.

    Raises:
        ValidationDisabled: it did not.
    """
    # Seen once: with validation off, `validate` returns its input unread and everything looks right.
    schema = pa.DataFrameSchema({"x": pa.Column(pl.Int64, pa.Check.gt(0))})
    try:
        schema.validate(pl.DataFrame({"x": [-1]}))
    except SchemaError:
        return
    raise ValidationDisabled


def _validate_table(kind: str, frames: Frames, row_rules: list[_RowRule]) -> Iterator[Finding]:
    wrong = _judged(kind, frames, row_rules)
    checks: dict[str, list[pa.Check]] = {"table": [], **{column.id: [] for column in TABLES[kind]}}
    number_of: dict[str, int] = {}
    for number, row_rule in enumerate(row_rules):
        # Pandera copies its checks, so a fault is known again by the name of its check.
        name = f"{row_rule.rule.name} {number}"
        checks[row_rule.fault.column or "table"].append(_check(name, row_rule.rule.code, wrong[number]))
        number_of[name] = number
    schema = pa.DataFrameSchema(
        {
            "table": pa.Column(pl.UInt32, checks["table"]),
            **{column.id: pa.Column(DTYPES[column.kind], checks[column.id], nullable=True) for column in TABLES[kind]},
        }
    )
    try:
        schema.validate(frames.of(kind), lazy=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK or error.check_output is None:
                raise _crash(error) from None
            number = number_of[error.check.name]
            yield from _findings(kind, frames, row_rules[number], wrong[number], error)


def _judged(kind: str, frames: Frames, row_rules: list[_RowRule]) -> list[pl.Series]:
    """What each fault says of each row, worked out together: Polars then shares their common parts and both cores."""
    frame = frames.of(kind)
    said = {str(number): row_rule.fault.wrong(frames) for number, row_rule in enumerate(row_rules)}
    expressions = {name: each for name, each in said.items() if isinstance(each, pl.Expr)}
    together = frame.lazy().select(each.alias(name) for name, each in expressions.items()).collect()
    return [each if isinstance(each, pl.Series) else together[name] for name, each in said.items()]


def _check(name: str, code: str, wrong: pl.Series) -> pa.Check:
    fails = wrong.fill_null(value=False) if wrong.dtype == pl.Boolean else wrong.is_not_null()
    passes = (~fails).alias(_OUTPUT).to_frame().lazy()
    return pa.Check(lambda _data: passes, name=name, error=code)


def _crash(error: SchemaError) -> RuntimeError:
    """A rule that fails to run is a wrong program, never a finding. Says which rule, not which values."""
    return RuntimeError(f"{error.check} on column {error.column_name}: {error.reason_code}")


def _findings(
    kind: str, frames: Frames, row_rule: _RowRule, judged: pl.Series, error: SchemaError
) -> Iterator[Finding]:
    frame, fault = frames.of(kind), row_rule.fault
    positions = error.check_output.with_row_index().filter(~pl.col(_OUTPUT))["index"]
    details = judged.gather(positions).to_list() if judged.dtype == pl.String else [None] * len(positions)
    required = fault.column is not None and by_id(kind)[fault.column].required
    wrong_rows = frame[positions]
    values = all_shown(wrong_rows, kind, fault.column) if fault.column else repeat(None)
    for index, row, value, detail in zip(
        wrong_rows["table"].to_list(), wrong_rows["row"].to_list(), values, details, strict=False
    ):
        table = frames.tables[kind][index]
        if required and fault.column not in table.headers:
            continue  # F005 has said it once for the whole table
        place = table.place(row, fault.column) if fault.column else table.as_place()
        if fault.hints:
            yield row_rule.rule.finding(fault, place, value=value, hint=detail)
        else:
            yield row_rule.rule.finding(fault, place, value=value, detail=detail)

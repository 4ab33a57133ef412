"""What a column of a spreadsheet is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are read; the parsers are in `schemas.reading.values`."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    NAMES = "names"
    DATE = "date"
    BIRTH_DATE = "birth_date"
    TIME = "time"
    COUNT = "count"
    PERCENT = "percent"
    YES_NO = "yes_no"
    CERTIFICATION_NUMBER = "certification_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one kind of table."""

    id: str
    title: str
    synonyms: tuple[str, ...] = ()
    meaning: str
    example: str
    kind: Kind = Kind.TEXT
    required: bool = False
    personal: bool = False
    secret: bool = False

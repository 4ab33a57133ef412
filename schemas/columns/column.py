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
    PRESENCE = "presence"
    CERTIFICATION_NUMBER = "certification_number"
    COMPETENCES = "competences"
    SEX = "sex"
    SEX_CODE = "sex_code"
    INSEE_CODE = "insee_code"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one kind of table. `coded` are synonyms under which other programs write the values in a code of their own,
    which is read as `coded_kind`; `stand_ins` are titles that mean it where no other title of the table does.
    """

    id: str
    title: str
    synonyms: tuple[str, ...] = ()
    meaning: str
    example: str
    kind: Kind = Kind.TEXT
    required: bool = False
    personal: bool = False
    secret: bool = False
    stand_ins: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    coded_kind: Kind | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """All the titles that mean this column."""
        return (self.title, *self.synonyms, *self.stand_ins, *self.coded)

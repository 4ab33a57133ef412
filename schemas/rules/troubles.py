"""What each trouble that reading meets is called, and what to do about it: one fault for each kind."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.finding import Finding
from schemas.reading.trouble import Kind, Trouble
from schemas.rule import Fault, Rule
from schemas.rules import files, structure

_FAULTS: Mapping[Kind, tuple[Rule, Fault]] = {
    Kind.DAMAGED: (files.F001, files.DAMAGED),
    Kind.UNREADABLE: (files.F001, files.UNREADABLE),
    Kind.EMPTY_FILE: (files.F001, files.EMPTY_FILE),
    Kind.OTHER_TYPE: (files.F001, files.OTHER_TYPE),
    Kind.NOT_A_TABLE_OF_TEXT: (files.F001, files.NOT_A_TABLE_OF_TEXT),
    Kind.UNSUPPORTED_TYPE: (files.F002, files.OTHER_SUFFIX),
    Kind.PROTECTED: (files.F003, files.PROTECTED),
    Kind.WRONG_PASSWORD: (files.F003, files.WRONG_PASSWORD),
    Kind.PROTECTED_ODS: (files.F003, files.PROTECTED_ODS),
    Kind.NO_TABLE: (structure.F004, structure.NO_TABLE),
    Kind.MISSING_COLUMN: (structure.F005, structure.MISSING_COLUMN),
    Kind.UNKNOWN_COLUMN: (structure.F006, structure.UNKNOWN_COLUMN),
    Kind.UNKNOWN_NEAR: (structure.F006, structure.UNKNOWN_NEAR),
    Kind.REPEATED_COLUMN: (structure.F007, structure.REPEATED_COLUMN),
    Kind.NO_ROW: (structure.F008, structure.NO_ROW),
    Kind.FILE_TOO_BIG: (files.F009, files.FILE_TOO_BIG),
    Kind.TABLE_TOO_BIG: (files.F009, files.TABLE_TOO_BIG),
    Kind.STRAY_CELL: (files.F009, files.STRAY_CELL),
    Kind.WHICH_NAME: (structure.F015, structure.WHICH_NAME),
    Kind.BEYOND_THE_TITLES: (structure.F016, structure.BEYOND_THE_TITLES),
    Kind.SECRET_COLUMN: (structure.F010, structure.SECRET_COLUMN),
    Kind.ERROR_CELL: (structure.F011, structure.ERROR_CELL),
    Kind.HIDDEN_ROWS: (structure.F012, structure.HIDDEN_ROWS),
    Kind.AFTER_A_GAP: (structure.F012, structure.AFTER_A_GAP),
    Kind.STRUCK_ROW: (structure.F012, structure.STRUCK_ROW),
}


def finding_of(trouble: Trouble) -> Finding:
    """What a trouble met while reading is called, and what to do about it."""
    rule, fault = _FAULTS[trouble.kind]
    details = dict(trouble.details)
    if trouble.kind is Kind.UNSUPPORTED_TYPE:
        fault = files.UNSUPPORTED.get(details["suffix"], fault)
        details["suffix"] = details["suffix"] or "sans extension"
    return rule.finding(fault, trouble.place, value=trouble.value, **details)

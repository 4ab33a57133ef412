"""Reports to render: a usual one, an empty one, a long one, and one in which everything is hostile."""

from __future__ import annotations

from datetime import date

from schemas.finding import Finding, Place, Severity
from schemas.report import Report

SECRET = "Zzyzx-Invraisemblable"
NOT_A_DATE = "Cette date ne se lit pas : il n’y a pas de 31 février."

HOSTILE = [
    "deux\nlignes",
    "retour\r\nfin",
    "x\n::error file=a::inventé",
    "]]><failure/>",
    "<script>alert(1)</script>",
    "100%0A::error::inventé%25",
    "a,line=1:b",
    "| a | `b` | [lien](https://exemple.example/) *gras*",
    "{0} {nom}",
    "\x00\x1b[31m\x9b\u202e\u2028",
    "\ud83d sans fin",
    "\ue000\u00a0",
]


def finding(
    code: str = "R004",
    cell: str | None = "C2",
    *,
    name: str = "birth_date_unreadable",
    severity: Severity = Severity.ERROR,
    file: str = "rosters/3A.xlsx",
    worksheet: str | None = "S1",
    column: str | None = "Date de naissance",
    message: str = NOT_A_DATE,
    value: str | None = None,
) -> Finding:
    row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if cell else None
    place = Place(file=file, worksheet=worksheet, cell=cell, row=row, column=column)
    return Finding(code=code, name=name, severity=severity, place=place, message=message, value=value)


def report_of(*findings: Finding, files: int = 3, rows: int = 340) -> Report:
    in_order = tuple(sorted(findings, key=Finding.sort_key))
    return Report(today=date(2026, 11, 23), files=files, rows=rows, findings=in_order, centre=None)


def warning(cell: str = "F1", file: str = "rosters/3A.xlsx") -> Finding:
    return finding(
        "F006",
        cell,
        name="column_unknown",
        severity=Severity.WARNING,
        file=file,
        column=None,
        message="Cette colonne n’est pas connue.",
        value="Couleur",
    )


def whole_file(file: str = "rosters/liste.pdf") -> Finding:
    return finding(
        "F002",
        None,
        name="file_type_unsupported",
        file=file,
        worksheet=None,
        column=None,
        message="Ce type de fichier (.pdf) n’est pas pris en charge.",
    )


USUAL = report_of(finding(value=f"31/02/{SECRET}"), warning(), whole_file())
EMPTY = report_of()
LONG = report_of(*(finding(cell=f"C{row}", value=f"31/02/{row}") for row in range(2, 302)))
HOSTILE_REPORT = report_of(
    *(
        finding(
            cell=f"C{index}",
            file=f"rosters/{text}.csv",
            worksheet=text,
            column=text,
            message=text,
            value=text,
        )
        for index, text in enumerate(HOSTILE, 2)
    ),
    *(
        finding("F006", "F1", severity=Severity.WARNING, file=f"rosters/{text}.csv", message=text, value=text)
        for text in HOSTILE
    ),
)

"""What the digital attendance sheet says, whatever program opens it: its facts, columns, marks and wording.

Read back from `content/sheets/` by our own reader, an untouched sheet has nothing to report. The titles are those of the column
dictionary; the numbers of the rows stand below an empty title, which the reader passes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from generator.language.french import NO_BREAK, clock_range, counted, date_in_words, enumerated, short_date
from schemas.centre import CentreSettings
from schemas.columns import by_id
from schemas.records import Candidate, Session, SheetRow
from schemas.timing import months_after

KEYWORD = "consigne-emargement"
"""In the properties of a sheet of ours."""

TITLE = "Feuille d’émargement – Certification Pix"
GUIDE = (
    f"À remplir{NO_BREAK}: les colonnes blanches, pendant et après le test. Une case marquée en orange reste à remplir, à corriger "
    "ou à expliquer en commentaire."
)
CONSENT_IN_FULL = "En signant, le candidat consent à la transmission de ses données d’identité à Pix, pour passer et recevoir la certification."
# A page footer of the .xlsx format holds 255 characters, codes included.
CONSENT = f"{CONSENT_IN_FULL} Conditions{NO_BREAK}: au bas de la feuille."
CONDITIONS = (
    f"Données personnelles{NO_BREAK}: le nom, le prénom, la date et le lieu de naissance et, s’il figure ici, l’identifiant du candidat "
    "sont transmis à Pix par l’établissement, pour établir la certification et en remettre le résultat. Ils ne servent à rien d’autre et "
    "ne sont pas publiés. Le candidat ou son représentant légal peut demander à l’établissement ou à Pix de les consulter, de les corriger ou "
    "de les effacer, et saisir la CNIL."
)
CONFIDENTIAL = "Confidentiel, à détruire après le {date}"

CHOICES_WORKSHEET = "Codes"
CHOICES = (
    "Absent",
    "C1 : nom ou date de naissance à corriger",
    "C2 : temps majoré ajouté ou changé",
    "C4 : présent, mais pas signé ou pas sur sa ligne",
    "C6 : soupçon de fraude",
    "C7 : incident technique, le test a pu continuer",
    "C8 : retard, sortie accompagnée, mot de passe oublié",
    "Test non achevé : manque de temps ou départ anticipé",
    "Test non achevé : problème technique",
)
YES_NO = ("oui", "non")
HINTS = {
    "present": "oui ou non.",
    "certification_number": "Les chiffres affichés en haut de la page du test, sans le #.",
    "end_screen_seen": "oui quand vous avez vu l’écran de fin. Sans lui, la certification est annulée.",
    "comments": "Choisissez un code et complétez-le, ou écrivez librement.",
}
"""What a spreadsheet program shows beside an input cell (255 characters at most)."""
NOT_A_NUMBER = "Ce n’est pas un numéro de certification. Écrivez les chiffres seuls, sans le #."
NOT_YES_NO = "Écrivez oui ou non."

_CENTRED = frozenset(
    {"", "birth_date", "division", "extra_time_percent", "present", "certification_number", "end_screen_seen"}
)
_LONGEST_WORKSHEET_NAME = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: its identifier in the dictionary ("" for the numbers of the rows), title, width in characters, and whether one
    fills it in.
    """

    id: str
    title: str
    width: float
    open: bool = False

    @property
    def centred(self) -> bool:
        """Whether its values are short enough to stand in the middle."""
        return self.id in _CENTRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A conditional mark on a column. `formula` is in English with commas; `{N}` is the cell of a column in the first row of
    candidates, `{numbers}` and `{filled}` are ranges: see `PLACES`. `wrong`: a contradiction, else something missing.
    """

    column: str
    formula: str
    wrong: bool = False


PLACES = {"P": "present", "N": "certification_number", "E": "end_screen_seen", "C": "comments"}
MARKS = (
    Mark(
        column="certification_number",
        formula='OR(AND({N}<>"",COUNTIF({numbers},{N})>1),AND({P}="non",{N}<>""))',
        wrong=True,
    ),
    Mark(column="present", formula='AND(COUNTA({filled})>0,{P}="",{N}="",{C}="")'),
    Mark(column="certification_number", formula='AND(COUNTA({filled})>0,{N}="",{P}<>"non",{C}="")'),
    Mark(column="end_screen_seen", formula='AND(OR({N}<>"",{P}="oui"),{E}<>"oui",{P}<>"non",{C}="")'),
    Mark(column="comments", formula='AND({E}="non",{P}<>"non",{C}="")'),
)
"""As the rules of completed sheets judge (T005, T007, T008, T009), once anything is filled in."""

Value = str | date | float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalSheet:
    """A whole sheet: `facts` are lines above the table, `confidential` stands at the head of each printed page; `rows` have a value per column, "" where one fills in."""

    worksheet: str
    facts: tuple[str, ...]
    confidential: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def width(self) -> float:
        """The width of all columns, in characters."""
        return sum(column.width for column in self.columns)

    def position(self, column: str) -> int:
        """The position of a column, from 0."""
        return next(index for index, each in enumerate(self.columns) if each.id == column)

    def letter(self, column: str) -> str:
        """The letter of a column; a sheet has fewer than 26."""
        return ascii_uppercase[self.position(column)]


_HINTED = {"certification_number": "\n(sans le #)", "end_screen_seen": "\n(oui ou non)"}
_IDENTITY = (("last_name", 19), ("first_name", 15), ("birth_date", 12), ("birth_place", 18))
_WHERE_GIVEN = (("ine", 15.5), ("external_id", 12), ("division", 8))
_OPEN = (
    ("signature", 20),
    ("present", 9),
    ("certification_number", 14),
    ("end_screen_seen", 13),
    ("comments", 26),
)


def sheet_content(
    session: Session,
    candidates: Sequence[Candidate],
    settings: CentreSettings,
    completed: Sequence[SheetRow | None] = (),
) -> DigitalSheet:
    """The sheet of a session whose candidates are given, in the order of the printed one; `completed`, once the test is over, is
    what was entered for each of them.
    """
    given = [(id, width) for id, width in _WHERE_GIVEN if any(getattr(candidate, id) for candidate in candidates)]
    columns = (
        SheetColumn(id="", title="", width=4.5),
        *(_column(id, width) for id, width in (*_IDENTITY, *given, ("extra_time_percent", 8))),
        *(_column(id, width, open=True) for id, width in _OPEN),
    )
    entered = completed or (None,) * len(candidates)
    rows = (
        (number, *(_value(candidate, row, column) for column in columns[1:]))
        for number, (candidate, row) in enumerate(zip(candidates, entered, strict=True), 1)
    )
    return DigitalSheet(
        worksheet=_worksheet(session.id),
        facts=_facts(session, len(candidates), settings),
        columns=columns,
        confidential=CONFIDENTIAL.format(date=short_date(months_after(session.date, settings.retention.sheets_months))),
        rows=tuple(rows),
    )


def _column(id: str, width: float, *, open: bool = False) -> SheetColumn:
    return SheetColumn(id=id, title=by_id("sheets")[id].title + _HINTED.get(id, ""), width=width, open=open)


def _value(candidate: Candidate, row: SheetRow | None, column: SheetColumn) -> Value:
    if column.open:
        return "" if row is None else _entered(row, column.id)
    # What was corrected in the room (C1, C2) goes to Pix as it was written there.
    told = row if row is not None and column.id in _CORRECTED and getattr(row, column.id) is not None else candidate
    if column.id == "extra_time_percent":
        return told.extra_time_percent / 100 if told.extra_time_percent else ""
    value: Value | None = getattr(told, column.id)
    return "" if value is None else value


_CORRECTED = frozenset({"last_name", "first_name", "birth_date", "birth_place", "extra_time_percent"})


def _entered(row: SheetRow, column: str) -> Value:
    yes, no = YES_NO
    match column:
        case "present":
            return "" if row.present is None else (yes if row.present else no)
        case "certification_number":
            return "" if row.certification_number is None else row.certification_number
        case "end_screen_seen":
            return "" if row.end_screen_seen is None else (yes if row.end_screen_seen else no)
        case "comments":
            return row.comments or ""
        case _:
            return ""


def _facts(session: Session, count: int, settings: CentreSettings) -> tuple[str, ...]:
    number = f"   ·   Numéro de session Pix{NO_BREAK}: {session.session_number}" if session.session_number else ""
    centre = f"{settings.name} ({settings.uai})" if settings.uai else settings.name
    return (
        f"{centre}   ·   Session {session.id}{number}   ·   {counted(count, 'candidat')}",
        f"{date_in_words(session.date).capitalize()}, {clock_range(session.start, session.end)}   ·   {session.site}, {session.room}",
        f"Surveillance{NO_BREAK}: {enumerated(session.invigilators)}",
    )


def _worksheet(session_id: str) -> str:
    """The session's identifier, by which the sheet is known again under any file name, where a worksheet can bear it."""
    # Spreadsheet programs keep the name History for themselves.
    usable = len(session_id) <= _LONGEST_WORKSHEET_NAME and session_id.lower() not in {
        "history",
        CHOICES_WORKSHEET.lower(),
    }
    return session_id if usable else "Émargement"

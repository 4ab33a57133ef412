"""T: a sheet against its roster, its session and the other sheets."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import TYPE_CHECKING

import polars as pl

from schemas.cell import Cell
from schemas.finding import Severity
from schemas.rule import Example, Rule
from schemas.rules.examples import SALSIFIS, sheet, with_sheet
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames


_FOUNDING = "Document fondateur"
_RIGHT = with_sheet({})

_fault = FaultsOf("sheets")


def nothing_said(frames: Frames) -> pl.Series:
    """For the usual case, without a look at each row."""
    return pl.repeat(None, frames.sheets.height, dtype=pl.String, eager=True)


def _number_of_another(frames: Frames) -> pl.Series:
    """Where the same number already stands, in this sheet or another."""
    said: list[str | None] = [None] * frames.sheets.height
    seen: dict[int, tuple[int, int]] = {}
    columns = frames.sheets.select("certification_number", "table", "row").iter_rows()
    for position, (number, table, row) in enumerate(columns):
        if number is None:
            continue
        first_table, first_row = seen.setdefault(number, (table, row))
        if (first_table, first_row) != (table, row):
            file = frames.tables["sheets"][first_table].file
            said[position] = f"la ligne {first_row}" + ("" if first_table == table else f" de {file}")
    return pl.Series("twice", said, pl.String)


def _two_rows(
    *, at: str | None = None, first: dict[str, Cell] | None = None, second: dict[str, Cell] | None = None
) -> Example:
    """A sheet of two candidates with the numbers 100234 and 100235."""
    rows = ({**(first or {})}, {**SALSIFIS, "certification_number": 100235, **(second or {})})
    return with_sheet(*rows, candidates=({}, SALSIFIS), at=at)


T007 = Rule(
    code="T007",
    name="certification_number_repeated",
    title="Numéro de certification utilisé deux fois",
    why="Chaque test a le sien : l’un des deux candidats perdrait son résultat.",
    source="Plateforme nationale : un numéro par test.",
    faults=(
        _fault(
            "certification_number",
            "Ce numéro de certification est déjà à {detail}. Relisez-le sur le papier du candidat.",
            _number_of_another,
        ),
    ),
    valid=(_RIGHT, _two_rows()),
    invalid=(_two_rows(second={"certification_number": 100234}, at="sheets/S1.xlsx!E3"),),
)


def _held_later(frames: Frames) -> pl.Expr:
    later = [id for id in frames.sessions.filter(pl.col("date") > frames.today)["id"] if id]
    completed = pl.col("session_id").is_in(later) & pl.col("begun")
    return completed & pl.struct("table", completed.alias("completed")).is_first_distinct()


T012 = Rule(
    code="T012",
    name="sheet_before_session",
    title="Feuille remplie avant la session",
    why="La feuille est celle d’une autre session, ou la date de la session est fausse.",
    source="Consigne : relecture de la feuille.",
    faults=(
        _fault(
            None,
            "Cette feuille d’émargement est remplie, mais sa session n’a pas encore eu lieu. Vérifiez la session et sa date.",
            _held_later,
        ),
    ),
    valid=(
        _RIGHT,
        with_sheet({"certification_number": None, "end_screen_seen": None}, session={"date": date(2027, 3, 11)}),
    ),
    invalid=(with_sheet({}, session={"date": date(2027, 3, 11)}, at="sheets/S1.xlsx"),),
)


_LEAST_SPREAD = 1000


_SPREADS_AWAY = 20


_LEAST_NUMBERS = 5


def _far_from_the_room(frames: Frames) -> pl.Series:
    """Numbers of one room are given within minutes: one far from their median is probably mistyped."""
    far = [False] * frames.sheets.height
    by_session: dict[str, list[tuple[int, int]]] = {}
    for position, (session, number) in enumerate(
        frames.sheets.select("session_id", "certification_number").iter_rows()
    ):
        if session is not None and number is not None:
            by_session.setdefault(session, []).append((position, number))
    for numbers in by_session.values():
        if len(numbers) >= _LEAST_NUMBERS:
            middle = median(number for _, number in numbers)
            spread = median(abs(number - middle) for _, number in numbers)
            for position, number in numbers:
                far[position] = abs(number - middle) > max(_LEAST_SPREAD, _SPREADS_AWAY * spread)
    return pl.Series("far", far, pl.Boolean)


_FIVE: tuple[dict[str, Cell], ...] = tuple(
    {"first_name": letter, "birth_date": date(2009, 1, day)} for day, letter in enumerate("ABCDE", 1)
)


_FIVE_NUMBERS: tuple[dict[str, Cell], ...] = tuple(
    {**row, "certification_number": number}
    for row, number in zip(_FIVE, (100230, 100231, 10025, 100233, 100234), strict=True)
)


T013 = Rule(
    code="T013",
    name="certification_number_far",
    title="Numéro de certification très éloigné des autres",
    why="Les numéros d’une salle se suivent de près : un chiffre a sans doute été oublié ou ajouté.",
    source="Consigne : relecture de la feuille.",
    faults=(
        _fault(
            "certification_number",
            "Ce numéro est très loin des autres de la salle. Relisez-le sur le papier du candidat.",
            _far_from_the_room,
            Severity.WARNING,
        ),
    ),
    valid=(_RIGHT,),
    invalid=(
        with_sheet(
            *_FIVE_NUMBERS,
            candidates=_FIVE,
            at="sheets/S1.xlsx!E4",
        ),
    ),
)


T014 = Rule(
    code="T014",
    name="end_screen_unreadable",
    title="Écran de fin ni oui ni non",
    why="Cette case décide si la certification est annulée.",
    source=f"{_FOUNDING}, « Fin du test ».",
    faults=(
        _fault(
            "end_screen_seen",
            "Cette case ne se lit pas : {detail}, ou x, ✓, vrai, faux, 1, 0.",
            lambda frames: pl.col("end_screen_seen_fault"),
        ),
    ),
    valid=tuple(with_sheet({"end_screen_seen": yes}) for yes in ("oui", "X", "✓", "VRAI", True, 1)),
    invalid=(with_sheet({"end_screen_seen": "peut-être"}, at="sheets/S1.xlsx!F2"),),
)


def _second_sheet(frames: Frames) -> pl.Series:
    """On the first row of each file but the first that is about a session whose sheet was begun, the first file and the session."""
    tables = frames.tables["sheets"]
    begun = set(frames.sheets.filter("begun")["session_id"].drop_nulls())
    files = {
        (session, tables[index].file)
        for index, session in frames.sheets.select("table", "session_id").unique().iter_rows()
        if session in begun
    }
    if len(files) == len(begun):
        return nothing_said(frames)
    first: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    said: list[str | None] = []
    for index, session in frames.sheets.select("table", "session_id").iter_rows():
        file = tables[index].file
        is_second = session in begun and first.setdefault(session, file) != file and (session, file) not in told
        if is_second:
            told.add((session, file))
        said.append(f"la session {session} a déjà {first[session]}" if is_second else None)
    return pl.Series("second", said, pl.String)


T015 = Rule(
    code="T015",
    name="second_sheet_of_session",
    title="Deux feuilles pour une session",
    why="On ne sait laquelle croire, et une seule part à Pix.",
    source="Consigne : un dossier par session, avec une feuille.",
    faults=(
        _fault(
            None,
            "Cette feuille d’émargement est de trop : {detail}. Gardez la bonne, ou réunissez-les en une.",
            _second_sheet,
        ),
    ),
    valid=(_RIGHT,),
    invalid=(
        Example(
            files={
                **with_sheet({}, candidates=({}, SALSIFIS)).files,
                "sheets/suite.xlsx": sheet({**SALSIFIS, "certification_number": 100235, "session": "S1"}),
            },
            at="sheets/suite.xlsx",
        ),
    ),
)

RULES = (T007, T012, T013, T014, T015)

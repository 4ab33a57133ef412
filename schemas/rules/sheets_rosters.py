"""T: a sheet against the roster of its session."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import Example, Fault, Rule
from schemas.rules.examples import HELD, SALSIFIS, roster, sessions, sheet, with_sheet
from schemas.rules.row_faults import FaultsOf
from schemas.rules.session_of import EMPTY_AMONG_FILLED, empty_among_filled, table_without_session, unknown_session
from schemas.rules.sheets_across import nothing_said

if TYPE_CHECKING:
    from schemas.reading.frames import Frames


_FOUNDING = "Document fondateur"
_RIGHT = with_sheet({})

_fault = FaultsOf("sheets")


_fault_of_roster = FaultsOf("rosters")


ATTACHED_TO_NOTHING = Fault(
    message="On ne sait pas de quelle session est ce scan ou ce rapport : il ne serait d’aucun dossier. Faites commencer son nom par "
    "l’identifiant de la session, comme 3A-lundi-fraude.pdf.",
    severity=Severity.WARNING,
)


T001 = Rule(
    code="T001",
    name="sheet_session_unknown",
    title="Feuille d’émargement d’une session inconnue",
    why="Ses résultats ne reviendraient à aucun candidat.",
    source="Consigne : la session vient de la colonne Session, sinon de la feuille de calcul, sinon du fichier.",
    faults=(
        _fault(
            "session",
            "Cette session n’est pas dans sessions.xlsx. {detail}",
            lambda f: unknown_session(f, "sheets"),
        ),
        _fault("session", EMPTY_AMONG_FILLED, empty_among_filled),
        _fault(
            None,
            "On ne sait pas de quelle session est cette feuille d’émargement. {detail}Donnez au fichier l’identifiant de la "
            "session.",
            lambda f: table_without_session(f, "sheets"),
        ),
        ATTACHED_TO_NOTHING,
    ),
    valid=(_RIGHT,),
    invalid=(
        with_sheet({"session": "S9"}, candidates=({"session": "S1"},), at="sheets/S1.xlsx!H2"),
        Example(
            files={"sessions.xlsx": sessions(), "sheets/3A.xlsx": sheet({})},
            at="sheets/3A.xlsx",
        ),
        Example(
            files={
                "sessions.xlsx": sessions({"date": HELD}),
                "rosters/S1.xlsx": roster({}),
                "sheets/toutes.xlsx": sheet(
                    {"session": "S1"}, {**SALSIFIS, "certification_number": 100235, "session": None}
                ),
            },
            at="sheets/toutes.xlsx!H3",
        ),
        Example(files={"sessions.xlsx": sessions(), "sheets/fraude.pdf": b"%PDF-1.7"}, at="sheets/fraude.pdf"),
    ),
)


_Part = tuple[int, str]


"""The rows of a sheet that are of one session: the index of the table, and the session."""


def _of_another_session(frames: Frames) -> dict[_Part, str]:
    """The parts of which no row is on the roster of their session and half of them at least are on that of another; what is said of
    it, by part.
    """
    rows = frames.sheets.filter(pl.col("session_id").is_not_null())
    strangers = rows.filter(pl.col("roster_position").is_null().all().over("table", "session_id"))
    if not strangers.height:
        return {}
    on_roster: dict[tuple[str, date], set[str]] = {}
    for session, *person in frames.rosters.select("session_id", "person_key", "birth_date").iter_rows():
        on_roster.setdefault(tuple(person), set()).add(session)
    found: dict[_Part, list[set[str]]] = {}
    for table, session, *person in strangers.select("table", "session_id", "person_key", "birth_date").iter_rows():
        found.setdefault((table, session), []).append(on_roster.get(tuple(person), set()) - {session, None})
    said: dict[_Part, str] = {}
    for part, sessions_of_rows in found.items():
        counts = Counter(session for others in sessions_of_rows for session in others)
        other, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if count and 2 * count >= len(sessions_of_rows):
            said[part] = f"{count} sur {len(sessions_of_rows)} sont sur celle de {other}"
    return said


def _said_of_another(frames: Frames) -> pl.Series:
    """On the first row of each part that is of another session, how many of its candidates are there."""
    said = _of_another_session(frames)
    if not said:
        return nothing_said(frames)
    parts = frames.sheets.select("table", "session_id").iter_rows()
    return pl.Series("another", [said.pop(part, None) for part in parts], pl.String)


def _not_on_roster(frames: Frames) -> pl.Series:
    elsewhere = _of_another_session(frames)
    rows = frames.sheets.select("table", "session_id", "roster_position", "already_position").iter_rows()
    return pl.Series(
        "stranger",
        [
            session is not None and position is already is None and (table, session) not in elsewhere
            for table, session, position, already in rows
        ],
        pl.Boolean,
    )


def _already_on_sheet(frames: Frames) -> pl.Series:
    """For each row about somebody whom another row of the same file is about, that row; T015 tells of other files."""
    tables = frames.tables["sheets"]
    if frames.sheets["already_position"].null_count() == frames.sheets.height:
        return nothing_said(frames)
    places = frames.sheets.select("table", "row").rows()
    said: list[str | None] = []
    for (table, _), already in zip(places, frames.sheets["already_position"], strict=True):
        first_table, first_row = (table, 0) if already is None else places[already]
        same_file = tables[first_table].file == tables[table].file
        worksheet = tables[first_table].worksheet
        where = "" if first_table == table else f" de la feuille « {worksheet} »"
        said.append(None if already is None or not same_file else f"la ligne {first_row}{where}")
    return pl.Series("already", said, pl.String)


T002 = Rule(
    code="T002",
    name="candidate_not_on_roster",
    title="Candidat absent de la liste",
    why="Pix refuse un candidat qui n’a pas été annoncé.",
    source=f"{_FOUNDING}, « Avant le test » : la feuille est remplie d’après la liste.",
    faults=(
        _fault(
            "last_name",
            "Ce candidat n’est pas sur la liste de la session. Ajoutez-le à la liste, ou corrigez son nom et sa date de naissance.",
            _not_on_roster,
        ),
        _fault(
            "last_name",
            "Ce candidat est déjà à {detail} de cette feuille d’émargement. Gardez la bonne ligne.",
            _already_on_sheet,
        ),
        _fault(
            None,
            "Cette feuille semble être celle d’une autre session : aucun de ses candidats n’est sur la liste de la sienne, et {detail}. "
            "Donnez au fichier l’identifiant de la bonne session, ou remplacez-le.",
            _said_of_another,
        ),
    ),
    valid=(_RIGHT,),
    invalid=(
        with_sheet({}, {**SALSIFIS, "certification_number": 100235}, at="sheets/S1.xlsx!A3"),
        with_sheet({}, {"certification_number": 100235}, at="sheets/S1.xlsx!A3"),
        Example(
            files={
                "sessions.xlsx": sessions(
                    {"date": HELD}, {"id": "S2", "date": HELD, "room": "CDI", "invigilators": "M. Alix Bidule"}
                ),
                "rosters/S1.xlsx": roster({}),
                "rosters/S2.xlsx": roster(SALSIFIS),
                "sheets/S1.xlsx": sheet(SALSIFIS),
            },
            at="sheets/S1.xlsx",
        ),
    ),
)


def _not_on_sheet(frames: Frames) -> pl.Series:
    """For each candidate of a session whose sheet was begun and who is not on it, the file of that sheet. Of a session that has only
    another one's sheet, nobody is missing.
    """
    on_sheet = set(frames.sheets["roster_position"].drop_nulls())
    elsewhere = _of_another_session(frames)
    begun = frames.sheets.filter(pl.col("begun") & pl.col("session_id").is_not_null())
    files = {
        session: frames.tables["sheets"][table].file
        for session, table in begun.select("session_id", "table").iter_rows()
        if (table, session) not in elsewhere
    }
    sessions_of = frames.rosters["session_id"]
    return pl.Series(
        "missing",
        [None if position in on_sheet else files.get(session) for position, session in enumerate(sessions_of)],
        pl.String,
    )


T003 = Rule(
    code="T003",
    name="candidate_missing_from_sheet",
    title="Candidat oublié sur la feuille d’émargement",
    why="Présent ou absent, chaque candidat de la liste doit figurer sur la feuille.",
    source=f"{_FOUNDING}, « Gestion de la feuille d’émargement ».",
    faults=(
        _fault_of_roster(
            "last_name",
            "Ce candidat manque sur la feuille d’émargement {detail}. Ajoutez-le, avec « absent » en commentaire s’il l’était.",
            _not_on_sheet,
        ),
    ),
    valid=(_RIGHT,),
    invalid=(with_sheet({}, candidates=({}, SALSIFIS), at="rosters/S1.xlsx!A3"),),
)

RULES = (T001, T002, T003)

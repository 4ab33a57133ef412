"""T: attendance sheets filled in after the test."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

import polars as pl

from schemas.cell import Cell
from schemas.finding import Severity
from schemas.rule import Example, Fault, Rule
from schemas.rules.attached import session_of
from schemas.rules.comments import ABSENT, FRAUD, NO_FRAUD, code
from schemas.rules.examples import HELD, roster, sessions, sheet, with_sheet
from schemas.rules.row_faults import FaultsOf
from schemas.rules.session_of import table_without_session, unknown_session

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_FOUNDING = "Document fondateur"
_CODES = "Plateforme nationale : codes de signalement."
_RIGHT = with_sheet({})


_fault = FaultsOf("sheets")
_fault_of_roster = FaultsOf("rosters")


def _said(pattern: str) -> pl.Expr:
    """Whether the comments hold this."""
    return pl.col("comments").str.contains(pattern).fill_null(value=False)


def _has_code(name: str) -> pl.Expr:
    """Whether the comments hold a code such as C6."""
    return _said(code(name))


def _absent() -> pl.Expr:
    """Said by the column Présent, or by the comment."""
    return pl.coalesce(~pl.col("present"), _said(ABSENT))


def _without_comment() -> pl.Expr:
    return pl.col("comments").is_null()


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
        Example(files={"sessions.xlsx": sessions(), "sheets/fraude.pdf": b"%PDF-1.7"}, at="sheets/fraude.pdf"),
    ),
)

_SALSIFIS: dict[str, Cell] = {
    "last_name": "Salsifis",
    "first_name": "Philibert",
    "birth_date": date(2010, 1, 2),
}
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


def _nothing_said(frames: Frames) -> pl.Series:
    """For the usual case, without a look at each row."""
    return pl.repeat(None, frames.sheets.height, dtype=pl.String, eager=True)


def _said_of_another(frames: Frames) -> pl.Series:
    """On the first row of each part that is of another session, how many of its candidates are there."""
    said = _of_another_session(frames)
    if not said:
        return _nothing_said(frames)
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
        return _nothing_said(frames)
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
        with_sheet({}, {**_SALSIFIS, "certification_number": 100235}, at="sheets/S1.xlsx!A3"),
        with_sheet({}, {"certification_number": 100235}, at="sheets/S1.xlsx!A3"),
        Example(
            files={
                "sessions.xlsx": sessions(
                    {"date": HELD}, {"id": "S2", "date": HELD, "room": "CDI", "invigilators": "M. Alix Bidule"}
                ),
                "rosters/S1.xlsx": roster({}),
                "rosters/S2.xlsx": roster(_SALSIFIS),
                "sheets/S1.xlsx": sheet(_SALSIFIS),
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
    invalid=(with_sheet({}, candidates=({}, _SALSIFIS), at="rosters/S1.xlsx!A3"),),
)

T004 = Rule(
    code="T004",
    name="identity_changed",
    title="Identité modifiée sans signalement C1",
    why="La certification porterait un nom ou une date que le centre n’a pas annoncés.",
    source=f"{_CODES} C1 : nom ou date de naissance à corriger.",
    faults=(
        _fault(
            "last_name",
            "Le nom, le prénom ou la date de naissance diffère de la liste. Corrigez la feuille, ou écrivez C1 en commentaire.",
            lambda frames: pl.col("identity_changed") & ~_has_code("C1"),
        ),
    ),
    valid=(_RIGHT, with_sheet({"last_name": "Topinanbour", "comments": "C1 : nom corrigé"})),
    invalid=(
        with_sheet({"last_name": "Topinanbour"}, at="sheets/S1.xlsx!A2"),
        with_sheet({"birth_date": date(2011, 3, 21)}, at="sheets/S1.xlsx!A2"),
    ),
)

T005 = Rule(
    code="T005",
    name="certification_number_missing",
    title="Présent sans numéro de certification",
    why="Sans numéro, Pix ne peut pas relier le test au candidat.",
    source=f"{_FOUNDING}, « Pendant le test » : le numéro de certification qui apparaît à l’écran.",
    faults=(
        _fault(
            "certification_number",
            "Ce candidat n’a pas de numéro de certification. Recopiez-le, ou dites pourquoi en commentaire (« absent », C7…).",
            lambda frames: (
                pl.col("certification_number").is_null()
                & pl.col("certification_number_fault").is_null()
                & pl.col("begun")
                & ~_absent()
                & _without_comment()
            ),
        ),
    ),
    valid=(
        _RIGHT,
        with_sheet(
            {},
            {
                **_SALSIFIS,
                "certification_number": None,
                "end_screen_seen": None,
                "comments": "Absent",
            },
            candidates=({}, _SALSIFIS),
        ),
        with_sheet({"certification_number": None, "end_screen_seen": None}),
    ),
    invalid=(with_sheet({"certification_number": None}, at="sheets/S1.xlsx!E2"),),
)

T006 = Rule(
    code="T006",
    name="certification_number_unreadable",
    title="Numéro de certification illisible",
    why="Un chiffre faux, et le résultat va à un autre ou se perd.",
    source="Plateforme nationale : un nombre entier, sans le #.",
    faults=(
        _fault(
            "certification_number",
            "Ce numéro de certification ne se lit pas : {detail}.",
            lambda frames: pl.col("certification_number_fault"),
        ),
    ),
    valid=(_RIGHT, with_sheet({"certification_number": "#100234"})),
    invalid=(
        with_sheet({"certification_number": "10O234"}, at="sheets/S1.xlsx!E2"),
        with_sheet({"certification_number": -3}, at="sheets/S1.xlsx!E2"),
    ),
)


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
    rows = ({**(first or {})}, {**_SALSIFIS, "certification_number": 100235, **(second or {})})
    return with_sheet(*rows, candidates=({}, _SALSIFIS), at=at)


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

T008 = Rule(
    code="T008",
    name="end_screen_not_seen",
    title="Écran de fin non vu",
    why="Un écran de fin non vu annule la certification.",
    source=f"{_FOUNDING}, « L’enseignant rappelle les conditions ».",
    faults=(
        _fault(
            "end_screen_seen",
            "L’écran de fin n’est pas coché, et aucun commentaire ne l’explique : la certification serait annulée. Cochez-le, ou "
            "dites pourquoi (manque de temps, départ anticipé, panne C7).",
            lambda frames: (
                (pl.col("end_screen_seen").is_null() | ~pl.col("end_screen_seen"))
                & pl.col("end_screen_seen_fault").is_null()
                & pl.any_horizontal(
                    pl.col("certification_number", "certification_number_fault").is_not_null(),
                    pl.col("present"),
                )
                & ~_absent()
                & _without_comment()
            ),
        ),
    ),
    valid=(_RIGHT, with_sheet({"end_screen_seen": "non", "comments": "C7 : panne, test non achevé"})),
    invalid=(
        with_sheet({"end_screen_seen": None}, at="sheets/S1.xlsx!F2"),
        with_sheet({"end_screen_seen": "non"}, at="sheets/S1.xlsx!F2"),
    ),
)

T009 = Rule(
    code="T009",
    name="absent_with_number",
    title="Absent, et pourtant un numéro ou un écran de fin",
    why="L’une des deux indications est sur la mauvaise ligne.",
    source="Consigne : relecture de la feuille.",
    faults=(
        _fault(
            "certification_number",
            "Ce candidat est noté absent, mais la ligne porte un numéro ou un écran de fin vu. Vérifiez qui était là.",
            lambda frames: (
                _absent()
                & (pl.col("certification_number").is_not_null() | pl.col("end_screen_seen").fill_null(value=False))
            ),
            Severity.WARNING,
        ),
    ),
    valid=(_RIGHT,),
    invalid=(with_sheet({"comments": "Absent"}, at="sheets/S1.xlsx!E2"),),
)


def _extra_time_changed(frames: Frames) -> pl.Series:
    expected = frames.rosters["extra_time_percent"].fill_null(0).to_list()
    with_column = {table.index for table in frames.tables["sheets"] if "extra_time_percent" in table.headers}
    rows = frames.sheets.select(
        "table", "roster_position", "extra_time_percent", "extra_time_percent_fault"
    ).iter_rows()
    changed = [
        table in with_column and position is not None and (fault is not None or (percent or 0) != expected[position])
        for table, position, percent, fault in rows
    ]
    explained = frames.sheets.select(_has_code("C2")).to_series()
    return pl.Series("changed", changed, pl.Boolean) & ~explained


T010 = Rule(
    code="T010",
    name="extra_time_changed",
    title="Temps majoré différent de la liste",
    why="Le jury doit savoir quel temps le candidat a vraiment eu.",
    source=f"{_CODES} C2 : temps majoré ajouté ou changé.",
    faults=(
        _fault(
            "extra_time_percent",
            "Le temps majoré diffère de la liste. Corrigez-le, ou écrivez C2 en commentaire.",
            _extra_time_changed,
            Severity.WARNING,
        ),
    ),
    valid=(_RIGHT, with_sheet({"extra_time_percent": 33, "comments": "C2 : accordé le matin"})),
    invalid=(with_sheet({"extra_time_percent": 33}, at="sheets/S1.xlsx!H2"),),
)


def _fraud_without_report(frames: Frames) -> pl.Expr:
    """A report is a file beside the sheets whose name holds the session's identifier and the word fraude."""
    known = frames.sessions["id"].drop_nulls().to_list()
    reported = [session_of(name, known) for name in frames.attachments if "fraude" in name.lower()]
    suspected = _has_code("C6") | (_said(FRAUD) & ~_said(NO_FRAUD))
    return suspected & ~pl.col("session_id").is_in(reported)


_REPORTED = with_sheet({"comments": "C6 : téléphone"})

T011 = Rule(
    code="T011",
    name="fraud_without_report",
    title="Fraude signalée sans rapport",
    why="Sans rapport de fraude, le jury ne peut rien décider.",
    source=f"{_FOUNDING}, « Fraude » : l’enseignant établit un rapport.",
    faults=(
        _fault(
            "comments",
            "Ce commentaire parle d’une fraude (C6), et le rapport manque. Déposez-le dans sheets/, sous un nom qui contient "
            "l’identifiant de la session et « fraude ».",
            _fraud_without_report,
            Severity.WARNING,
        ),
    ),
    valid=(
        _RIGHT,
        with_sheet({"comments": "RAS, pas de fraude"}),
        with_sheet({"comments": "Bruit dans le couloir, aucune fraude"}),
        Example(files={**_REPORTED.files, "sheets/S1-fraude.pdf": b"%PDF-1.7"}),
    ),
    invalid=(
        with_sheet({"comments": "C6 : téléphone"}, at="sheets/S1.xlsx!G2"),
        with_sheet({"comments": "Fraude avec un téléphone"}, at="sheets/S1.xlsx!G2"),
    ),
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
        return _nothing_said(frames)
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
                **with_sheet({}, candidates=({}, _SALSIFIS)).files,
                "sheets/suite.xlsx": sheet({**_SALSIFIS, "certification_number": 100235, "session": "S1"}),
            },
            at="sheets/suite.xlsx",
        ),
    ),
)

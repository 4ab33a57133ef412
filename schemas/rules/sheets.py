"""T: attendance sheets filled in after the test."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import Example, Rule
from schemas.rules.attached import session_of
from schemas.rules.comments import ABSENT, FRAUD, NO_FRAUD, code
from schemas.rules.examples import SALSIFIS, with_sheet
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_FOUNDING = "Document fondateur"
_CODES = "Plateforme nationale : codes de signalement."
_RIGHT = with_sheet({})


_fault = FaultsOf("sheets")


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
                **SALSIFIS,
                "certification_number": None,
                "end_screen_seen": None,
                "comments": "Absent",
            },
            candidates=({}, SALSIFIS),
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

_NO_CODE = r"(?i)(?:^|[;,/+.]\s*|\bet\s+)C ?(?:[0359]|[1-9]\d)\b"
"""Where a code stands, and not the number of a room: at the beginning, or after a mark."""

T016 = Rule(
    code="T016",
    name="comment_code_unknown",
    title="Code de commentaire qui n’existe pas",
    why="Pix ne comprendrait pas ce signalement, et il serait perdu.",
    source=_CODES,
    faults=(
        _fault(
            "comments",
            "Ce code n’existe pas. Les codes sont C1 (identité), C2 (temps majoré), C4 (signature), C6 (fraude), C7 (incident technique) et C8 "
            "(incident du candidat).",
            lambda frames: _said(_NO_CODE),
            Severity.WARNING,
        ),
    ),
    valid=(
        _RIGHT,
        with_sheet({"comments": "C7 : panne ; C8, en retard"}),
        with_sheet({"comments": "a fini en salle C3"}),
    ),
    invalid=(
        with_sheet({"comments": "C9 : en retard"}, at="sheets/S1.xlsx!G2"),
        with_sheet({"comments": "C7 : panne, C3"}, at="sheets/S1.xlsx!G2"),
    ),
)

RULES = (T004, T005, T006, T008, T009, T010, T011, T016)

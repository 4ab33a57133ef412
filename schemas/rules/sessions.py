"""S: the rows of `sessions.xlsx`."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_sessions
from schemas.rules.row_faults import FaultsOf, absent, earlier_row_with_same, missing, unreadable
from schemas.rules.session_id import suggested_id
from schemas.timing import months_before

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_FOUNDING = "Document fondateur"


_fault = FaultsOf("sessions")


def _suggested_id(frames: Frames) -> pl.Series:
    return pl.Series([None if id is None else suggested_id(id) for id in frames.sessions["id"]], dtype=pl.String)


S001 = Rule(
    code="S001",
    name="session_id_unusable",
    title="Identifiant de session absent ou inutilisable",
    why="L’identifiant devient l’adresse de la page et un nom de dossier : il doit passer partout.",
    source="Consigne : adresses stables du site.",
    faults=(
        _fault(
            "id",
            "L’identifiant de la session manque. Donnez-lui un nom court, comme 3A-lundi.",
            missing("id"),
        ),
        _fault(
            "id",
            "Cet identifiant ne peut pas servir d’adresse. Gardez des lettres sans accent, des chiffres, - . et _, "
            "64 caractères au plus ; par exemple « {detail} ».",
            _suggested_id,
        ),
    ),
    valid=(RIGHT, with_sessions({"id": "3A-lundi_1.b"})),
    invalid=(
        with_sessions({"id": None}, at="sessions.xlsx!A2"),
        with_sessions({"id": "3A lundi"}, at="sessions.xlsx!A2"),
        with_sessions({"id": "../x"}, at="sessions.xlsx!A2"),
        with_sessions({"id": "CON"}, at="sessions.xlsx!A2"),
    ),
)


S003 = Rule(
    code="S003",
    name="session_date_unreadable",
    title="Date de session absente ou illisible",
    why="Sans date certaine, la session ne peut être ni annoncée ni préparée.",
    source=f"{_FOUNDING}, « Avant le test » : la date est envoyée à Pix.",
    faults=(
        _fault(
            "date",
            "La date de la session manque. Écrivez jour/mois/année, comme 30/11/2026.",
            absent("date"),
        ),
        _fault("date", "Cette date ne se lit pas : {detail}.", unreadable("date")),
    ),
    valid=(RIGHT, with_sessions({"date": "11/03/2027"}), with_sessions({"date": "jeudi 11 mars 2027"})),
    invalid=(
        with_sessions({"date": None}, at="sessions.xlsx!B2"),
        with_sessions({"date": "31/02/2027"}, at="sessions.xlsx!B2"),
        with_sessions({"date": "03/25/2027"}, at="sessions.xlsx!B2"),
        with_sessions({"date": "bientôt"}, at="sessions.xlsx!B2"),
    ),
)

S005 = Rule(
    code="S005",
    name="session_hours_wrong",
    title="Heures de session absentes, illisibles ou inversées",
    why="Les horaires imprimés et l’occupation de la salle se calculent d’après elles.",
    source=f"{_FOUNDING}, « Avant le test » : heures de début et de fin sont envoyées à Pix.",
    faults=(
        _fault("start", "L’heure de début manque. Écrivez par exemple 9:00.", absent("start")),
        _fault("start", "Cette heure ne se lit pas : {detail}.", unreadable("start")),
        _fault("end", "L’heure de fin manque. Écrivez par exemple 12:00.", absent("end")),
        _fault("end", "Cette heure ne se lit pas : {detail}.", unreadable("end")),
        _fault(
            "end",
            "L’heure de fin n’est pas après l’heure de début. Vérifiez les deux.",
            lambda frames: pl.col("end") <= pl.col("start"),
        ),
    ),
    valid=(RIGHT, with_sessions({"start": "9h", "end": "11 h 30"})),
    invalid=(
        with_sessions({"start": None}, at="sessions.xlsx!C2"),
        with_sessions({"start": "25:00"}, at="sessions.xlsx!C2"),
        with_sessions({"end": None}, at="sessions.xlsx!D2"),
        with_sessions({"end": "midi"}, at="sessions.xlsx!D2"),
        with_sessions({"end": time(8, 30)}, at="sessions.xlsx!D2"),
    ),
)


def _slot_min() -> pl.Expr:
    return (pl.col("end").cast(pl.Int64) - pl.col("start").cast(pl.Int64)) // 60_000_000_000


def _longest_min(frames: Frames) -> pl.Expr:
    """Duration for the most extra time of the roster, in minutes rounded up; see `schemas.timing` for the rounding."""
    step = 100 * frames.settings.test.extra_time_rounding_min
    hundredths = frames.settings.test.duration_min * (100 + pl.col("longest_percent"))
    return -((-hundredths) // step) * frames.settings.test.extra_time_rounding_min


def _slot_shorter_than_test(frames: Frames) -> pl.Expr:
    duration = frames.settings.test.duration_min
    too_short = (pl.col("end") > pl.col("start")) & (_slot_min() < duration)
    return pl.when(too_short).then(pl.format("{} min pour un test de " + str(duration) + " min", _slot_min()))


S006 = Rule(
    code="S006",
    name="slot_shorter_than_test",
    title="Créneau plus court que le test",
    why="Aucun candidat n’aurait le temps auquel il a droit.",
    source=f"{_FOUNDING}, « Gestion du temps » : le test dure 1 h 45.",
    faults=(_fault("end", "Le créneau est plus court que le test : {detail}. Allongez-le.", _slot_shorter_than_test),),
    valid=(RIGHT, with_sessions({"start": time(9, 0), "end": time(11, 0)})),
    invalid=(with_sessions({"end": time(10, 30)}, at="sessions.xlsx!D2"),),
)


def _slot_too_tight(frames: Frames) -> pl.Expr:
    test = frames.settings.test
    needed = _longest_min(frames) + test.arrival_min
    tight = (_slot_min() >= test.duration_min) & (_slot_min() < needed)
    said = pl.format("{} min réservées, {} min nécessaires", _slot_min(), needed)
    return pl.when(tight).then(said)


S007 = Rule(
    code="S007",
    name="slot_too_tight",
    title="Créneau trop court pour l’accueil et le temps majoré",
    why="L’accueil et les temps majorés déborderaient sur le cours suivant.",
    source=f"{_FOUNDING}, « Logistique » : prévoir la salle de 1 h 30 à 2 h ; plus le temps majoré.",
    faults=(
        _fault(
            "end",
            "Le créneau ne contient pas l’accueil et la plus longue durée de la liste : {detail}. "
            "Réservez la salle plus longtemps.",
            _slot_too_tight,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_sessions({"end": time(11, 0)})),
    invalid=(
        with_sessions({"end": time(10, 50)}, at="sessions.xlsx!D2"),
        Example(
            files={
                "sessions.xlsx": sessions({"end": time(11, 30)}),
                "rosters/S1.xlsx": roster({"extra_time_percent": 33}),
            },
            at="sessions.xlsx!D2",
        ),
    ),
)

S008 = Rule(
    code="S008",
    name="room_missing",
    title="Salle absente",
    why="Candidats et surveillants doivent savoir où aller, et Pix où le test a lieu.",
    source=f"{_FOUNDING}, « Avant le test » : le lieu est envoyé à Pix.",
    faults=(_fault("room", "La salle manque. Écrivez son nom ou son numéro.", missing("room")),),
    valid=(RIGHT,),
    invalid=(with_sessions({"room": " "}, at="sessions.xlsx!E2"),),
)

S009 = Rule(
    code="S009",
    name="invigilator_missing",
    title="Surveillant absent",
    why="Une session sans surveillant ne peut pas se tenir.",
    source=f"{_FOUNDING}, « Avant le test » : le nom de l’enseignant est envoyé à Pix.",
    faults=(_fault("invigilators", "Le surveillant manque. Écrivez son nom.", missing("invigilators")),),
    valid=(RIGHT, with_sessions({"invigilators": "Mme Camille Trucmuche ; M. Alex Machinchose"})),
    invalid=(with_sessions({"invigilators": None}, at="sessions.xlsx!F2"),),
)


_SHEET_DUE_DAYS = 3


_LOOK_ALIKE = r"[0O1IL5SZ]"

S014 = Rule(
    code="S014",
    name="access_code_doubtful",
    title="Code d’accès ambigu ou repris",
    why="Un caractère pris pour un autre, et trente candidats attendent devant un code refusé.",
    source="Plateforme nationale : ses codes évitent les caractères qui se ressemblent.",
    faults=(
        _fault(
            "access_code",
            "Ce code contient un caractère qui se confond avec un autre (0 et O, 1, I et L, 5 et S, Z et 2). Vérifiez-le.",
            lambda frames: pl.col("access_code").str.to_uppercase().str.contains(_LOOK_ALIKE),
            Severity.WARNING,
        ),
        _fault(
            "access_code",
            "Ce code est aussi celui de la session de la ligne {detail}. Chaque session a le sien : vérifiez-les.",
            lambda frames: earlier_row_with_same(pl.col("access_code").str.to_uppercase()),
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_sessions({"access_code": "BCDF23"})),
    invalid=(
        with_sessions({"access_code": "BCDF10"}, at="sessions.xlsx!G2"),
        with_sessions(
            {"access_code": "BCDF23"},
            {"id": "S2", "date": date(2027, 3, 12), "access_code": "BCDF23"},
            at="sessions.xlsx!G3",
        ),
    ),
)


S016 = Rule(
    code="S016",
    name="completed_sheet_missing",
    title="Session passée sans feuille d’émargement remplie",
    why="Sans elle, Pix n’envoie aucun résultat.",
    source="Document fondateur, « Après le test » : la feuille numérique est envoyée à Pix avec le scan.",
    faults=(
        _fault(
            "id",
            "Cette session est passée depuis plus de 3 jours, et sa feuille d’émargement remplie manque. Déposez-la dans sheets/.",
            lambda frames: (
                (pl.col("date") < frames.today - timedelta(days=_SHEET_DUE_DAYS))
                # Past its retention a sheet was taken away, as F014 asks.
                & (pl.col("date") >= months_before(frames.today, frames.settings.retention.sheets_months))
                & ~pl.col("sheet_begun")
                & (pl.col("candidate_count") > 0)
            ),
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_sessions({"date": date(2026, 11, 20)})),
    invalid=(
        Example(
            files={"sessions.xlsx": sessions({"date": date(2026, 11, 2)}), "rosters/S1.xlsx": roster({})},
            at="sessions.xlsx!A2",
        ),
    ),
)

RULES = (S001, S003, S005, S006, S007, S008, S009, S014, S016)

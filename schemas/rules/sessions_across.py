"""S: sessions against each other, their rosters and the calendar."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import polars as pl

from schemas.cell import Cell
from schemas.finding import Severity
from schemas.reading.words import NAMES_SEPARATOR
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_sessions
from schemas.rules.near import person_key
from schemas.rules.overlap import Slot, clashes
from schemas.rules.public_holidays import public_holidays
from schemas.rules.row_faults import FaultsOf, earlier_row_with_same, unreadable

if TYPE_CHECKING:
    from schemas.reading.frames import Frames


_FOUNDING = "Document fondateur"

_fault = FaultsOf("sessions")


S002 = Rule(
    code="S002",
    name="session_id_repeated",
    title="Identifiant de session utilisé deux fois",
    why="Deux sessions de même nom auraient la même page et les mêmes candidats.",
    source="Consigne : adresses stables du site.",
    faults=(
        _fault(
            "id",
            "Cet identifiant sert déjà à la ligne {detail} (majuscules et minuscules ne comptent pas). Donnez-en un autre.",
            lambda frames: earlier_row_with_same(pl.col("id_key")),
        ),
    ),
    valid=(RIGHT, with_sessions({}, {"id": "S2", "date": date(2027, 3, 12)})),
    invalid=(with_sessions({}, {"id": "s1", "date": date(2027, 3, 12)}, at="sessions.xlsx!A3"),),
)


def _timed(frames: Frames, column: str) -> list[dict[str, object]]:
    """Rows whose slot is known and whose `column` is filled, with their position in the frame."""
    known = pl.all_horizontal(pl.col("date", "start", "end", column).is_not_null()) & (pl.col("end") > pl.col("start"))
    return frames.sessions.with_row_index("position").filter(known).to_dicts()


def _said(frames: Frames, found: dict[int, int]) -> pl.Series:
    """For each row that clashes, the identifier and hours of the session it clashes with."""
    text: list[str | None] = [None] * frames.sessions.height
    for position, other in found.items():
        row = frames.sessions.row(other, named=True)
        name = row["id"] or f"de la ligne {row['row']}"
        text[position] = f"la session {name} ({row['start']:%H:%M} – {row['end']:%H:%M})"
    return pl.Series("clash", text, pl.String)


def _slot(row: dict[str, object], holder: str) -> Slot:
    return Slot(holder=holder, date=row["date"], start=row["start"], end=row["end"], position=row["position"])  # type: ignore[arg-type]


def _room_clash(frames: Frames) -> pl.Series:
    slots = (_slot(row, str(row["room_key"])) for row in _timed(frames, "room"))
    return _said(frames, clashes(slots))


S010 = Rule(
    code="S010",
    name="room_taken_twice",
    title="Deux sessions dans la même salle en même temps",
    why="Le jour venu, une des deux classes resterait dans le couloir.",
    source="Consigne : plainte fréquente des centres.",
    faults=(_fault("room", "Cette salle est déjà prise par {detail}. Changez de salle ou d’heure.", _room_clash),),
    valid=(
        RIGHT,
        with_sessions(
            {}, {"id": "S2", "start": time(12, 0), "end": time(15, 0), "invigilators": "M. Alex Machinchose"}
        ),
    ),
    invalid=(
        with_sessions(
            {},
            {
                "id": "S2",
                "start": time(11, 0),
                "end": time(14, 0),
                "room": "b 204",
                "invigilators": "M. Alex Machinchose",
            },
            at="sessions.xlsx!E3",
        ),
    ),
)


def _invigilator_clash(frames: Frames) -> pl.Series:
    slots = (
        _slot(row, person)
        for row in _timed(frames, "invigilators")
        for name in str(row["invigilators"]).split(NAMES_SEPARATOR)
        if (person := person_key(name))
    )
    return _said(frames, clashes(slots))


S011 = Rule(
    code="S011",
    name="invigilator_taken_twice",
    title="Un surveillant dans deux sessions en même temps",
    why="Une des deux salles resterait sans surveillant.",
    source="Consigne : plainte fréquente des centres.",
    faults=(
        _fault(
            "invigilators",
            "Un de ces surveillants surveille déjà {detail}. Changez de surveillant ou d’heure.",
            _invigilator_clash,
        ),
    ),
    valid=(RIGHT, with_sessions({}, {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose"})),
    invalid=(
        with_sessions(
            {},
            {"id": "S2", "room": "C1", "invigilators": "TRUCMUCHE Camille ; M. Alex Machinchose"},
            at="sessions.xlsx!F3",
        ),
    ),
)


def _more_candidates_than_seats(frames: Frames) -> pl.Expr:
    source = pl.when("has_own_seats").then(pl.lit("la colonne Postes")).otherwise(pl.lit("centre.toml, partie [rooms]"))
    said = pl.format("{} candidats, {} postes au plus d’après {}", "candidate_count", "seats", source)
    return pl.when(pl.col("candidate_count") > pl.col("seats")).then(said)


S012 = Rule(
    code="S012",
    name="more_candidates_than_seats",
    title="Plus de candidats que de postes",
    why="Il faut un ordinateur allumé par candidat.",
    source=f"{_FOUNDING}, « Logistique » : un ordinateur par élève.",
    faults=(
        _fault(
            "room",
            "La salle est trop petite : {detail}. Changez de salle, partagez la session, ou corrigez ce nombre.",
            _more_candidates_than_seats,
        ),
        _fault("seats", "Ce nombre de postes ne se lit pas : {detail}.", unreadable("seats")),
    ),
    valid=(
        RIGHT,
        Example(files={"sessions.xlsx": sessions({"seats": 1}), "rosters/S1.xlsx": roster({})}),
    ),
    invalid=(
        Example(
            files={
                "sessions.xlsx": sessions({"seats": 1}),
                "rosters/S1.xlsx": roster({}, {"last_name": "Salsifis"}),
            },
            at="sessions.xlsx!E2",
        ),
        with_sessions({"seats": "une vingtaine"}, at="sessions.xlsx!G2"),
    ),
)


def _day_off(frames: Frames) -> pl.Expr:
    """Why a day is none to hold a session on: the day's name, the holiday's, or the school holidays of the centre."""
    years = frames.sessions["date"].dt.year().unique().drop_nulls().to_list()
    known = [year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR]
    public = public_holidays(known)
    school = [pl.col("date").is_between(period.first, period.last) for period in frames.settings.checks.school_holidays]
    named = (
        pl.col("date").replace_strict(list(public), list(public.values()), default=None, return_dtype=pl.String)
        if public
        else pl.lit(None, pl.String)
    )
    return (
        pl.when(named.is_not_null())
        .then(pl.format("est férié ({})", named))
        .when(pl.col("date").dt.weekday() == _SUNDAY)
        .then(pl.lit("est un dimanche"))
        .when(pl.any_horizontal(pl.lit(value=False), *school))
        .then(pl.lit("tombe dans les vacances scolaires"))
    )


_SUNDAY = 7


_FIRST_YEAR, _LAST_YEAR = 1950, 2100


S004 = Rule(
    code="S004",
    name="day_off",
    title="Session un dimanche, un jour férié ou pendant les vacances",
    why="L’établissement est sans doute fermé ce jour-là : c’est souvent une faute de frappe.",
    source="Jours fériés : code du travail, article L3133-1. Vacances : réglage du centre.",
    faults=(_fault("date", "Ce jour {detail}. Vérifiez la date.", _day_off, Severity.WARNING),),
    valid=(RIGHT,),
    invalid=(
        with_sessions({"date": date(2027, 3, 14)}, at="sessions.xlsx!B2"),
        with_sessions({"date": date(2027, 5, 6)}, at="sessions.xlsx!B2"),
        Example(
            files={"sessions.xlsx": sessions()},
            settings={"checks": {"school_holidays": ({"first": date(2027, 3, 6), "last": date(2027, 3, 21)},)}},
            at="sessions.xlsx!B2",
        ),
    ),
)


_ROSTER_DUE_DAYS = 14


def _without_roster_soon(frames: Frames) -> pl.Expr:
    soon = pl.col("date").is_between(frames.today, frames.today + timedelta(days=_ROSTER_DUE_DAYS))
    return soon & (pl.col("candidate_count") == 0)


S013 = Rule(
    code="S013",
    name="roster_missing",
    title="Session proche sans liste de candidats",
    why="Sans liste, ni feuille d’émargement ni convocation ne peuvent être faites à temps.",
    source="Document fondateur, « Gestion de la feuille d’émargement » : elle se remplit avant le test.",
    faults=(
        _fault(
            "id",
            "Cette session a lieu dans moins de deux semaines et n’a aucun candidat. Déposez sa liste dans rosters/.",
            _without_roster_soon,
            Severity.WARNING,
        ),
    ),
    valid=(
        RIGHT,
        Example(
            files={"sessions.xlsx": sessions({"date": date(2026, 11, 30)}), "rosters/S1.xlsx": roster({})},
        ),
    ),
    invalid=(with_sessions({"date": date(2026, 11, 30)}, at="sessions.xlsx!A2"),),
)


def _too_few_invigilators(frames: Frames) -> pl.Expr:
    ratio = frames.settings.checks.candidates_per_invigilator
    invigilators = pl.col("invigilators").str.count_matches(NAMES_SEPARATOR, literal=True) + 1
    few = pl.col("candidate_count") > invigilators * ratio
    said = pl.format("{} candidats, et un surveillant pour {} candidats au plus", "candidate_count", pl.lit(ratio))
    return pl.when(few).then(said)


_CLASS: tuple[dict[str, Cell], ...] = tuple(
    {"first_name": letter, "birth_date": date(2009, 1, day)} for day, letter in enumerate("ABCDEFGHIJKLMNOPQRSTU", 1)
)


"""Twenty-one candidates: one more than an invigilator may watch by default."""


S015 = Rule(
    code="S015",
    name="too_few_invigilators",
    title="Trop peu de surveillants",
    why="Il faut passer dans les rangs, relever les numéros et voir chaque écran de fin.",
    source="Réglage du centre : candidats par surveillant (20 par défaut).",
    faults=(
        _fault(
            "invigilators",
            "Il faut un surveillant de plus : {detail}. Ajoutez-en un, ou partagez la session.",
            _too_few_invigilators,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT,),
    invalid=(
        Example(
            files={
                "sessions.xlsx": sessions(),
                "rosters/S1.xlsx": roster(*_CLASS),
            },
            at="sessions.xlsx!F2",
        ),
    ),
)

RULES = (S002, S004, S010, S011, S012, S013, S015)

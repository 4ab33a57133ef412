"""S: the rows of `sessions.xlsx`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import polars as pl

from schemas.cell import Cell
from schemas.columns import fold
from schemas.finding import Severity
from schemas.reading.values import NAMES_SEPARATOR
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_sessions
from schemas.rules.overlap import Slot, clashes
from schemas.rules.public_holidays import public_holidays
from schemas.rules.row_faults import FaultsOf
from schemas.timing import months_before

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_FOUNDING = "Document fondateur"


_fault = FaultsOf("sessions")


def _missing(column: str) -> Callable[[Frames], pl.Expr]:
    return lambda frames: pl.col(column).is_null()


def _absent(column: str) -> Callable[[Frames], pl.Expr]:
    """Empty, and not merely unreadable."""
    return lambda frames: pl.col(column).is_null() & pl.col(f"{column}_fault").is_null()


def _unreadable(column: str) -> Callable[[Frames], pl.Expr]:
    return lambda frames: pl.col(f"{column}_fault")


# S001: the identifier becomes a folder and a web address, on any system.
_USABLE = r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$"
_RESERVED = r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$"


def _slug(id: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", id) if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")[:40].strip("-") or "session-1"


def _suggested_id(frames: Frames) -> pl.Expr:
    usable = pl.col("id").str.contains(_USABLE) & ~pl.col("id").str.contains(_RESERVED)
    slug = pl.col("id").map_elements(_slug, pl.String)
    return pl.when(usable.not_()).then(pl.when(pl.col("id").str.contains(_RESERVED)).then(slug + "-1").otherwise(slug))


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
            _missing("id"),
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


def _earlier_row_with_same(key: pl.Expr) -> pl.Expr:
    """The number of the first row with the same key, on each later one."""
    repeated = key.is_not_null() & key.is_first_distinct().not_()
    return pl.when(repeated).then(pl.col("row").first().over(key).cast(pl.String))


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
            lambda frames: _earlier_row_with_same(pl.col("id_key")),
        ),
    ),
    valid=(RIGHT, with_sessions({}, {"id": "S2", "date": date(2027, 3, 12)})),
    invalid=(with_sessions({}, {"id": "s1", "date": date(2027, 3, 12)}, at="sessions.xlsx!A3"),),
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
            _absent("date"),
        ),
        _fault("date", "Cette date ne se lit pas : {detail}.", _unreadable("date")),
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
        _fault("start", "L’heure de début manque. Écrivez par exemple 9:00.", _absent("start")),
        _fault("start", "Cette heure ne se lit pas : {detail}.", _unreadable("start")),
        _fault("end", "L’heure de fin manque. Écrivez par exemple 12:00.", _absent("end")),
        _fault("end", "Cette heure ne se lit pas : {detail}.", _unreadable("end")),
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
    faults=(_fault("room", "La salle manque. Écrivez son nom ou son numéro.", _missing("room")),),
    valid=(RIGHT,),
    invalid=(with_sessions({"room": " "}, at="sessions.xlsx!E2"),),
)

S009 = Rule(
    code="S009",
    name="invigilator_missing",
    title="Surveillant absent",
    why="Une session sans surveillant ne peut pas se tenir.",
    source=f"{_FOUNDING}, « Avant le test » : le nom de l’enseignant est envoyé à Pix.",
    faults=(_fault("invigilators", "Le surveillant manque. Écrivez son nom.", _missing("invigilators")),),
    valid=(RIGHT, with_sessions({"invigilators": "Mme Camille Trucmuche ; M. Alex Machinchose"})),
    invalid=(with_sessions({"invigilators": None}, at="sessions.xlsx!F2"),),
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

_TITLES = {"m", "mr", "mme", "mlle", "monsieur", "madame"}


def _person(name: str) -> str:
    """A name to compare people by: Mme Camille TRUCMUCHE and Trucmuche Camille are one person."""
    return " ".join(sorted(word for word in fold(name).split() if word not in _TITLES))


def _invigilator_clash(frames: Frames) -> pl.Series:
    slots = (
        _slot(row, person)
        for row in _timed(frames, "invigilators")
        for name in str(row["invigilators"]).split(NAMES_SEPARATOR)
        if (person := _person(name))
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
    said = pl.format("{} candidats, {} postes au plus", "candidate_count", "seats")
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
            "La salle est trop petite : {detail}. Changez de salle, ou partagez la session.",
            _more_candidates_than_seats,
        ),
        _fault("seats", "Ce nombre de postes ne se lit pas : {detail}.", _unreadable("seats")),
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
_SHEET_DUE_DAYS = 3


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
            lambda frames: _earlier_row_with_same(pl.col("access_code").str.to_uppercase()),
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

"""R: the rows of rosters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from difflib import get_close_matches
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import Example, RowFault, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_roster
from schemas.rules.overlap import Slot, clashes

if TYPE_CHECKING:
    from schemas.frames import Frames

_SHEET = "Document fondateur, « Gestion de la feuille d’émargement »."
_PLATFORM = "Plateforme nationale : import des candidats."
_FIRST_BIRTH = date(1900, 1, 1)


def _fault(
    column: str | None,
    message: str,
    wrong: Callable[[Frames], pl.Expr | pl.Series],
    severity: Severity = Severity.ERROR,
) -> RowFault:
    return RowFault(table="rosters", column=column, message=message, wrong=wrong, severity=severity)


R001 = Rule(
    code="R001",
    name="last_name_missing",
    title="Nom absent",
    why="Le candidat ne pourrait ni émarger ni recevoir sa certification.",
    source=_SHEET,
    faults=(
        _fault(
            "last_name",
            "Le nom de naissance manque. Écrivez-le.",
            lambda frames: pl.col("last_name").is_null(),
        ),
    ),
    valid=(RIGHT,),
    invalid=(with_roster({"last_name": None}, at="rosters/S1.xlsx!A2"),),
)

R002 = Rule(
    code="R002",
    name="first_name_missing",
    title="Prénom absent",
    why="Le candidat ne pourrait ni émarger ni recevoir sa certification.",
    source=_SHEET,
    faults=(
        _fault("first_name", "Le prénom manque. Écrivez-le.", lambda frames: pl.col("first_name").is_null()),
    ),
    valid=(RIGHT,),
    invalid=(with_roster({"first_name": "  "}, at="rosters/S1.xlsx!B2"),),
)

R004 = Rule(
    code="R004",
    name="birth_date_unreadable",
    title="Date de naissance absente ou illisible",
    why="Pix distingue les candidats par elle, et elle figure sur la certification.",
    source=_SHEET,
    faults=(
        _fault(
            "birth_date",
            "La date de naissance manque. Écrivez jour/mois/année, comme 12/03/2011.",
            lambda frames: pl.col("birth_date").is_null() & pl.col("birth_date_fault").is_null(),
        ),
        _fault(
            "birth_date", "Cette date ne se lit pas : {detail}.", lambda frames: pl.col("birth_date_fault")
        ),
    ),
    valid=(RIGHT, with_roster({"birth_date": "12 mars 2011"}), with_roster({"birth_date": "12-3-11"})),
    invalid=(
        with_roster({"birth_date": None}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "30/02/2011"}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "03/25/2011"}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "2/3/20"}, at="rosters/S1.xlsx!C2"),
    ),
)


def _age(frames: Frames) -> pl.Expr:
    """Whole years on the day of the check."""
    before_birthday = (pl.col("birth_date").dt.month() * 100 + pl.col("birth_date").dt.day()).cast(
        pl.Int32
    ) > (frames.today.month * 100 + frames.today.day)
    return pl.lit(frames.today.year) - pl.col("birth_date").dt.year() - before_birthday.cast(pl.Int32)


def _born_within_reason(frames: Frames) -> pl.Expr:
    return (pl.col("birth_date") <= frames.today) & (pl.col("birth_date") >= _FIRST_BIRTH)


def _unusual_age(frames: Frames) -> pl.Expr:
    usual = frames.settings.checks
    unusual = _born_within_reason(frames) & ~_age(frames).is_between(usual.age_min, usual.age_max)
    return pl.when(unusual).then(pl.lit(f"de {usual.age_min} à {usual.age_max} ans"))


R005 = Rule(
    code="R005",
    name="birth_date_implausible",
    title="Date de naissance invraisemblable",
    why="Une année mal tapée donne un candidat né demain, ou trop jeune, ou trop vieux.",
    source=f"{_PLATFORM} La date suit le 01/01/1900.",
    faults=(
        _fault(
            "birth_date",
            "Cette date de naissance est dans l’avenir. Vérifiez l’année.",
            lambda frames: pl.col("birth_date") > frames.today,
        ),
        _fault(
            "birth_date",
            "Cette date de naissance est antérieure à 1900. Vérifiez l’année.",
            lambda frames: pl.col("birth_date") < _FIRST_BIRTH,
        ),
        _fault(
            "birth_date",
            "L’âge qui en résulte n’est pas habituel dans ce centre ({detail}). Vérifiez l’année.",
            _unusual_age,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT,),
    invalid=(
        with_roster({"birth_date": date(2027, 1, 5)}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "12/03/1811"}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": date(1971, 3, 12)}, at="rosters/S1.xlsx!C2"),
    ),
)

R006 = Rule(
    code="R006",
    name="birth_place_missing",
    title="Lieu de naissance absent",
    why="Pix le demande pour établir la certification.",
    source=f"{_SHEET} Un code INSEE peut en tenir lieu sur la plateforme nationale.",
    faults=(
        _fault(
            "birth_place",
            "Le lieu de naissance manque. Écrivez la commune (la ville, à l’étranger).",
            lambda frames: pl.col("birth_place").is_null() & pl.col("birth_insee_code").is_null(),
        ),
    ),
    valid=(RIGHT, with_roster({"birth_place": None, "birth_insee_code": "75115"})),
    invalid=(with_roster({"birth_place": None}, at="rosters/S1.xlsx!D2"),),
)

R008 = Rule(
    code="R008",
    name="extra_time_unreadable",
    title="Temps majoré illisible",
    why="L’heure de fin du candidat se calcule d’après lui.",
    source=f"{_PLATFORM} Un pourcentage entier de 1 à 99.",
    faults=(
        _fault(
            "extra_time_percent",
            "Ce temps majoré ne se lit pas : {detail}.",
            lambda frames: pl.col("extra_time_percent_fault"),
        ),
    ),
    valid=(
        RIGHT,
        with_roster({"extra_time_percent": 33}),
        with_roster({"extra_time_percent": "33 %"}),
        with_roster({"extra_time_percent": 0.33}),
        with_roster({"extra_time_percent": "tiers temps"}),
    ),
    invalid=(
        with_roster({"extra_time_percent": "beaucoup"}, at="rosters/S1.xlsx!E2"),
        with_roster({"extra_time_percent": 133}, at="rosters/S1.xlsx!E2"),
        with_roster({"extra_time_percent": 12.5}, at="rosters/S1.xlsx!E2"),
    ),
)

R010 = Rule(
    code="R010",
    name="too_few_competences",
    title="Moins de 5 compétences positionnées",
    why="La plateforme refuse le test à ce candidat : il l’apprendrait dans la salle.",
    source="Document fondateur, « Préalable » : au moins 5 compétences de niveau autre que 0.",
    faults=(
        _fault(
            "positioned_competences",
            "Moins de 5 compétences positionnées : ce candidat ne peut pas passer le test. Faites-le se positionner, "
            "ou retirez-le de la session.",
            lambda frames: pl.col("positioned_competences") < 5,
        ),
    ),
    valid=(RIGHT, with_roster({"positioned_competences": 5})),
    invalid=(with_roster({"positioned_competences": 4}, at="rosters/S1.xlsx!E2"),),
)


def _address(frames: Frames, row: dict[str, object], seen_from: int) -> str:
    """Where another row is, as short as it can be said from table number `seen_from`."""
    table = frames.tables["rosters"][int(str(row["table"]))]
    if table.index == seen_from:
        return f"la ligne {row['row']}"
    sheet = f", feuille « {table.worksheet} »" if table.worksheet else ""
    return f"la ligne {row['row']} de {table.file}{sheet}"


def _same_person(frames: Frames, *more: str) -> Iterable[pl.DataFrame]:
    """Groups of two rows or more with the same names, birth date and `more`, in the order of the files."""
    keys = ["person_key", "birth_date", *more]
    known = frames.rosters.with_row_index("position").filter(pl.all_horizontal(pl.col(keys).is_not_null()))
    return known.filter(pl.len().over(keys) > 1).partition_by(keys, maintain_order=True)


def _already_in_session(frames: Frames) -> pl.Series:
    said: list[str | None] = [None] * frames.rosters.height
    for group in _same_person(frames, "session_id"):
        first, *others = group.to_dicts()
        for row in others:
            said[row["position"]] = _address(frames, first, row["table"])
    return pl.Series("twice", said, pl.String)


R013 = Rule(
    code="R013",
    name="candidate_twice_in_session",
    title="Candidat inscrit deux fois dans une session",
    why="Il prendrait deux postes, et Pix refuserait la liste.",
    source=_PLATFORM,
    faults=(
        _fault(
            "last_name",
            "Ce candidat est déjà inscrit à cette session, à {detail}. Supprimez l’une des deux lignes.",
            _already_in_session,
        ),
    ),
    valid=(RIGHT, with_roster({}, {"birth_date": date(2011, 3, 13)})),
    invalid=(with_roster({}, {"last_name": "TOPINAMBOUR", "first_name": "Zelie"}, at="rosters/S1.xlsx!A3"),),
)


def _in_other_sessions(frames: Frames, *, overlapping: bool) -> pl.Series:
    """The session and the row where a candidate is also inscribed: of one that overlaps, or of one that does not."""
    said: list[str | None] = [None] * frames.rosters.height
    slots = {row["id"]: row for row in frames.sessions.to_dicts()}
    for group in _same_person(frames):
        rows = {row["position"]: row for row in group.to_dicts() if row["session_id"] is not None}
        clash = clashes(_slots_of(rows, slots))
        positions = list(rows)
        for number, position in enumerate(positions):
            earlier = [
                other
                for other in positions[:number]
                if rows[other]["session_id"] != rows[position]["session_id"]
            ]
            other = clash.get(position) if overlapping else next(iter(earlier), None)
            if other is not None and (overlapping or position not in clash):
                address = _address(frames, rows[other], rows[position]["table"])
                said[position] = f"{rows[other]['session_id']} ({address})"
    return pl.Series("other", said, pl.String)


def _slots_of(rows: dict[int, dict[str, object]], sessions: dict[str, dict[str, object]]) -> Iterable[Slot]:
    taken = set()
    for position, row in rows.items():
        session = sessions[str(row["session_id"])]
        complete = None not in (session["date"], session["start"], session["end"])
        if complete and row["session_id"] not in taken:  # twice in one session is R013
            taken.add(row["session_id"])
            yield Slot(
                holder="candidate",
                date=session["date"],  # type: ignore[arg-type]
                start=session["start"],  # type: ignore[arg-type]
                end=session["end"],  # type: ignore[arg-type]
                position=position,
            )


R014 = Rule(
    code="R014",
    name="candidate_in_two_sessions",
    title="Candidat inscrit à deux sessions",
    why="Il ne peut pas être dans deux salles, et n’a besoin que d’une certification.",
    source="Consigne : plainte fréquente des centres.",
    faults=(
        _fault(
            "last_name",
            "Ce candidat est inscrit au même moment à la session {detail}. Gardez une seule inscription.",
            lambda frames: _in_other_sessions(frames, overlapping=True),
        ),
        _fault(
            "last_name",
            "Ce candidat est aussi inscrit à la session {detail}. Vérifiez que c’est voulu.",
            lambda frames: _in_other_sessions(frames, overlapping=False),
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT,),
    invalid=tuple(
        Example(
            files={
                "sessions.xlsx": sessions(
                    {},
                    {
                        "id": "S2",
                        "room": "C1",
                        "invigilators": "M. Alex Machinchose",
                        "start": start,
                        "end": time(17),
                    },
                ),
                "rosters/S1.xlsx": roster({}),
                "rosters/S2.xlsx": roster({}),
            },
            at="rosters/S2.xlsx!A2",
        )
        for start in (time(11), time(14))
    ),
)


def _unknown_session(frames: Frames) -> pl.Expr:
    return pl.when((pl.col("session_from") == "column") & pl.col("session_id").is_null()).then(
        pl.col("session").map_elements(lambda session: _nearest_session(frames, session), pl.String)
    )


def _table_without_session(frames: Frames) -> pl.Expr:
    unknown = (pl.col("session_from") != "column") & pl.col("session_id").is_null()
    first_of_table = pl.struct("table", unknown.alias("unknown")).is_first_distinct()
    return unknown & first_of_table


def _nearest_session(frames: Frames, session: str) -> str:
    known = [id for id in frames.sessions["id"] if id]
    close = get_close_matches(session[:100], known, n=1, cutoff=0.6)
    return (
        f"Vouliez-vous dire « {close[0]} » ?"
        if close
        else "Écrivez un identifiant de la colonne Session de sessions.xlsx."
    )


R015 = Rule(
    code="R015",
    name="session_unknown",
    title="Session inconnue",
    why="Ces candidats ne paraîtraient sur aucune liste.",
    source="Consigne : la session vient de la colonne Session, sinon de la feuille de calcul, sinon du fichier.",
    faults=(
        _fault("session", "Cette session n’est pas dans sessions.xlsx. {detail}", _unknown_session),
        _fault(
            None,
            "On ne sait pas de quelle session est cette liste. Donnez à la feuille de calcul ou au fichier l’identifiant "
            "d’une session, ou ajoutez une colonne Session.",
            _table_without_session,
        ),
    ),
    valid=(RIGHT, with_roster({"session": "s1"})),
    invalid=(
        with_roster({"session": "S9"}, at="rosters/S1.xlsx!E2"),
        Example(files={"sessions.xlsx": sessions(), "rosters/3A.xlsx": roster({})}, at="rosters/3A.xlsx"),
    ),
)

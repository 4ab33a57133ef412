"""R: what only shows when rows of rosters are compared with each other and with the sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_roster
from schemas.rules.near import deletions, one_letter_apart
from schemas.rules.overlap import Slot, clashes
from schemas.rules.row_faults import FaultsOf
from schemas.rules.session_of import (
    EMPTY_AMONG_FILLED,
    empty_among_filled,
    table_without_session,
    unknown_platform_session,
    unknown_session,
)

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_PLATFORM = "Plateforme nationale : import des candidats."


_fault = FaultsOf("rosters")


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
    valid=(RIGHT, with_roster({}, {"first_name": "Philibert"})),
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
                other for other in positions[:number] if rows[other]["session_id"] != rows[position]["session_id"]
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


R015 = Rule(
    code="R015",
    name="session_unknown",
    title="Session inconnue",
    why="Ces candidats ne paraîtraient sur aucune liste.",
    source="Consigne : la session vient de la colonne Session, sinon de la feuille de calcul, sinon du fichier.",
    faults=(
        _fault(
            "session",
            "Cette session n’est pas dans sessions.xlsx. {detail}",
            lambda f: unknown_session(f, "rosters"),
        ),
        _fault("session", EMPTY_AMONG_FILLED, empty_among_filled),
        _fault(
            "session_room",
            "Aucune session de sessions.xlsx n’a ce numéro, ou ce site, cette salle, cette date et cette heure. {detail}"
            "Corrigez-les, ou ajoutez la session.",
            unknown_platform_session,
        ),
        _fault(
            None,
            "On ne sait pas de quelle session est cette liste. {detail}Donnez à la feuille de calcul ou au fichier l’identifiant "
            "d’une session, ou ajoutez une colonne Session.",
            lambda f: table_without_session(f, "rosters"),
        ),
    ),
    valid=(
        RIGHT,
        with_roster({"session": "s1"}),
        Example(
            files={
                "sessions.xlsx": sessions({"site": "Annexe"}),
                "rosters/import.csv": roster(
                    {
                        "session_site": "Annexe",
                        "session_room": "B204",
                        "session_date": "11/03/2027",
                        "session_start": "09:00",
                    },
                    {"last_name": "Salsifis"},
                ),
            }
        ),
    ),
    invalid=(
        with_roster({"session": "S9"}, at="rosters/S1.xlsx!E2"),
        Example(
            files={
                "sessions.xlsx": sessions(),
                "rosters/tous.xlsx": roster({"session": "S1"}, {"first_name": "Philibert", "session": None}),
            },
            at="rosters/tous.xlsx!E3",
        ),
        Example(files={"sessions.xlsx": sessions(), "rosters/3A.xlsx": roster({})}, at="rosters/3A.xlsx"),
        Example(
            files={"sessions.xlsx": sessions({"id": "3A-lundi"}), "rosters/3a lnudi.xlsx": roster({})},
            at="rosters/3a lnudi.xlsx",
        ),
        Example(
            files={
                "sessions.xlsx": sessions({"site": "Annexe"}),
                "rosters/import.csv": roster(
                    {
                        "session_site": "Annexe",
                        "session_room": "B999",
                        "session_date": "11/03/2027",
                        "session_start": "09:00",
                    },
                ),
            },
            at="rosters/import.csv!F2",
        ),
    ),
)


def _near_twin(frames: Frames) -> pl.Series:
    """The earlier row with the same birth date whose names are one letter apart or exchanged."""
    said: list[str | None] = [None] * frames.rosters.height
    seen: dict[tuple[object, str], dict[str, object]] = {}
    known = frames.rosters.with_row_index("position").filter(
        pl.all_horizontal(pl.col("person_key", "birth_date").is_not_null())
    )
    for row in _sharing_a_name(known).iter_rows(named=True):
        key = str(row["person_key"])[:_LONGEST_NAME]
        last, _, first = key.partition("|")
        exchanged = f"{first}|{last}"
        near = next(
            (
                twin
                for variant in (*deletions(key), exchanged)
                if (twin := seen.get((row["birth_date"], variant))) is not None
                and (str(twin["person_key"]) == exchanged != key or one_letter_apart(str(twin["person_key"]), key))
            ),
            None,
        )
        if near is not None:
            said[row["position"]] = _address(frames, near, row["table"])
        for variant in deletions(key):
            seen.setdefault((row["birth_date"], variant), row)
    return pl.Series("near", said, pl.String)


def _sharing_a_name(known: pl.DataFrame) -> pl.DataFrame:
    """The rows that share a birth date and a name with another: one slip, or an exchange, leaves one name as it was."""
    names = known.select("position", "birth_date", pl.col("person_key").str.split("|").alias("name")).explode("name")
    shared = names.filter(pl.len().over("birth_date", "name") > 1).select("position").unique()
    return known.select("position", "table", "row", "person_key", "birth_date").join(
        shared, on="position", how="semi", maintain_order="left"
    )


_LONGEST_NAME = 100
R016 = Rule(
    code="R016",
    name="candidate_almost_twice",
    title="Deux candidats presque identiques",
    why="C’est souvent la même personne, écrite une fois avec une faute ou avec nom et prénom échangés.",
    source="Plateforme nationale : les doublons y sont cherchés de trois manières différentes.",
    faults=(
        _fault(
            "last_name",
            "Ce candidat a la même date de naissance et presque les mêmes nom et prénom que celui de {detail}. Si c’est la même "
            "personne, corrigez ou supprimez une ligne.",
            _near_twin,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({}, {"last_name": "Topinambouret"})),
    invalid=(
        with_roster({}, {"last_name": "Topinanbour"}, at="rosters/S1.xlsx!A3"),
        with_roster({}, {"last_name": "Zélie", "first_name": "Topinambour"}, at="rosters/S1.xlsx!A3"),
    ),
)


def _homonym(frames: Frames) -> pl.Series:
    said: list[str | None] = [None] * frames.rosters.height
    named = frames.rosters.with_row_index("position").filter(
        pl.all_horizontal(pl.col("session_id", "person_key", "birth_date").is_not_null())
    )
    alike = named.filter(pl.col("birth_date").n_unique().over("session_id", "person_key") > 1)
    for group in alike.partition_by("session_id", "person_key", maintain_order=True):
        first, *others = group.to_dicts()
        for row in others:
            if row["birth_date"] != first["birth_date"]:
                said[row["position"]] = _address(frames, first, row["table"])
    return pl.Series("homonym", said, pl.String)


R017 = Rule(
    code="R017",
    name="homonyms_in_session",
    title="Homonymes dans une session",
    why="À l’entrée, l’un pourrait émarger pour l’autre : seule la date de naissance les distingue.",
    source="Consigne : contrôle d’identité à l’arrivée.",
    faults=(
        _fault(
            "last_name",
            "Ce candidat a les mêmes nom et prénom que celui de {detail}, mais une autre date de naissance. Vérifiez-la, et "
            "prévenez le surveillant.",
            _homonym,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({}, {"last_name": "Salsifis"})),
    invalid=(with_roster({}, {"birth_date": date(2011, 9, 30)}, at="rosters/S1.xlsx!A3"),),
)


def _ine_of_another(frames: Frames) -> pl.Series:
    said: list[str | None] = [None] * frames.rosters.height
    with_ine = frames.rosters.with_row_index("position").with_columns(
        pl.col("ine").str.to_uppercase().str.replace_all(" ", "").alias("ine_key")
    )
    shared = with_ine.filter(pl.col("ine_key").is_not_null() & (pl.len().over("ine_key") > 1))
    for group in shared.partition_by("ine_key", maintain_order=True):
        first, *others = group.to_dicts()
        for row in others:
            if (row["person_key"], row["birth_date"]) != (first["person_key"], first["birth_date"]):
                said[row["position"]] = _address(frames, first, row["table"])
    return pl.Series("ine_of", said, pl.String)


R018 = Rule(
    code="R018",
    name="ine_repeated",
    title="Même INE pour deux candidats",
    why="L’INE est propre à une personne : l’un des deux est faux.",
    source="Identifiant national de l’élève.",
    faults=(
        _fault(
            "ine",
            "Cet INE est aussi celui de {detail}. Vérifiez lequel des deux est juste.",
            _ine_of_another,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT,),
    invalid=(
        with_roster({"ine": "999990123AB"}, {"last_name": "Salsifis", "ine": "999990123ab"}, at="rosters/S1.xlsx!E3"),
    ),
)

RULES = (R013, R014, R015, R016, R017, R018)

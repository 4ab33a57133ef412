"""Frames to records: the last place that sees a frame."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from schemas.frames import Frames
from schemas.records import Candidate, Centre, Session, SheetRow
from schemas.values import NAMES_SEPARATOR

_OF_SESSION = ("id", "date", "start", "end", "site", "room", "invigilators")
_OF_CANDIDATE = ("session_id", "last_name", "first_name", "birth_date")
_OF_SHEET = ("session_id", "last_name", "first_name")


def records(frames: Frames) -> Centre:
    """The records of all rows that are whole; once no rule found an error, that is every row."""
    sessions = sorted(
        (
            Session(
                id=row["id"],
                date=row["date"],
                start=row["start"],
                end=row["end"],
                site=row["site"],
                room=row["room"],
                invigilators=tuple(row["invigilators"].split(NAMES_SEPARATOR)),
                seats=row["seats"],
                session_number=row["session_number"],
                access_code=row["access_code"],
                notes=row["notes"],
            )
            for row in _whole(frames.sessions, _OF_SESSION)
            .unique("id", keep="first", maintain_order=True)
            .iter_rows(named=True)
        ),
        key=lambda session: (session.date, session.start, session.room, session.id),
    )
    people = _whole(frames.rosters.with_row_index("position"), _OF_CANDIDATE)
    candidates = tuple(
        Candidate(
            session_id=row["session_id"],
            last_name=row["last_name"],
            first_name=row["first_name"],
            birth_date=row["birth_date"],
            birth_place=row["birth_place"] or "",
            ine=row["ine"],
            external_id=row["external_id"],
            division=row["division"],
            extra_time_percent=row["extra_time_percent"] or 0,
            positioned_competences=row["positioned_competences"],
            account_ready=row["account_ready"],
            sex=row["sex"],
            birth_insee_code=row["birth_insee_code"],
            birth_postal_code=row["birth_postal_code"],
            birth_country=row["birth_country"],
            results_email=row["results_email"],
            convocation_email=row["convocation_email"],
        )
        for row in people.iter_rows(named=True)
    )
    return Centre(
        settings=frames.settings,
        sessions=tuple(sessions),
        candidates=candidates,
        sheet_rows=_sheet_rows(frames, {place: index for index, place in enumerate(people["position"])}),
    )


def _sheet_rows(frames: Frames, index_of: Mapping[int, int]) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(
            session_id=row["session_id"],
            last_name=row["last_name"],
            first_name=row["first_name"],
            birth_date=row["birth_date"],
            certification_number=row["certification_number"],
            end_screen_seen=row["end_screen_seen"],
            comments=row["comments"],
            candidate=index_of.get(row["roster_position"]),
        )
        for row in _whole(frames.sheets, _OF_SHEET).iter_rows(named=True)
    )


def _whole(rows: pl.DataFrame, required: tuple[str, ...]) -> pl.DataFrame:
    return rows.filter(pl.all_horizontal(pl.col(required).is_not_null()))

"""Clean frames to records: the last place that sees a frame."""

from __future__ import annotations

from schemas.frames import Frames
from schemas.records import Candidate, Centre, Session, SheetRow
from schemas.values import NAMES_SEPARATOR


def records(frames: Frames) -> Centre:
    """The records of frames in which no rule found an error."""
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
            for row in frames.sessions.iter_rows(named=True)
        ),
        key=lambda session: (session.date, session.start, session.room, session.id),
    )
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
        for row in frames.rosters.iter_rows(named=True)
    )
    return Centre(
        settings=frames.settings,
        sessions=tuple(sessions),
        candidates=candidates,
        sheet_rows=_sheet_rows(frames),
    )


def _sheet_rows(frames: Frames) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(
            session_id=row["session_id"],
            last_name=row["last_name"],
            first_name=row["first_name"],
            birth_date=row["birth_date"],
            certification_number=row["certification_number"],
            end_screen_seen=row["end_screen_seen"],
            comments=row["comments"],
        )
        for row in frames.sheets.iter_rows(named=True)
    )

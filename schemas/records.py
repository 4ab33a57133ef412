"""Checked records: what the frames become once nothing is wrong with them.

Pages, packs and exchange files are made from these and never see a data frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from schemas.centre import CentreSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sitting of the test in one room.

    `start` and `end` bound the slot for which the room is booked, on `date`, in local time.
    `access_code` is secret until it is spoken in the room. `notes` is free text of the coordinator,
    for the private papers only.
    """

    id: str
    date: date
    start: time
    end: time
    site: str
    room: str
    invigilators: tuple[str, ...]
    seats: int | None = None
    session_number: str | None = None
    access_code: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One candidate in one session: personal data of a minor, kept out of everything public.

    `extra_time_percent` is added to the duration of the test (33 means a third more).
    """

    session_id: str
    last_name: str
    first_name: str
    birth_date: date
    birth_place: str
    ine: str | None = None
    external_id: str | None = None
    division: str | None = None
    extra_time_percent: int = 0
    positioned_competences: int | None = None
    account_ready: bool | None = None
    sex: str | None = None
    birth_insee_code: str | None = None
    birth_postal_code: str | None = None
    birth_country: str | None = None
    results_email: str | None = None
    convocation_email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """What a completed attendance sheet says of one candidate: personal data.

    `candidate` is the place of that candidate in `Centre.candidates`, None when the roster does not have them.
    """

    session_id: str
    last_name: str
    first_name: str
    birth_date: date | None
    certification_number: int | None = None
    end_screen_seen: bool | None = None
    comments: str | None = None
    candidate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """A whole centre, checked: its settings, its sessions in order of time, its candidates and the rows of its
    attendance sheets in order of file.
    """

    settings: CentreSettings
    sessions: tuple[Session, ...]
    candidates: tuple[Candidate, ...]
    sheet_rows: tuple[SheetRow, ...] = ()

"""Checked records: what the frames become once nothing is wrong with them.

Pages, packs and exchange files are made from these and never see a data frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from schemas.centre import CentreSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The row of a file that a record was read from, for those who must go back to it: `row` counts from 1, `letters` are those of
    the columns that the file has, by identifier. Two records that say the same are equal, wherever they stand.
    """

    file: str
    worksheet: str | None = None
    row: int
    letters: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: str) -> str | None:
        """The address of a cell of the row; None where the file has no such column."""
        letter = self.letters.get(column)
        return f"{letter}{self.row}" if letter else None


NOWHERE = Source(file="", row=0)
"""The source of a record that no file holds."""


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
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One candidate in one session: personal data of a minor, kept out of everything public.

    `extra_time_percent` is added to the duration of the test (33 means a third more). `billing` is the platform's own word.
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
    billing: str | None = None
    prepayment_code: str | None = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """What a completed attendance sheet says of one candidate: personal data.

    `extra_time_percent` is that of the roster where the sheet has no such column. `present` comes from the sheet's own column, else
    from a certification number or an absence in the comments; None when nothing tells. `candidate` is the place of that candidate in
    `Centre.candidates`, None when the roster does not have them.
    """

    session_id: str
    last_name: str
    first_name: str
    birth_date: date | None
    birth_place: str = ""
    extra_time_percent: int = 0
    present: bool | None = None
    certification_number: int | None = None
    end_screen_seen: bool | None = None
    comments: str | None = None
    candidate: int | None = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A line of a results file of Pix: personal data, kept so that it is compared with the sheets and never published.

    The score and the levels are not kept: nothing needs them. `held` is the day of the test; None where a cell was empty or
    could not be read.
    """

    session_number: str
    certification_number: int | None
    last_name: str
    first_name: str
    birth_date: date | None
    birth_place: str = ""
    external_id: str | None = None
    jury_comment: str | None = None
    held: date | None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """A whole centre, checked: its settings, its sessions in order of time, its candidates, the rows of its attendance sheets and
    the results that Pix sent, in order of file.
    """

    settings: CentreSettings
    sessions: tuple[Session, ...]
    candidates: tuple[Candidate, ...]
    sheet_rows: tuple[SheetRow, ...] = ()
    results: tuple[Result, ...] = ()

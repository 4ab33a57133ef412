"""The states of a session and what to do next: plain values that commands and pages may show, nothing personal in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """A state of a session; each is reached or not, apart from the others."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CODE_RECEIVED = "code_received"
    ROSTER_COMPLETE = "roster_complete"
    PACK_PRINTED = "pack_printed"
    HELD = "held"
    SHEET_COMPLETE = "sheet_complete"
    HANDED_IN = "handed_in"
    RESULTS_RECEIVED = "results_received"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStatus:
    """A session, the states it has reached, what to do next and until when; nothing personal. `day` is None while its row in
    sessions.xlsx cannot be read.
    """

    id: str
    day: date | None
    errors: int
    states: frozenset[State]
    next: str
    due: date | None

    @property
    def label(self) -> str:
        """The furthest state reached, in French."""
        return LABELS[max(self.states, key=list(State).index)]


LABELS = {
    State.PLANNED: "prévue",
    State.ANNOUNCED: "annoncée",
    State.CODE_RECEIVED: "code reçu",
    State.ROSTER_COMPLETE: "liste prête",
    State.PACK_PRINTED: "paquet imprimé",
    State.HELD: "passée",
    State.SHEET_COMPLETE: "feuille prête",
    State.HANDED_IN: "remise",
    State.RESULTS_RECEIVED: "résultats reçus",
}

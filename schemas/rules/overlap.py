"""Which slots of time overlap, among those that share a room, a person or a candidate."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A slot of one row of a frame (`position`), taken by `holder`: a room, an invigilator, a candidate."""

    holder: Hashable
    date: date
    start: time
    end: time
    position: int


def clashes(slots: Iterable[Slot]) -> dict[int, int]:
    """Position of each slot that starts before another of the same holder has ended -> position of that other.

    One pass over the slots in order of time. Slots that only touch do not clash; of two that clash, the later is
    reported.
    """
    ordered = sorted(slots, key=lambda slot: (str(slot.holder), slot.date, slot.start, slot.position))
    found: dict[int, int] = {}
    longest: Slot | None = None
    for slot in ordered:
        if longest is None or (slot.holder, slot.date) != (longest.holder, longest.date):
            longest = slot
            continue
        if slot.start < longest.end:
            found.setdefault(slot.position, longest.position)
        if slot.end > longest.end:
            longest = slot
    return found

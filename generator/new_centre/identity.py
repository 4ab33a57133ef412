"""Who a new centre is: what its coordinator says of it, and what follows from that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.territories import SchoolZone, clock_of, school_zone_of

_UAI = re.compile(r"[0-9]{7}[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The name of the centre, its UAI code and the town of its sessions; None where nobody said it."""

    name: str | None = None
    uai: str | None = None
    site: str | None = None

    @property
    def clock(self) -> str | None:
        """The time zone, where the code tells it."""
        return clock_of(self.uai) if self.uai else None

    @property
    def school_zone(self) -> SchoolZone | None:
        """The zone of school holidays, where the code tells it."""
        return school_zone_of(self.uai)


def read_uai(text: str) -> str:
    """A UAI code as it is typed.

    Raises:
        ValueError: it is none; in French.
    """
    code = re.sub(r"\s", "", text).upper()
    if not _UAI.fullmatch(code):
        raise ValueError("un code UAI a sept chiffres et une lettre, comme 0999999Z")
    return code

"""The whole of each day in one PDF, in the order of its sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.private.packs import folder as packs_folder
from generator.private.packs.protection import Protection
from generator.private.packs.wanted import Wanted
from generator.private.packs.whole import whole_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day and the packs of all its sessions, in their order."""

    day: date
    packs: tuple[Wanted, ...]

    @property
    def digest(self) -> str:
        """Of what its PDF shows."""
        return packs_folder.file_digest("".join(each.session.id + each.digest for each in self.packs).encode("utf-8"))


def day_of(day: date, packs: Iterable[Wanted]) -> Day:
    """A day, its packs by hour, then by room."""
    in_order = sorted(packs, key=lambda each: (each.session.start, each.session.room, each.session.id))
    return Day(day=day, packs=tuple(in_order))


def make_day(
    day: Day, output: Path, work: Path, *, digest: str, plain: Mapping[str, bytes], protection: Protection
) -> None:
    """Makes the PDF of a day whose packs all stand in `output`, and records `digest` as what it was made from; `plain` has the
    packs that cannot be read back.
    """
    named = day.day.isoformat()
    wholes = (
        plain[id] if id in plain else (output / id / f"{id}-tout.pdf").read_bytes()
        for id in (each.session.id for each in day.packs)
    )
    into = work / named
    into.mkdir(mode=0o700)
    name, data = protection.closed(f"{named}-tout.pdf", whole_day(wholes, named))
    files = {name: packs_folder.write_private(into / name, data)}
    target = output / packs_folder.DAYS / named
    packs_folder.put(into, target, session=named, digest=digest, files=files, spare=work / f"{named}-old")

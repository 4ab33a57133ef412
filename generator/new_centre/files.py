"""All files of a new centre, and those of one to renew, with the program itself among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.new_centre.earlier_year import EarlierYear
from generator.new_centre.forges import Forge
from generator.new_centre.identity import Identity
from generator.new_centre.own_wheel import own_wheel
from generator.new_centre.renewal import RECORD, Renewal, record, renewal
from generator.new_centre.skeleton import forges_of, machinery, skeleton
from generator.version import program_version


def new_centre(
    forges: Iterable[Forge], *, today: date, identity: Identity, before: EarlierYear | None = None
) -> dict[str, bytes]:
    """The files of a new centre by path: what its CI runs with no index and no hand-made step."""
    wanted, version = tuple(forges), program_version()
    own = _own(wanted, version)
    written = skeleton(wanted, today=today, version=version, identity=identity, before=before)
    return {**written, **own, RECORD: record(own, version)}


def renewed(folder: Path, forge: Forge | None) -> Renewal:
    """What brings a centre to this version; `forge` is one to add to those whose CI it has."""
    there = {path.relative_to(folder).as_posix() for path in folder.glob(".git*") if path.is_file()}
    there |= {path.relative_to(folder).as_posix() for path in folder.glob(".github/workflows/*")}
    version = program_version()
    return renewal(folder, _own({*forges_of(there), *([forge] if forge else [])}, version), version)


def _own(forges: Iterable[Forge], version: str) -> dict[str, bytes]:
    wheel = own_wheel()
    return {**machinery(sorted(forges), version=version), wheel.name: wheel.data}

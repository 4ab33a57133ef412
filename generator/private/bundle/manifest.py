"""The manifest of a bundle, read back: what it says of the sheet and of the scans, and what has changed since."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MANIFEST = "manifest.json"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`content` is the digest of what the sheet says; `scans` gives the SHA-256 of each scan and report by name."""

    content: str
    draft: bool
    scans: Mapping[str, str]


def read_manifest(bundle: Path | IO[bytes]) -> Manifest | None:
    """The manifest of a bundle; None for any other file, or none."""
    try:
        with zipfile.ZipFile(bundle) as package, package.open(MANIFEST) as member:
            told = json.loads(member.read(_LARGEST))
        # Only scans and reports have pages: the other files are made from the sheet.
        scans = {file["name"]: file["sha256"] for file in told["files"] if file["pages"] is not None}
        return Manifest(content=told["content"], draft=told["draft"], scans=scans)
    except (OSError, KeyError, ValueError, TypeError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return None


def changes(before: Manifest, now: Manifest) -> tuple[str, ...]:
    """What is not the same in two bundles of a session, in French: the sheet, scans and reports by name."""
    names = sorted(before.scans.keys() | now.scans.keys())
    scans = (name for name in names if before.scans.get(name) != now.scans.get(name))
    return (*(["la feuille d’émargement"] if before.content != now.content else []), *scans)

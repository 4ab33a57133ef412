"""What `consigne init` renews in a centre that is there: the files that the program alone wrote, and nothing that a person did.

A record in the centre (`.ci/consigne.json`) says what the program wrote, by digest: a file that differs from it was changed by
somebody, and stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.new_centre.own_wheel import wheel_name

RECORD = ".ci/consigne.json"
_FORMAT = 1
_OLD_WHEEL = re.compile(r"consigne-[^-/]+-py3-none-any\.whl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What a renewal does: files to write by path, paths to remove, paths that stay because somebody changed them; `before` is the version
    that made the centre, where it is known.
    """

    written: Mapping[str, bytes]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    before: str | None


def record(files: Mapping[str, bytes], version: str) -> bytes:
    """What the program wrote into a centre, for its next version."""
    digests = {path: _digest(data) for path, data in sorted(files.items())}
    return (json.dumps({"format": _FORMAT, "version": version, "files": digests}, indent=1) + "\n").encode()


def renewal(folder: Path, files: Mapping[str, bytes], version: str) -> Renewal:
    """What to write so that a centre runs with this version, whose own files these are."""
    before, known = _read(folder / RECORD)
    written, kept = {}, []
    for path, data in files.items():
        there = (folder / path).read_bytes() if (folder / path).is_file() else None
        if there == data:
            continue
        # Git may have changed the ends of lines.
        ours = {_digest(there), _digest(_unix(there))} if there is not None else set()
        if there is None or known.get(path) in ours or _OLD_WHEEL.fullmatch(path):
            written[path] = data
        elif _unix(there) != data:
            kept.append(path)
    told = {path: data for path, data in files.items() if path not in kept}
    news = record(told, version)
    if not (folder / RECORD).is_file() or (folder / RECORD).read_bytes() != news:
        written[RECORD] = news
    own = wheel_name(version)
    wheels = sorted(path.name for path in folder.glob("consigne-*.whl") if _OLD_WHEEL.fullmatch(path.name))
    return Renewal(
        written=written, removed=tuple(name for name in wheels if name != own), kept=tuple(kept), before=before
    )


def _read(path: Path) -> tuple[str | None, dict[str, str]]:
    """The version and the digests of a record; nothing of one that is missing or not ours."""
    try:
        found = json.loads(path.read_bytes())
        return str(found["version"]), {str(name): str(digest) for name, digest in found["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, {}


def _unix(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()

"""The version of a paper: a short hash of its content, so that two prints can be told apart and the same build twice cannot.

A session's version depends on what its paper says and on nothing else: not on the day of the build, not on other sessions.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date, time
from functools import lru_cache

from pydantic import BaseModel

from generator.language.languages import Language
from generator.public.papers.blocks import Wording
from generator.public.records import PublicCentre, PublicSession

_HEX_DIGITS = 8


def paper_version(session: PublicSession, centre: PublicCentre, wording: Wording) -> str:
    """Eight hexadecimal digits of the SHA-256 of the canonical JSON of session, centre and wording."""
    said = asdict(session)
    del said["errors"]  # while there are some, there is no paper
    content = {
        "session": said,
        "centre": _of_centre(centre),
        "wording": _whole_wording_digest(wording),
    }
    return digest(content)


def centre_version(centre: PublicCentre) -> str:
    """The same for a paper that is of the centre and of no session."""
    return digest(_of_centre(centre))


def version_line(version: str, content_date: date | None, spoken: Language) -> str:
    """What the foot of a paper says of its version; `content_date` is when the content last changed."""
    say = spoken.phrases["leaf"]
    if content_date is None:
        return say["version"].format(version=version)
    return say["version_dated"].format(version=version, date=spoken.typography.short_date(content_date))


def wording_digest(wording: Wording) -> str:
    """The same for the wording alone."""
    return _whole_wording_digest(wording)[:_HEX_DIGITS]


def digest(content: object) -> str:
    """Eight hexadecimal digits of the SHA-256 of the canonical JSON of records, lists, texts, dates and times."""
    return _whole_digest(content)[:_HEX_DIGITS]


def _of_centre(centre: PublicCentre) -> dict[str, object]:
    facts: dict[str, object] = {
        "name": centre.name,
        "uai": centre.uai,
        "site": centre.site,
        "test": centre.test,
        "contacts": centre.contacts,
        "extra_time_percents": centre.extra_time_percents,
    }
    # Papers printed before there were two languages keep their version.
    return facts if centre.language == "fr" else {**facts, "language": centre.language}


@lru_cache(maxsize=16)
def _whole_wording_digest(wording: Wording) -> str:
    """The wording's own hash: where its text comes from does not matter, what it says does."""
    said = [
        {key: value for key, value in asdict(block).items() if key not in ("own", "facts")} for block in wording.blocks
    ]
    return _whole_digest(said)


def _whole_digest(content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")

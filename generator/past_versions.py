"""Which versions of a session's papers came before this one, and what changed since: nothing of a candidate is in it.

The site publishes it as `historique.json`, from which the next build takes the versions of this one where git has none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from generator.languages import Language, language
from generator.papers.blocks import Wording
from generator.papers.version import paper_version
from generator.public import PublicCentre, PublicSession

FILE = "historique.json"
MAX_BYTES = 5_000_000
MOST_KEPT = 12
"""Versions of a session that are remembered, the newest."""

PRINTED_BEFORE_DAYS = 14
"""How long before a session its papers may have been printed already."""

_Text = Annotated[str, StringConstraints(max_length=300)]


class Version(BaseModel):
    """A version of the papers of a session: the public facts that a reader would compare.

    `by` is a digest of the invigilators: a centre that stops naming them must not name them here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
    since: date | None
    date: date
    start: time
    end: time
    room: _Text
    site: _Text
    candidates: int
    by: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class _History(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    history: int
    sessions: dict[str, tuple[Version, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An earlier version, and what changed between it and the version of today, in words."""

    version: str
    said: tuple[str, ...]


Versions = Mapping[str, tuple[Version, ...]]
"""The versions of each session, by its identifier, oldest first."""


def versions_of(centre: PublicCentre, wording: Wording, since: date | None) -> Versions:
    """The version of each session as it stands in that content, which dates from `since`."""
    return {session.id: (_version(session, centre, wording, since),) for session in centre.sessions}


def followed(before: Versions, after: Versions) -> Versions:
    """The sessions of `after`, each with the versions it had before; a version that stays is not told twice."""
    whole = {}
    for session_id, new in after.items():
        known = before.get(session_id, ())
        fresh = tuple(v for v in new if not known or v.version != known[-1].version)
        whole[session_id] = (*known, *fresh)[-MOST_KEPT:]
    return whole


def changes(versions: Sequence[Version], code: str) -> tuple[Change, ...]:
    """What changed since each earlier version, for the reader of its paper. The last of `versions` is today's."""
    *earlier, current = versions
    found = {past.version: _said(past, current, language(code)) for past in earlier}
    return tuple(
        Change(version=version, said=said) for version, said in found.items() if version != current.version
    )


def reprints(versions: Versions, code: str) -> dict[str, str]:
    """For each session whose papers changed when they may already have been printed, which day and what, in words."""
    spoken = language(code)
    found = {}
    for session_id, (*earlier, current) in versions.items():
        if earlier and current.since and 0 <= (current.date - current.since).days <= PRINTED_BEFORE_DAYS:
            head = spoken.phrases["currency"]["reprint_home"].format(
                date=spoken.typography.short_date(current.since)
            )
            found[session_id] = f"{head} {', '.join(_said(earlier[-1], current, spoken))}"
    return found


def written(versions: Versions) -> str:
    """`historique.json`, the same text for the same history."""
    document = {
        "history": 1,
        "sessions": {
            session_id: [version.model_dump(mode="json") for version in of_session]
            for session_id, of_session in sorted(versions.items())
        },
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read(data: bytes) -> Versions:
    """The versions that an earlier build wrote; none where the file is not what we write."""
    if len(data) > MAX_BYTES:
        return {}
    try:
        history = _History.model_validate_json(data)
    except ValidationError:
        return {}
    return history.sessions if history.history == 1 else {}


def _version(session: PublicSession, centre: PublicCentre, wording: Wording, since: date | None) -> Version:
    by = hashlib.sha256("\n".join(session.invigilators).encode("utf-8")).hexdigest()[:8]
    return Version(
        version=paper_version(session, centre, wording),
        since=since,
        date=session.date,
        start=session.start,
        end=session.end,
        room=session.room[:300],
        site=session.site[:300],
        candidates=session.candidate_count,
        by=by,
    )


def _said(old: Version, new: Version, spoken: Language) -> tuple[str, ...]:
    words, typography = spoken.phrases["currency"], spoken.typography
    facts = (
        ("date", typography.date_in_words(old.date), typography.date_in_words(new.date)),
        ("start", typography.clock(old.start), typography.clock(new.start)),
        ("end", typography.clock(old.end), typography.clock(new.end)),
        ("room", old.room, new.room),
        ("site", old.site, new.site),
        ("candidates", str(old.candidates), str(new.candidates)),
    )
    said = [f"{words[name]} {before} → {after}" for name, before, after in facts if before != after]
    if old.by != new.by:
        said.append(words["by"])
    return tuple(said) or (words["text"],)

"""Which versions of a session's papers came before this one, and what changed since: nothing of a candidate is in it.

The site publishes it as `historique.json`, from which the next build takes the versions of this one where git has none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from generator.language.languages import Language, language
from generator.public.papers.blocks import Wording
from generator.public.papers.version import digest, paper_version, wording_digest
from generator.public.records import PublicCentre, PublicSession

FILE = "historique.json"
MAX_BYTES = 5_000_000
MOST_KEPT = 12
"""Versions of a session that are remembered, the newest."""

MOST_GONE = 60
"""Sessions that are no more and are remembered, those of the latest dates."""

PRINTED_BEFORE_DAYS = 14
"""How long before a session its papers may have been printed already."""

_Text = Annotated[str, StringConstraints(max_length=300)]
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""An identifier is also the name of a folder: one that comes from a file must not lead elsewhere."""


class Version(BaseModel):
    """A version of the papers of a session: the public facts that a reader would compare.

    Long texts are digests. So are invigilators: a centre that stops naming them must not name them here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: _Digest
    since: date | None
    date: date
    start: time
    end: time
    room: _Text
    site: _Text
    candidates: int
    seats: int | None
    rates: tuple[int, ...]
    by: _Digest
    wording: _Digest
    contacts: _Digest
    test: _Digest


class _History(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    history: int
    invigilators: str
    sessions: dict[_Id, tuple[Version, ...]]


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
    """The versions of `before`, then those of `after`; a version that stays is not told twice."""
    whole = dict(before)
    for session_id, new in after.items():
        known = before.get(session_id, ())
        fresh = tuple(v for v in new if not known or v.version != known[-1].version)
        whole[session_id] = (*known, *fresh)[-MOST_KEPT:]
    return whole


def joined(older: Versions, newer: Versions) -> Versions:
    """The versions that two histories of the same papers know; where both know one, it stands where `newer` has it."""
    whole = dict(older)
    for session_id, known in newer.items():
        names = {version.version for version in known}
        more = tuple(v for v in older.get(session_id, ()) if v.version not in names)
        whole[session_id] = (*more, *known)[-MOST_KEPT:]
    return whole


def kept(versions: Versions, may_be_said: Callable[[str], bool]) -> Versions:
    """The versions all of whose texts may be said; a session whose name may not is left out."""
    return {
        session_id: said
        for session_id, known in versions.items()
        if (said := tuple(v for v in known if may_be_said(place_said(session_id, v))))
    }


def place_said(session_id: str, version: Version) -> str:
    """What a version gives of the texts that a coordinator types: the session, its room and its site."""
    return f"{session_id}, {version.room}, {version.site}"


def gone(versions: Versions, session_ids: Collection[str]) -> dict[str, Version]:
    """The last version of each session that is no more, by its identifier; the latest dates when there are many."""
    # Some file systems do not tell two folders apart by their capitals.
    here = {session_id.casefold() for session_id in session_ids}
    lost = [(known[-1], name) for name, known in versions.items() if name.casefold() not in here and known]
    latest = sorted(lost, key=lambda pair: (pair[0].date, pair[1]), reverse=True)[:MOST_GONE]
    return {name: version for version, name in latest}


def changes(versions: Sequence[Version], code: str) -> tuple[Change, ...]:
    """What changed since each earlier version, for the reader of its paper. The last of `versions` is today's."""
    *earlier, current = versions
    found = {past.version: _said(past, current, language(code)) for past in earlier}
    return tuple(Change(version=version, said=said) for version, said in found.items() if version != current.version)


def reprints(versions: Versions, code: str) -> dict[str, str]:
    """For each session whose papers changed when they may already have been printed, which day and what, in words.

    Where no day is known, without git, any change may have come after a print.
    """
    spoken = language(code)
    words = spoken.phrases["currency"]
    found = {}
    for session_id, (*earlier, current) in versions.items():
        if not earlier:
            continue
        said = ", ".join(_said(earlier[-1], current, spoken))
        if current.since is None:
            found[session_id] = f"{words['reprint_undated']} {said}"
        elif 0 <= (current.date - current.since).days <= PRINTED_BEFORE_DAYS:
            day = spoken.typography.short_date(current.since)
            found[session_id] = f"{words['reprint_home'].format(date=day)} {said}"
    return found


def written(versions: Versions, invigilators: str) -> str:
    """`historique.json`, the same text for the same history; `invigilators` is what the centre publishes of them."""
    document = {
        "history": 2,
        "invigilators": invigilators,
        "sessions": {
            session_id: [version.model_dump(mode="json") for version in of_session]
            for session_id, of_session in sorted(versions.items())
        },
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read(data: bytes, invigilators: str) -> Versions:
    """The versions that an earlier build wrote; none where the file is not what we write.

    Nor where the centre then published something else of invigilators: a digest of a name may be guessed.
    """
    if len(data) > MAX_BYTES:
        return {}
    try:
        history = _History.model_validate_json(data)
    except ValidationError:
        return {}
    known = history.history == 2 and history.invigilators == invigilators
    return {name: versions for name, versions in history.sessions.items() if versions} if known else {}


def _version(session: PublicSession, centre: PublicCentre, wording: Wording, since: date | None) -> Version:
    return Version(
        version=paper_version(session, centre, wording),
        since=since,
        date=session.date,
        start=session.start,
        end=session.end,
        room=session.room[:300],
        site=session.site[:300],
        candidates=session.candidate_count,
        seats=session.seats,
        rates=centre.extra_time_percents,
        by=digest(list(session.invigilators)),
        wording=wording_digest(wording),
        contacts=digest(centre.contacts),
        test=digest(centre.test),
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
        ("seats", _number(old.seats), _number(new.seats)),
        ("rates", _rates(old.rates, spoken), _rates(new.rates, spoken)),
    )
    said = [_change(words[name], before, after) for name, before, after in facts if before != after]
    said += [words[name] for name in ("by", "contacts", "test", "wording") if getattr(old, name) != getattr(new, name)]
    return tuple(said) or (words["settings"],)


def _change(name: str, before: str, after: str) -> str:
    """`salle B204 → B205`, but `Salle 1 → Salle 2`, where the values say themselves what they are."""
    bare = before.casefold().startswith(name) and after.casefold().startswith(name)
    return f"{before} → {after}" if bare else f"{name} {before} → {after}"


def _number(count: int | None) -> str:
    return "?" if count is None else str(count)


def _rates(percents: Sequence[int], spoken: Language) -> str:
    return spoken.typography.enumerated([spoken.typography.extra_time(percent) for percent in percents]) or "–"

"""What a briefing says, before it is laid out: the facts of the session and the wording, filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from generator import french
from generator.papers.blocks import Block, Wording
from generator.papers.times import OtherStart, TimedRate, other_starts, planned_start, timed_rates
from generator.papers.version import paper_version
from generator.public import PublicCentre, PublicSession
from schemas.centre import Contact

LAST_ON_FRONT = "7-fin"
"""The front holds the day up to this block; what comes after is done outside the room and opens the back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A moment of the day: its number, its planned time where one is certain, what to do and to say."""

    number: int
    time: str | None
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything printed on a briefing, as text."""

    session_id: str
    centre: str
    when: str
    where: str
    facts: str
    invigilators_known: bool
    url: str
    front: tuple[Phase, ...]
    start: str
    rates: tuple[TimedRate, ...]
    back: tuple[Phase, ...]
    incidents: Block
    fraud: Block
    codes: Block
    other_starts: tuple[OtherStart, ...]
    contacts: tuple[Contact, ...]
    footer: str
    version: str
    address: str | None

    @property
    def title(self) -> str:
        """When and where, on one line."""
        return f"{self.when} · {self.where}"


def briefing_sheet(
    session: PublicSession, centre: PublicCentre, wording: Wording, *, content_date: date | None
) -> Sheet:
    """The content of a session's briefing."""
    facts = session_facts(session, centre)
    blocks = {block.name: block.filled(facts) for block in wording.blocks}
    phases = _phases(session, centre, blocks)
    cut = 1 + [phase.block.name for phase in phases].index(LAST_ON_FRONT)
    version = paper_version(session, centre, wording)
    return Sheet(
        session_id=session.id,
        centre=_centre_and_site(session, centre),
        when=f"{facts['date']} · {french.clock_range(session.start, session.end)}",
        where=_where(session.room),
        facts=_facts_line(session),
        invigilators_known=bool(session.invigilators),
        url=centre.test.url,
        front=phases[:cut],
        start=french.clock(planned_start(session, centre.test)),
        rates=timed_rates(session, centre),
        back=phases[cut:],
        incidents=blocks["incidents"],
        fraud=blocks["fraude"],
        codes=blocks["codes"],
        other_starts=other_starts(session, centre),
        contacts=centre.contacts,
        footer=f"{centre.name} · session {session.id}",
        version=_version_line(version, content_date),
        address=_address(session, centre, version),
    )


def session_facts(session: PublicSession, centre: PublicCentre) -> dict[str, str]:
    """The value of each `{name}` of the wording."""
    test = centre.test
    return {
        "url": test.url,
        "url_reprise": test.resume_url,
        "duree": french.duration(test.duration_min),
        "rappel": french.counted(test.warning_min, "minute"),
        "date": french.date_in_words(session.date),
        "debut": french.clock(session.start),
        "depart": french.clock(planned_start(session, test)),
        "fin": french.clock(session.end),
        "salle": session.room,
        "site": session.site,
        "centre": centre.name,
        "session": session.id,
        "surveillants": french.enumerated(session.invigilators),
        "candidats": french.counted(session.candidate_count, "candidat"),
    }


def _phases(session: PublicSession, centre: PublicCentre, blocks: dict[str, Block]) -> tuple[Phase, ...]:
    """The numbered blocks. Only what the clock of the room decides has a time: the end depends on the true start."""
    opens = french.clock(session.start)
    times = {
        "1-avant": f"avant {opens}",
        "2-arrivee": opens,
        "4-lancement": f"vers {french.clock(planned_start(session, centre.test))}",
    }
    numbered = [name for name in blocks if name[0].isdigit()]
    return tuple(
        Phase(number=number, time=times.get(name), block=blocks[name])
        for number, name in enumerate(numbered, 1)
    )


def _where(room: str) -> str:
    """`salle B204`, and not `salle Salle informatique`."""
    return room if room.casefold().startswith("salle") else f"salle{french.NO_BREAK}{room}"


def _facts_line(session: PublicSession) -> str:
    """What else is known of the session; without names to publish, the template leaves a line to write them on."""
    facts = [f"Session {session.id}", french.counted(session.candidate_count, "candidat")]
    if session.seats is not None:
        facts.append(french.counted(session.seats, "poste"))
    facts.append(french.enumerated(session.invigilators) or f"surveillants{french.NO_BREAK}:")
    return " · ".join(facts)


def _centre_and_site(session: PublicSession, centre: PublicCentre) -> str:
    known_by = centre.name if centre.uai is None else f"{centre.name} ({centre.uai})"
    return known_by if session.site == centre.name else f"{known_by} · {session.site}"


def _version_line(version: str, content_date: date | None) -> str:
    dated = "" if content_date is None else f" · contenu du {french.short_date(content_date)}"
    return f"version {version}{dated}"


def _address(session: PublicSession, centre: PublicCentre, version: str) -> str | None:
    if centre.site_url is None:
        return None
    return f"{centre.site_url.rstrip('/')}/sessions/{quote(session.id, safe='')}/index.html?v={version}"

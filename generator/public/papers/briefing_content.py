"""What a briefing says, before it is laid out: the facts of the session and the wording, filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.language.languages import Language, Phrases, language
from generator.public.addresses import session_path, whole_address
from generator.public.papers.blocks import Block, Wording
from generator.public.papers.catalogue import paper
from generator.public.papers.times import OtherStart, TimedRate, other_starts, planned_start, timed_rates
from generator.public.papers.version import paper_version, version_line
from generator.public.records import PublicCentre, PublicSession
from schemas.centre import Contact
from schemas.timing import later

LAST_ON_FRONT = "7-fin"
"""The front holds the day up to this block; what comes after is done outside the room and opens the back."""
_BETWEEN_MIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A moment of the day: its number, its planned time where one is certain, what to do and to say."""

    number: int
    time: str | None
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Everything printed on a briefing, as text, in the language `code`."""

    code: str
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
    between: str
    contacts: tuple[Contact, ...]
    footer: str
    version: str
    address: str | None

    @property
    def say(self) -> Phrases:
        """The phrases of the briefing."""
        return language(self.code).phrases["briefing"]

    @property
    def title(self) -> str:
        """When and where, on one line."""
        return f"{self.when} · {self.where}"


def briefing_content(
    session: PublicSession, centre: PublicCentre, wording: Wording, *, content_date: date | None
) -> Briefing:
    """The content of a session's briefing."""
    spoken = language(centre.language)
    typography, say = spoken.typography, spoken.phrases["briefing"]
    facts = session_facts(session, centre)
    blocks = {block.name: block.filled(facts) for block in wording.blocks}
    phases = _phases(session, centre, blocks)
    cut = 1 + [phase.block.name for phase in phases].index(LAST_ON_FRONT)
    version = paper_version(session, centre, wording)
    return Briefing(
        code=centre.language,
        session_id=session.id,
        centre=_centre_and_site(session, centre),
        when=f"{facts['date']} · {typography.clock_range(session.start, session.end)}",
        where=_where(session.room, say),
        facts=_facts_line(session, spoken),
        invigilators_known=bool(session.invigilators),
        url=centre.test.url,
        front=phases[:cut],
        start=typography.clock(planned_start(session, centre.test)),
        rates=timed_rates(session, centre),
        back=phases[cut:],
        incidents=blocks["incidents"],
        fraud=blocks["fraude"],
        codes=blocks["codes"],
        other_starts=other_starts(session, centre),
        between=_between(session, centre),
        contacts=centre.contacts,
        footer=say["footer"].format(centre=centre.name, id=session.id),
        version=version_line(version, content_date, spoken),
        address=whole_address(centre.site_url, session_path(session.id, paper("briefing").file), version),
    )


def session_facts(session: PublicSession, centre: PublicCentre) -> dict[str, str]:
    """The value of each `{name}` of the wording."""
    test, spoken = centre.test, language(centre.language)
    typography, say = spoken.typography, spoken.phrases["briefing"]
    return {
        "url": test.url,
        "url_reprise": test.resume_url,
        "duree": typography.duration(test.duration_min),
        "rappel": typography.counted(test.warning_min, say["minute"]),
        "date": typography.date_in_words(session.date),
        "debut": typography.clock(session.start),
        "depart": typography.clock(planned_start(session, test)),
        "fin": typography.clock(session.end),
        "salle": session.room,
        "site": session.site,
        "centre": centre.name,
        "session": session.id,
        "surveillants": typography.enumerated(session.invigilators),
        "candidats": typography.counted(session.candidate_count, say["candidate"]),
    }


def _phases(session: PublicSession, centre: PublicCentre, blocks: dict[str, Block]) -> tuple[Phase, ...]:
    """The numbered blocks. Only what the clock of the room decides has a time: the end depends on the true start."""
    spoken = language(centre.language)
    clock, say = spoken.typography.clock, spoken.phrases["briefing"]
    opens = clock(session.start)
    times = {
        "1-avant": say["before"].format(time=opens),
        "2-arrivee": opens,
        "4-lancement": say["about"].format(time=clock(planned_start(session, centre.test))),
    }
    numbered = [name for name in blocks if name[0].isdigit()]
    return tuple(
        Phase(number=number, time=times.get(name), block=blocks[name]) for number, name in enumerate(numbered, 1)
    )


def _between(session: PublicSession, centre: PublicCentre) -> str:
    """How to read off a start that has no row, by the example of one shortly after the planned one."""
    spoken = language(centre.language)
    row = planned_start(session, centre.test)
    return spoken.phrases["briefing"]["between"].format(
        at=spoken.typography.clock(later(row, _BETWEEN_MIN)),
        row=spoken.typography.clock(row),
        more=spoken.typography.duration(_BETWEEN_MIN),
        warning=spoken.typography.duration(centre.test.warning_min),
    )


def _where(room: str, say: Phrases) -> str:
    """`salle B204`, and not `salle Salle informatique`."""
    is_said = room.casefold().startswith(tuple(say["room_words"].split()))
    return room if is_said else say["room"].format(room=room)


def _facts_line(session: PublicSession, spoken: Language) -> str:
    """What else is known of the session; without names to publish, the template leaves a line to write them on."""
    typography, say = spoken.typography, spoken.phrases["briefing"]
    facts = [say["session"].format(id=session.id)]
    if session.candidate_count:
        facts.append(typography.counted(session.candidate_count, say["candidate"]))
    if session.seats is not None:
        facts.append(typography.counted(session.seats, say["seat"]))
    facts.append(typography.enumerated(session.invigilators) or say["invigilators"])
    return " · ".join(facts)


def _centre_and_site(session: PublicSession, centre: PublicCentre) -> str:
    return centre.known_as if session.site == centre.name else f"{centre.known_as} · {session.site}"

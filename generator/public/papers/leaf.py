"""The papers of one side: board poster, door, incident and fraud reports of a session, notice for the candidates.

Each fills exactly one page: what the centre wrote is measured, and the blank lines to write on take the room that is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.language.languages import Language, language
from generator.public.addresses import session_path, whole_address
from generator.public.papers.bar import BarLink, centre_links, session_links
from generator.public.papers.blocks import Wording
from generator.public.papers.catalogue import paper
from generator.public.papers.currency import SCRIPT as CURRENCY_SCRIPT
from generator.public.papers.currency import currency_block
from generator.public.papers.environment import environment, script, security_policy, stylesheet
from generator.public.papers.fit import FULL_WIDTH, largest_on_a_line
from generator.public.papers.qr import qr_svg
from generator.public.papers.text_width import text_line_count
from generator.public.papers.times import planned_start
from generator.public.papers.version import centre_version, paper_version, version_line
from generator.public.records import PublicCentre, PublicSession
from generator.public.versions.past_versions import Change
from generator.writing.refusal import BuildRefused

NOTICE_FILE = "notice.html"
_NOTICE = "notice"
_SCRIPTS = ("print-button.js", CURRENCY_SCRIPT)
_MM = 72 / 25.4
_MOST_FACT_LINES = 6
"""Lines of facts that every paper of one side has room for, at the size of body text."""
# A4 on its side leaves 277 mm. Letters 22 mm high, as those of most addresses then are, are seen from 8 m under 9 minutes of
# arc: nearly twice what an eye of 10/10 needs (5 minutes, ISO 8596), so that a weaker one reads them too.
_POSTER_WIDTH = 277 * _MM
_POSTER_PT = (120, 108, 96, 88, 80, 72, 64, 56, 48, 42, 36, 32, 28)
_POSTER_HEIGHT_PT = 235  # what the other parts of the poster leave, when each is at its longest
_POSTER_LEADING = 1.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What the head and the foot of a paper of one side say."""

    code: str
    title: str
    facts: tuple[str, ...]
    footer: str
    version: str
    address: str | None
    links: tuple[BarLink, ...]


def session_leaf_page(
    name: str,
    session: PublicSession,
    centre: PublicCentre,
    wording: Wording,
    *,
    content_date: date | None,
    changes: Sequence[Change] = (),
) -> str:
    """A paper of one side of a session, by its name in the catalogue; `changes` since each earlier version of it.

    Raises:
        BuildRefused: a value is too long for the page.
    """
    spoken = language(centre.language)
    version = paper_version(session, centre, wording)
    leaf = Leaf(
        code=centre.language,
        title=spoken.phrases[name]["title"],
        facts=_session_facts(name, session, centre, spoken),
        footer=f"{centre.name} · {spoken.phrases['leaf']['session'].format(id=session.id)}",
        version=version_line(version, content_date, spoken),
        address=whole_address(centre.site_url, session_path(session.id, paper(name).file), version),
        links=session_links(name, centre.language),
    )
    _require_short(leaf, session.id)
    return _page(
        name,
        leaf,
        currency=currency_block(version, changes, centre.language),
        when=spoken.typography.date_in_words(session.date),
        hours=spoken.typography.clock_range(session.start, session.end),
        room=session.room,
        start=spoken.typography.clock(planned_start(session, centre.test)),
        rates=centre.extra_time_percents,
        address=_poster_address(centre.test.url, session.id) if name == "poster" else None,
    )


def notice_page(centre: PublicCentre, *, content_date: date | None) -> str:
    """The notice for the candidates of the centre.

    Raises:
        BuildRefused: the name of the centre is too long for the page.
    """
    spoken = language(centre.language)
    version = centre_version(centre)
    leaf = Leaf(
        code=centre.language,
        title=spoken.phrases[_NOTICE]["title"],
        facts=(centre.name,),
        footer=centre.name,
        version=version_line(version, content_date, spoken),
        address=whole_address(centre.site_url, NOTICE_FILE, version),
        links=centre_links(centre.language),
    )
    _require_short(leaf, "notice")
    duration = spoken.typography.duration(centre.test.duration_min)
    warning = spoken.typography.duration(centre.test.warning_min)
    current = currency_block(version, (), centre.language)
    return _page(_NOTICE, leaf, currency=current, duration=duration, warning=warning, url=centre.test.url)


def _page(name: str, leaf: Leaf, **facts: object) -> str:
    spoken = language(leaf.code)
    own_style = [f"{name}.css"] if name != _NOTICE and paper(name).own_style else []
    return (
        environment(leaf.code)
        .get_template(f"{name}.html")
        .render(
            page_title=f"{leaf.title} · {leaf.facts[0]}",
            policy=security_policy(*_SCRIPTS),
            styles=stylesheet("paper.css", "leaf.css", *own_style),
            scripts=[script(name) for name in _SCRIPTS],
            bar_links=leaf.links,
            leaf=leaf,
            say=spoken.phrases[name],
            common=spoken.phrases["leaf"],
            qr=qr_svg(leaf.address, spoken.phrases["leaf"]["qr"]) if leaf.address else Markup(""),
            **facts,
        )
    )


def _session_facts(name: str, session: PublicSession, centre: PublicCentre, spoken: Language) -> tuple[str, ...]:
    """What the head of a paper says: everything on a report, when and where on the board, and on the door, whose face says
    both in large letters, only whose test it is.
    """
    day = (
        f"{spoken.typography.date_in_words(session.date)}, {spoken.typography.clock_range(session.start, session.end)}"
    )
    where = f"{session.room}, {session.site}"
    by = spoken.typography.enumerated(session.invigilators)
    facts = {"poster": (day, where), "door": (centre.known_as,)}.get(name, (day, where, by, centre.known_as))
    return tuple(fact for fact in facts if fact)


def _require_short(leaf: Leaf, session_id: str) -> None:
    lines = sum(text_line_count(fact, FULL_WIDTH, 11) for fact in leaf.facts)
    if lines > _MOST_FACT_LINES:
        raise BuildRefused(
            [
                f"Session {session_id} : le lieu, les surveillants et le nom du centre prennent {lines} lignes, et les papiers "
                f"d’une page en ont {_MOST_FACT_LINES}. Raccourcissez-les (sessions.xlsx, colonnes Site, Salle, "
                "Surveillants ; centre.toml, réglage name)."
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterAddress:
    """The address of the test as one copies it from the board: without `https://`, in lines of one size."""

    lines: tuple[str, ...]
    size_pt: int


def _poster_address(url: str, session_id: str) -> PosterAddress:
    """The largest type that holds it, cut after its host and, when long, at its slashes or dots."""
    parts = urlsplit(url)
    host, path = parts.netloc, parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    whole = [host] + ([path] if path else [])
    best: PosterAddress | None = None
    for lines in (whole, _halved(whole, "/."), _halved(whole, "/.-")):
        size = largest_on_a_line(lines, _POSTER_PT, _POSTER_WIDTH)
        size = size and min(size, _tallest(len(lines)))
        if size and (best is None or size > best.size_pt):
            best = PosterAddress(lines=tuple(lines), size_pt=size)
    if best is None:
        raise BuildRefused(
            [
                f"Session {session_id} : l’adresse du test ne tient pas sur l’affiche en lettres qu’on lit de loin. "
                "Raccourcissez-la (centre.toml, réglage test.url)."
            ]
        )
    return best


def _tallest(lines: int) -> int:
    """The largest size at which so many lines hold on the poster, 0 when none does."""
    return next((size for size in _POSTER_PT if lines * size * _POSTER_LEADING <= _POSTER_HEIGHT_PT), 0)


def _halved(lines: list[str], at: str) -> list[str]:
    """The lines with the longest cut in two, before the sign nearest to its middle."""
    longest = max(lines, key=len)
    cuts = [place for place, sign in enumerate(longest) if sign in at and place]
    if not cuts:
        return lines
    cut = min(cuts, key=lambda place: abs(place - len(longest) / 2))
    return [part for line in lines for part in ((line[:cut], line[cut:]) if line is longest else (line,))]

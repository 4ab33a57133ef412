"""The one door from what is checked to what may be published, and the gate that watches it.

Elsewhere in the public world nothing can be given a candidate: pages and papers take a `PublicCentre`, made here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from generator.public.privacy.gate import Leak, leaks, recogniser
from generator.public.privacy.own import Own
from generator.public.privacy.product import Product
from generator.public.privacy.published import published_by
from generator.public.records import PublicCentre, PublicSession
from schemas.judging.standing import LooseRow
from schemas.people import TITLES
from schemas.records import Centre, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What is known of a centre, what of it may be published, the product's own words, and the rows
    that are too faulty to be records: enough to find a leak.
    """

    centre: Centre = field(repr=False)
    public: PublicCentre
    product: Product
    loose: Sequence[LooseRow] = field(default=(), repr=False)

    def leaks(self, staged: Path, own: Own) -> list[Leak]:
        """The first leaks of a staged site, whose `own` files the program wrote alone; none means that it may be published."""
        return leaks(
            staged,
            self.centre,
            product=self.product,
            published=published_by(self.public, self.centre.settings),
            loose=self.loose,
            own=own,
        )

    def recogniser(self) -> Callable[[str], bool]:
        """Tells of a line of text, before it is published, whether it gives away a value of the centre."""
        published = published_by(self.public, self.centre.settings)
        return recogniser(self.centre, product=self.product, published=published, loose=self.loose)


def public_centre(
    centre: Centre,
    *,
    site_url: str | None = None,
    invigilators: str | None = None,
    errors: Mapping[str, int] = MappingProxyType({}),
) -> PublicCentre:
    """Keeps of a checked centre what may be published; `site_url` and `invigilators` (how they are shown) replace what
    `centre.toml` says. `errors` are those that hold the papers of a session, by its identifier.
    """
    settings = centre.settings
    shown = invigilators or settings.publication.invigilators
    counts = Counter(candidate.session_id for candidate in centre.candidates)
    return PublicCentre(
        name=settings.name,
        uai=settings.uai,
        site=settings.site,
        test=settings.test,
        contacts=settings.contacts,
        extra_time_percents=tuple(sorted({c.extra_time_percent for c in centre.candidates} - {0})),
        site_url=site_url or settings.publication.site_url,
        sessions=tuple(
            _public_session(session, shown, counts[session.id], errors.get(session.id, 0))
            for session in centre.sessions
        ),
        language=settings.language,
        shows_invigilators=shown,
        clock=settings.clock,
    )


def _public_session(session: Session, invigilators: str, candidate_count: int, errors: int) -> PublicSession:
    shown = {
        "name": session.invigilators,
        "initials": tuple(_initials(name) for name in session.invigilators),
        "none": (),
    }
    return PublicSession(
        id=session.id,
        date=session.date,
        start=session.start,
        end=session.end,
        site=session.site,
        room=session.room,
        invigilators=shown[invigilators],
        candidate_count=candidate_count,
        seats=session.seats,
        errors=errors,
    )


def _initials(name: str) -> str:
    """Gives the initials of a name, without its title: Mme Marie-Claude Exemple -> M.-C. E."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in TITLES]
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)

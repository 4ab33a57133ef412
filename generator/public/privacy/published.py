"""Lists the phrases that a centre publishes on purpose, and which the gate must not take for a candidate's name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from generator.public.privacy.phrases import Published, phrases_of, without_room_word
from generator.public.privacy.text import words_of
from generator.public.records import PublicCentre
from schemas.centre import CentreSettings


def published_by(centre: PublicCentre, settings: CentreSettings) -> Published:
    """What a centre publishes, and what its `centre.toml` says to be nobody.

    Invigilators are also listed together, as pages print them: "Martin, Thomas" is no candidate called Thomas Martin.
    """
    contacts = chain.from_iterable((contact.role, contact.name, contact.phone) for contact in centre.contacts)
    people = chain.from_iterable(session.invigilators for session in centre.sessions)
    addresses = (centre.site_url, centre.test.url, centre.test.resume_url)
    places = chain.from_iterable((session.id, session.site, session.room) for session in centre.sessions)
    return published(
        settings,
        fields=filter(None, (centre.name, centre.site, centre.uai, *addresses, *contacts, *people)),
        lists=(", ".join(session.invigilators) for session in centre.sessions),
        places=places,
    )


def published(
    settings: CentreSettings, *, fields: Iterable[str], lists: Iterable[str] = (), places: Iterable[str] = ()
) -> Published:
    """The phrases given, and the answers in the settings: what is a place only by chance is a field."""
    allowed, rooms = phrases_of(settings.publication.allowed_words), phrases_of(settings.rooms)
    fields, places = tuple(fields), tuple(places)
    own = phrases_of(fields)
    return Published(
        fields=own,
        lists=phrases_of(lists) - own,
        places=phrases_of(places) - own,
        answered=frozenset(phrase for phrase in allowed if len(phrase) > 1)
        | rooms
        | set(map(without_room_word, rooms)),
        allowed_words=frozenset(phrase[0] for phrase in allowed if len(phrase) == 1),
        texts={words_of(text): text for text in (*places, *fields)},
    )

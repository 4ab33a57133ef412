"""Lists the phrases that a centre publishes on purpose, and which the gate must not take for a candidate's name."""

from __future__ import annotations

from itertools import chain

from generator.public.records import PublicCentre


def published_phrases(centre: PublicCentre) -> tuple[str, ...]:
    """The centre's name, site, contacts and addresses, and the invigilators of its sessions.

    Invigilators are also listed together, as pages print them: "Martin, Thomas" is no candidate called Thomas Martin.
    """
    contacts = chain.from_iterable((contact.role, contact.name, contact.phone) for contact in centre.contacts)
    people = chain.from_iterable(
        (*session.invigilators, ", ".join(session.invigilators)) for session in centre.sessions
    )
    addresses = (centre.site_url, centre.test.url, centre.test.resume_url)
    phrases = (centre.name, centre.site, centre.uai, *addresses, *contacts, *people)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def place_phrases(centre: PublicCentre) -> tuple[str, ...]:
    """The identifier, site and room of each session: published too, but typed in a hurry ("Salle 12, pour Untel")."""
    typed = chain.from_iterable((session.id, session.site, session.room) for session in centre.sessions)
    return tuple(dict.fromkeys(phrase for phrase in typed if phrase not in (centre.site, centre.name)))

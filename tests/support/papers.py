"""Sessions and centres for the papers: typical, the shortest and the longest. Invented, evidently."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from generator.public.records import PublicCentre, PublicSession
from generator.public.wording import Wording, read_wording
from generator.resources import default_briefing_dir
from schemas.centre import Contact, TestSettings

LONG_HOST = "https://certification-numerique.academie-de-villefictive-sur-exemple.example"


def session(**facts: Any) -> PublicSession:
    """A usual session, with these facts instead of the usual ones."""
    given: dict[str, Any] = {
        "id": "2026-03-12-B204",
        "date": date(2026, 3, 12),
        "start": time(9),
        "end": time(12),
        "site": "Site Nord",
        "room": "B204",
        "invigilators": ("Camille Exemple", "Dominique Modèle"),
        "candidate_count": 24,
        "seats": 28,
    }
    return PublicSession(**given | facts)


def centre(**facts: Any) -> PublicCentre:
    """A usual centre, with these facts instead of the usual ones."""
    given: dict[str, Any] = {
        "name": "Lycée Jean-Imaginaire, Villefictive",
        "uai": "0000000A",
        "site": "Site Nord",
        "test": TestSettings(),
        "contacts": (
            Contact(role="Référent Pix", name="Sacha Fictif", phone="01 99 00 12 34"),
            Contact(role="Assistance informatique", name="Alex Inventé", phone="01 99 00 56 78"),
            Contact(role="Vie scolaire", phone="01 99 00 90 12"),
        ),
        "extra_time_percents": (33,),
        "site_url": "https://certification.villefictive.example/pix",
        "sessions": (),
    }
    return PublicCentre(**given | facts)


def wording() -> Wording:
    """The wording that comes with the program."""
    return read_wording(None, default_briefing_dir())


def _of_length(length: int, text: str) -> str:
    return (text * (length // len(text) + 1))[: length - 1].rstrip().ljust(length, "x")


SHORTEST = (
    session(
        id="1",
        room="1",
        site="L",
        invigilators=(),
        candidate_count=0,
        seats=None,
        start=time(8),
        end=time(10),
    ),
    centre(name="L", uai=None, site="L", contacts=(), extra_time_percents=(), site_url=None),
)
TYPICAL = (session(), centre())
LONGEST = (
    session(
        id="2026-09-30-BATIMENT-C-APRESMIDI-02",
        date=date(2026, 9, 30),
        start=time(13, 35),
        end=time(17, 55),
        site=_of_length(60, "Annexe imaginaire de la rue des Exemples, entrée par la cour "),
        room=_of_length(40, "Centre de documentation Marie-Exemple "),
        invigilators=tuple(_of_length(40, f"Marie-Antoinette Éléonore de Modèle {x} ") for x in "ABCD"),
        candidate_count=128,
        seats=130,
    ),
    centre(
        name=_of_length(90, "Lycée polyvalent des métiers imaginaires de Villefictive-sur-Exemple "),
        extra_time_percents=(20, 33, 50, 66, 75),
        site_url=f"{LONG_HOST}/etablissements/0000000A/pix",
        test=TestSettings(url=f"{LONG_HOST}/pix/certifications", resume_url=f"{LONG_HOST}/pix/certifications/NUMERO"),
        contacts=tuple(
            Contact(
                role=role,
                name=_of_length(40, "Marie-Antoinette Éléonore de Modèle "),
                phone="01 23 45 67 89 01 23 45 67 89 01 23 45 67 89",
            )
            for role in (
                "Référent Pix et coordination des certifications numériques",
                "Assistance informatique du conseil régional imaginaire",
                "Direction de l’établissement et astreinte administrative",
            )
        ),
    ),
)

"""The addresses of the site that other outputs link to; stable for ever, like the codes of the rules."""

from __future__ import annotations

from datetime import date


def rule_page(code: str) -> str:
    """The address of a rule's page inside the site: `regles/R004.html`."""
    return f"regles/{code}.html"


def rule_address(code: str, site_url: str | None) -> str:
    """The address of a rule's page: whole where the site has an address, else inside the site."""
    return f"{site_url.rstrip('/')}/{rule_page(code)}" if site_url else rule_page(code)


SESSION_PAPERS = {
    "briefing": "index.html",
    "poster": "affiche.html",
    "timer": "minuteur.html",
    "incident": "incident.html",
    "fraud": "fraude.html",
    "door": "porte.html",
}
"""The papers of a session, by their name in the catalogues, and the file of each in the session's folder."""


def day_file(day: date) -> str:
    """The page that prints every briefing of a day: `jours/2026-11-30.html`."""
    return f"jours/{day.isoformat()}.html"

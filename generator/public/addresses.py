"""Where the papers of the site stand; stable for ever, like the codes of the rules."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote


def session_path(session_id: str, file: str) -> str:
    """The address of a paper inside the site: `sessions/3A-lundi/affiche.html`."""
    return f"sessions/{quote(session_id, safe='')}/{file}"


def day_file(day: date) -> str:
    """The page that prints every briefing of a day: `jours/2026-11-30.html`."""
    return f"jours/{day.isoformat()}.html"


def whole_address(site_url: str | None, path: str, version: str | None = None) -> str | None:
    """The address of a page of the site, with the version of the paper that asks; None where the site has no address."""
    if site_url is None:
        return None
    return f"{site_url.rstrip('/')}/{path}" + (f"?v={version}" if version else "")

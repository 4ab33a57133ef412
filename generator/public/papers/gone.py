"""What the addresses of a session without papers say: it is no more, or its spreadsheets are not right yet."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from generator.language.languages import language
from generator.public.papers.catalogue import paper
from generator.public.papers.environment import environment, security_policy
from generator.public.records import PublicCentre, PublicSession
from generator.public.versions.past_versions import Version


def gone_page(session_id: str, last: Version, centre: PublicCentre) -> str:
    """The page that stands where the papers of a session stood; `last` is what they said last."""
    words = language(centre.language).phrases["gone"]
    return _page(session_id, words, words["do_not_use"], last, centre, successor=_in_its_place(last, centre))


def waiting_page(session_id: str, errors: int, known: Version | PublicSession | None, centre: PublicCentre) -> str:
    """The page that stands where the papers of a session will stand once `errors` are corrected; `known` is when and where it is."""
    words = language(centre.language).phrases["waiting"]
    warning = (words["one"] if errors == 1 else words["many"]).format(count=errors)
    return _page(session_id, words, warning, known, centre)


def _page(
    session_id: str,
    words: Mapping[str, str],
    warning: str,
    known: Version | PublicSession | None,
    centre: PublicCentre,
    *,
    successor: PublicSession | None = None,
) -> str:
    return (
        environment(centre.language)
        .get_template("gone.html")
        .render(
            policy=security_policy(),
            centre=centre.name,
            title=words["title"].format(id=session_id),
            say=words,
            warning=warning,
            all=language(centre.language).phrases["gone"]["all"],
            facts=_facts(known, centre) if known else "",
            successor=successor,
            href=f"../{quote(successor.id, safe='')}/{paper('briefing').file}" if successor else None,
        )
    )


def _facts(known: Version | PublicSession, centre: PublicCentre) -> str:
    typography = language(centre.language).typography
    when = (typography.date_in_words(known.date), typography.clock_range(known.start, known.end))
    return ", ".join((*when, known.room, known.site))


def _in_its_place(last: Version, centre: PublicCentre) -> PublicSession | None:
    """The session of today in the same room at the same time: the same one, renamed, more often than not."""
    there = (last.date, last.start, last.room, last.site)
    return next((s for s in centre.sessions if (s.date, s.start, s.room, s.site) == there), None)

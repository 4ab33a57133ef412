"""The bar above every paper: the way back to the site, and to the other papers of the session. It is not printed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.language.languages import language
from generator.public.papers.catalogue import PUBLIC_PAPERS


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLink:
    """A link of the bar; `is_here` on the paper that it leads to."""

    label: str
    href: str
    is_here: bool = False


def session_links(here: str, code: str) -> tuple[BarLink, ...]:
    """The links of a session's paper, by its name in the catalogue of papers."""
    said = language(code).phrases["bar"]
    papers = (BarLink(label=said[each.name], href=each.file, is_here=each.name == here) for each in PUBLIC_PAPERS)
    return (BarLink(label=said["site"], href="../../index.html"), *papers)


def centre_links(code: str) -> tuple[BarLink, ...]:
    """The links of a paper of the centre, which stands beside the home page."""
    return (BarLink(label=language(code).phrases["bar"]["site"], href="index.html"),)


def day_links(code: str) -> tuple[BarLink, ...]:
    """The links of the page that prints a whole day."""
    return (BarLink(label=language(code).phrases["bar"]["site"], href="../index.html"),)

"""The bar above every paper: the way back to the site, and to the other papers of the session. It is not printed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.addresses import SESSION_PAPERS
from generator.languages import language


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLink:
    """A link of the bar; `is_here` on the paper that it leads to."""

    label: str
    href: str
    is_here: bool = False


def session_links(here: str, code: str) -> tuple[BarLink, ...]:
    """The links of a session's paper, named as in `SESSION_PAPERS`."""
    said = language(code).phrases["bar"]
    papers = (
        BarLink(label=said[name], href=file, is_here=name == here) for name, file in SESSION_PAPERS.items()
    )
    return (BarLink(label=said["site"], href="../../index.html"), *papers)


def centre_links(code: str) -> tuple[BarLink, ...]:
    """The links of a paper of the centre, which stands beside the home page."""
    return (BarLink(label=language(code).phrases["bar"]["site"], href="index.html"),)


def day_links(code: str) -> tuple[BarLink, ...]:
    """The links of the page that prints a whole day."""
    return (BarLink(label=language(code).phrases["bar"]["site"], href="../index.html"),)

"""The addresses of the rules' pages, to which findings link; stable for ever, like the codes of the rules."""

from __future__ import annotations


def rule_page(code: str) -> str:
    """The address of a rule's page inside the site: `regles/R004.html`."""
    return f"regles/{code}.html"


def rule_address(code: str, site_url: str | None) -> str:
    """The address of a rule's page: whole where the site has an address, else inside the site."""
    return f"{site_url.rstrip('/')}/{rule_page(code)}" if site_url else rule_page(code)

"""Opens the templates of pages: Markdown with blocks of raw HTML, every value escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.french import clock, date_in_words, short_date
from generator.resources import site_dir


def page_template(name: str) -> Template:
    """A template of `site/templates`."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    # autoescape for every name: neither Markdown nor MkDocs escapes a value.
    environment = Environment(
        loader=FileSystemLoader(site_dir() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": clock,
        "date_in_words": date_in_words,
        "short_date": short_date,
    }
    return environment

"""Opens the templates of pages: Markdown with blocks of raw HTML, every value escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.language.languages import language
from generator.resources import site_dir


def page_template(name: str, code: str = "fr") -> Template:
    """A template of `site/templates`, dates and times written in a language."""
    return _environment(code).get_template(name)


@cache
def _environment(code: str) -> Environment:
    # autoescape for every name: neither Markdown nor MkDocs escapes a value.
    environment = Environment(
        loader=FileSystemLoader(site_dir() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    typography = language(code).typography
    environment.filters |= {
        "clock": typography.clock,
        "date_in_words": typography.date_in_words,
        "short_date": typography.short_date,
    }
    return environment

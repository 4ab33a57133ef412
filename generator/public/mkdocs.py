"""Runs MkDocs in this process: gathered pages in, finished site out; the same pages give the same bytes."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from generator.language.languages import language
from generator.writing.refusal import ExitCode, Refused

# Named by us, the shim is served from the site; Material's offline plugin would take it from a public server.
_SHIM = "assets/vendor/iframe-worker/shim.js"


class SiteError(Refused):
    """MkDocs could not assemble the site, or warned; `problems` holds what it said, one entry a line."""

    headline = "Rien n’a été construit : les pages du site n’ont pas pu être assemblées. Ce que MkDocs en dit :"
    exit_code = ExitCode.INTERNAL

    def __init__(self, problems: list[str]) -> None:
        super().__init__(
            problems,
            advice="Ces pages sont celles du programme, pas les vôtres : joignez ce message à votre signalement.",
        )


def build_site(
    docs: Path,
    staged: Path,
    *,
    config: Path,
    site_url: str | None,
    site_name: str,
    log: logging.Logger,
    code: str = "fr",
) -> None:
    """Assembles the pages of `docs` into the folder `staged`, which is emptied first; `code` is the language of its menus.

    A warning counts as an error. What MkDocs says goes to `log` alone, never to the terminal.

    Raises:
        SiteError: with everything that MkDocs had against these pages.
    """
    # Late: MkDocs and its theme cost a quarter of a second to import.
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    say = language(code).phrases["site"]
    with _listening(log) as problems, _without_clock():
        try:
            build(
                load_config(
                    str(config),
                    docs_dir=str(docs),
                    site_dir=str(staged),
                    site_url=site_url,
                    # MkDocs' templates write it as it is; being Markup, `| e` doesn't escape it twice.
                    site_name=escape(site_name),
                    strict=True,
                    extra={"say": dict(say), "generator": False, "polyfills": [_SHIM]},
                    **({} if code == "fr" else _in_language(config, code)),
                )
            )
        except MkDocsException as error:
            raise SiteError(problems or [error.message]) from error


def _in_language(config: Path, code: str) -> dict[str, Any]:
    """What `mkdocs.yml` says in French, said in another language."""
    say = language(code).phrases["site"]
    ours = yaml.safe_load(config.read_text(encoding="utf-8"))
    theme = {**ours["theme"], "language": code}
    for palette, phrase in zip(theme["palette"], ("to_light", "to_dark", "to_system"), strict=True):
        palette["toggle"]["name"] = say[phrase]
    home, guides, rules, quality = (next(iter(entry.values())) for entry in ours["nav"])
    pages = [next(iter(entry.values())) for entry in guides]
    titles = [say[f"nav_{name}"] for name in ("prepare", "run", "publish", "data", "columns")]
    extensions = [
        {"toc": {**each["toc"], "permalink_title": say["permalink"]}} if isinstance(each, dict) else each
        for each in ours["markdown_extensions"]
    ]
    return {
        "theme": theme,
        "site_description": say["description"],
        "nav": [
            {say["nav_home"]: home},
            {say["nav_guides"]: [{title: page} for title, page in zip(titles, pages, strict=True)]},
            {say["nav_rules"]: rules},
            {say["nav_quality"]: quality},
        ],
        "plugins": [
            # The guides stay in French: both languages are searched.
            {"search": {**each["search"], "lang": [code, "fr"]}} if isinstance(each, dict) else each
            for each in ours["plugins"]
        ],
        "markdown_extensions": extensions,
    }


class _Listener(logging.Handler):
    """Hands every record on to `log` and keeps the text of warnings and errors."""

    def __init__(self, log: logging.Logger) -> None:
        super().__init__()
        self.log = log
        self.problems: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.problems.append(record.getMessage())
        if self.log.isEnabledFor(record.levelno):
            self.log.handle(record)


@contextmanager
def _listening(log: logging.Logger) -> Iterator[list[str]]:
    """Takes over MkDocs' logger, so that nothing of it reaches the root logger or the terminal."""
    theirs = logging.getLogger("mkdocs")
    before = theirs.propagate, theirs.level
    listener = _Listener(log)
    theirs.addHandler(listener)
    theirs.propagate = False
    theirs.setLevel(min(log.getEffectiveLevel(), logging.WARNING))
    try:
        yield listener.problems
    finally:
        theirs.removeHandler(listener)
        theirs.propagate = before[0]
        theirs.setLevel(before[1])


@contextmanager
def _without_clock() -> Iterator[None]:
    """Fixes the date that MkDocs writes into `sitemap.xml.gz`: 0, which gzip reads as "no date"."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before

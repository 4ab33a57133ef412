"""Runs MkDocs in this process: gathered pages in, finished site out; the same pages give the same bytes."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from markupsafe import escape


class SiteError(Exception):
    """MkDocs could not assemble the site, or warned; `problems` holds what it said, one entry a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def build_site(
    docs: Path, staged: Path, *, config: Path, site_url: str | None, site_name: str, log: logging.Logger
) -> None:
    """Assembles the pages of `docs` into the folder `staged`, which is emptied first.

    A warning counts as an error. What MkDocs says goes to `log` alone, never to the terminal.

    Raises:
        SiteError: with everything that MkDocs had against these pages.
    """
    # Late: MkDocs and its theme cost a quarter of a second to import.
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

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
                )
            )
        except MkDocsException as error:
            raise SiteError(problems or [error.message]) from error


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

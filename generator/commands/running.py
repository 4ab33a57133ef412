"""What every command that checks does: the password, the sign of life, the report on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.reports.format import Format
from generator.writing.refusal import Refused

if TYPE_CHECKING:
    from schemas.judging.standing import Standing
    from schemas.records import Centre, Session
    from schemas.report import Report


def password_of(content: Path) -> str | None:
    """`CONSIGNE_PASSWORD`; without it, asked for once, before the check, if a workbook needs one and somebody is there.

    Raises:
        schemas.errors.CentreError: the folder is not a centre's.
    """
    # On GitHub, a secret that is not set comes as an empty text.
    password = os.environ.get("CONSIGNE_PASSWORD")
    if password or not sys.stdin.isatty():
        return password or None
    from schemas.reading.protected import asks_for_password

    return _asked_password() if asks_for_password(content) else None


@cache
def _asked_password() -> str:
    """Asked once, also when a command checks again and again."""
    word: str = typer.prompt("Mot de passe des classeurs protégés", hide_input=True, err=True)
    return word


@contextmanager
def at_work() -> Iterator[None]:
    """Shows on a terminal that the program is at work; says nothing in CI nor in a pipe."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Contrôle en cours…"):
        yield


def checked_centre(content: Path, today: date, *, show_values: bool) -> Centre:
    """The checked records; on errors, shows the report.

    Raises:
        Refused: there are errors.
    """
    # Late: Pydantic, Polars, Pandera.
    from schemas.check import check_content

    password = password_of(content)
    with at_work():
        report = check_content(content, today, password=password)
    if report.centre is None:
        print_report(report if show_values else report.redacted(), Format.TEXT, content)
        raise Refused(headline="Rien n’a été écrit : corrigez d’abord les erreurs.")
    return report.centre


def standing_of(content: Path, today: date) -> Standing:
    """What stands of each session, whatever is wrong elsewhere."""
    from schemas.check import checked

    password = password_of(content)
    with at_work():
        return checked(content, today, password=password).standing()


def chosen_session(id: str, centre: Centre) -> Session:
    """A session by its identifier; an unknown one is a usage error that names the nearest."""
    from difflib import get_close_matches

    known = {session.id: session for session in centre.sessions}
    if id not in known:
        near = next(iter(get_close_matches(id, known, n=1)), None)
        raise typer.BadParameter(
            f"aucune session {id}" + (f" ; vouliez-vous dire {near} ?" if near else ""), param_hint="SESSION"
        )
    return known[id]


def print_report(report: Report, format: Format, content: Path) -> None:
    """Writes the report to the terminal, in colour where there is one."""
    if format is Format.TEXT:
        # Apart from the other formats, which load the rules.
        from rich.console import Console

        from generator.reports.text_report import plain_text_report, text_report

        if sys.stdout.isatty():
            Console(highlight=False).print(text_report(report))
        else:
            sys.stdout.write(plain_text_report(report))
    else:
        from generator.reports.render import render

        sys.stdout.write(render(report, format, content=as_forge_sees(content)))


def as_forge_sees(content: Path) -> str:
    """The content folder relative to the repository, which is where CI runs."""
    try:
        return content.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return content.as_posix()

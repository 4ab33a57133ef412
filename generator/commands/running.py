"""What every command that checks does: the password, the sign of life, the report on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from generator.reports.format import Format
from generator.terminal import FOUND_ERRORS, say

if TYPE_CHECKING:
    from schemas.records import Centre, Session
    from schemas.report import Report
    from schemas.standing import Standing


def shown_values(show_values: bool | None) -> bool:
    """Whether values may be shown: as asked, else not where others read the log."""
    return not os.environ.get("CI") if show_values is None else show_values


Done = TypeVar("Done")


def with_password(run: Callable[[str | None], Done], report_of: Callable[[Done], Report]) -> Done:
    """Runs with `CONSIGNE_PASSWORD`; without it, asks for the password once if a workbook needs one and somebody is there."""
    # On GitHub, a secret that is not set comes as an empty text.
    password = os.environ.get("CONSIGNE_PASSWORD") or None
    with _at_work():
        done = run(password)
    is_protected = any(finding.code == "F003" for finding in report_of(done).findings)
    if is_protected and not password and sys.stdin.isatty():
        password = _asked_password()
        with _at_work():
            return run(password)
    return done


@cache
def _asked_password() -> str:
    """Asked once, also when a command checks again and again."""
    word: str = typer.prompt("Mot de passe des classeurs protégés", hide_input=True, err=True)
    return word


def _at_work() -> AbstractContextManager[object]:
    """Shows on a terminal that the program is at work; says nothing in CI nor in a pipe."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status("Contrôle en cours…")


def checked_centre(content: Path, today: date, *, show_values: bool) -> Centre:
    """The checked records; on errors, shows the report and ends."""
    # Late: Pydantic, Polars, Pandera.
    from schemas.check import check_content

    report = with_password(
        lambda password: check_content(content, today, password=password), lambda report: report
    )
    if report.centre is None:
        print_report(report, Format.TEXT, content, show_values=show_values)
        say("Rien n’a été écrit : corrigez d’abord les erreurs.", error=True)
        raise typer.Exit(FOUND_ERRORS)
    return report.centre


def standing_of(content: Path, today: date) -> Standing:
    """What stands of each session, whatever is wrong elsewhere."""
    from schemas.check import check_content

    report = with_password(
        lambda password: check_content(content, today, password=password, with_standing=True),
        lambda report: report,
    )
    if report.standing is None:
        raise RuntimeError("the check was asked what stands")
    return report.standing


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


def print_report(report: Report, format: Format, content: Path, *, show_values: bool) -> None:
    """Writes the report to the terminal, in colour where there is one."""
    if format is Format.TEXT and sys.stdout.isatty():
        from rich.console import Console

        from generator.reports.text_report import text_report

        Console(highlight=False).print(text_report(report, show_values=show_values))
    else:
        from generator.reports.render import render

        sys.stdout.write(render(report, format, show_values=show_values, content=as_forge_sees(content)))


def as_forge_sees(content: Path) -> str:
    """The content folder relative to the repository, which is where CI runs."""
    try:
        return content.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return content.as_posix()

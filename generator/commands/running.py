"""What every command that checks does: the password, the sign of life, the report on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.reports.format import Format
from generator.terminal import asked_secretly, counted, is_quiet, say, say_problems
from generator.writing.refusal import Refused
from schemas.finding import Finding, Severity

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
    return asked_secretly("Mot de passe des classeurs protégés")


Said = Callable[[str, int, int], None]
"""Is told what is being done, and how much of it."""


@contextmanager
def at_work(first: str = "Contrôle en cours…") -> Iterator[Said]:
    """Shows on a terminal that the program is at work, and how far it is; says nothing in CI, in a pipe nor where silence was asked for."""
    if not sys.stderr.isatty() or os.environ.get("CI") or is_quiet():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(first, total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


READING = "Lecture des fichiers"


def checked_centre(content: Path, today: date, *, show_values: bool) -> Centre:
    """The checked records; on errors, shows the report.

    Raises:
        Refused: there are errors.
    """
    # Late: Pydantic, Polars, Pandera.
    from schemas.check import checked

    password = password_of(content)
    with at_work() as said:
        report = checked(content, today, password=password, said=partial(said, READING)).report
    if report.centre is None:
        print_report(report if show_values else report.redacted(), Format.TEXT, content)
        raise Refused(headline="Rien n’a été écrit : corrigez d’abord les erreurs.")
    return report.centre


def centre_of(
    content: Path,
    today: date,
    ids: Sequence[str],
    choose: Callable[[Centre, Sequence[str]], Sequence[Session]],
    *,
    folders: Sequence[str] = ("sessions.", "rosters/"),
    show_values: bool,
) -> tuple[Centre, list[Session]]:
    """The centre as far as it can be read, and those of the chosen sessions that are right in the files of `folders`: one fault never holds
    the papers of another session. What is wrong elsewhere is said in one line. `choose` takes the sessions of these `ids`, or
    those of the command without any.

    Raises:
        Refused: none of the chosen sessions is right, or `sessions.xlsx` itself is wrong.
    """
    from schemas.check import checked

    password = password_of(content)
    with at_work() as said:
        found = checked(content, today, password=password, said=partial(said, READING))
    if found.report.centre is not None:
        return found.report.centre, list(choose(found.report.centre, ids))
    stands = found.standing()
    if any(finding.place.file.startswith("sessions.") for finding in stands.unplaced):
        print_report(found.report if show_values else found.report.redacted(), Format.TEXT, content)
        raise Refused(headline="Rien n’a été écrit : corrigez d’abord les erreurs.")
    readable = {session.id for session in stands.centre.sessions}
    unreadable = [id for id in stands.errors if id not in readable and (not ids or id in ids)]
    left = [id for id in ids if id not in unreadable]
    chosen = choose(stands.centre, left) if left or not ids else []
    waiting = {id: _errors_of(id, stands, folders) for id in (*unreadable, *(session.id for session in chosen))}
    right = [session for session in chosen if not waiting[session.id]]
    _say_what_waits(found.report, {id: errors for id, errors in waiting.items() if errors}, show_values=show_values)
    if waiting and not right:
        raise Refused(headline="Rien n’a été écrit : corrigez d’abord ces erreurs.")
    return stands.centre, right


def _errors_of(session: str, stands: Standing, folders: Sequence[str]) -> list[Finding]:
    """The errors of a session in these files: those of a completed sheet hold no paper that is printed before the test."""
    return [error for error in stands.errors.get(session, ()) if error.place.file.startswith(tuple(folders))]


def _say_what_waits(report: Report, waiting: Mapping[str, Sequence[Finding]], *, show_values: bool) -> None:
    from generator.reports.place import said_with_place

    for id, errors in waiting.items():
        shown = [error if show_values else error.redacted() for error in errors[:_MOST_SAID]]
        more = (
            [f"… et {counted(len(errors) - len(shown), 'autre')} : voyez consigne check."]
            if len(errors) > len(shown)
            else []
        )
        headline = f"Session {id} : papiers en attente, {counted(len(errors), 'erreur')} à corriger."
        say_problems(headline, [*map(said_with_place, shown), *more])
    here = {error for errors in waiting.values() for error in errors}
    elsewhere = [error for error in report.findings if error.severity is Severity.ERROR and error not in here]
    say_elsewhere(elsewhere)


def say_elsewhere(errors: Sequence[Finding]) -> None:
    """Says in one line that something is wrong with what was not asked for, and where."""
    from generator.reports.place import one_line

    if errors:
        files = ", ".join(dict.fromkeys(one_line(error.place.file) for error in errors))
        say(f"Ailleurs, {counted(len(errors), 'erreur')} ({files}) : voyez consigne check.", error=True)


_MOST_SAID = 10


def standing_of(content: Path, today: date) -> Standing:
    """What stands of each session, whatever is wrong elsewhere."""
    from schemas.check import checked

    password = password_of(content)
    with at_work() as said:
        return checked(content, today, password=password, said=partial(said, READING)).standing()


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
    """Writes the report to the terminal, in colour where there is one; where silence was asked for, its errors alone."""
    if format is Format.TEXT:
        if is_quiet():
            errors = tuple(found for found in report.findings if found.severity is Severity.ERROR)
            if not errors:
                return
            report = replace(report, findings=errors, understood=())
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

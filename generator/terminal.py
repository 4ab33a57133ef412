"""What the command line says, and how it ends: every way to fail gets its exit code and a sentence in French."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import partial
from pathlib import Path

import typer

from generator.language import french
from generator.usage import usage_error
from generator.writing.refusal import ExitCode, Refused
from schemas.errors import CentreError

counted = partial(french.counted, space=" ")
"""`1 session`, `2 sessions`, with the space that every terminal shows."""

_INTERRUPTED = "Interrompu : rien n’est à moitié écrit."


def speak_any_letter() -> None:
    """Makes every text of a report sayable: a file or a pipe takes UTF-8 whatever the system's old encoding, and an old
    terminal shows a mark for what it has no letter for.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


_only_faults: ContextVar[bool] = ContextVar("only_faults", default=False)


def say_only_faults(wanted: bool) -> None:
    """Silences what is said with `say`, but for errors (`--quiet`)."""
    _only_faults.set(wanted)


def is_quiet() -> bool:
    """Whether only faults are said."""
    return _only_faults.get()


def say(text: str, *, error: bool = False) -> None:
    """Writes a line about what was done, for the user."""
    if error or not is_quiet():
        print(text, file=sys.stderr if error else sys.stdout, flush=True)


def write(text: str) -> None:
    """Writes what a command was asked for, which `--quiet` does not silence."""
    print(text, flush=True)


def say_problems(headline: str, problems: Iterable[str]) -> None:
    """Writes what is wrong, one problem a line."""
    say("\n".join([headline, *(f"  – {problem}" for problem in problems)]), error=True)


def asked_secretly(question: str, *, twice: bool = False) -> str:
    """What somebody types, unseen; `twice` where a slip would lose what it protects. Asks again for an empty or another word."""
    from getpass import getpass

    while True:
        word = getpass(f"{question} : ", sys.stderr)
        if word and (not twice or getpass("Encore une fois : ", sys.stderr) == word):
            return word
        say("Les deux mots de passe diffèrent." if word else "Un mot de passe est attendu.", error=True)


def asked(question: str, read: Callable[[str], str] = str) -> str | None:
    """What somebody types, as `read` takes it; None for nothing. Asks again where `read` says in French what is wrong."""
    while True:
        print(f"{question} : ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt  # nobody is there any more
        if not line.strip():
            return None
        try:
            return read(line.strip())
        except ValueError as error:
            say(f"  {error}", error=True)


def exit_code(run: Callable[[], object]) -> int:
    """Runs a command and gives its exit code; nothing that it raises reaches the user as a traceback."""
    try:
        code = run()
        if code == ExitCode.INTERRUPTED:  # Ctrl+C, which typer turns into a code
            say(_INTERRUPTED, error=True)
        return code if isinstance(code, int) else ExitCode.OK
    except Refused as refused:
        say_problems(refused.headline, refused.problems)
        if refused.advice:
            say(refused.advice, error=True)
        return refused.exit_code
    except CentreError as error:
        say_problems("Le contenu du centre ne peut pas être lu :", error.problems)
        return ExitCode.USAGE
    except typer.TyperException as error:
        say(usage_error(error, sys.argv[1:]), error=True)
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        say(_INTERRUPTED, error=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away: nothing more to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FOUND_ERRORS
    except Exception as error:  # the last edge: a wrong program must not end in a traceback
        return _internal(error)


def _internal(error: Exception) -> int:
    """Writes where the program failed, and no value: the messages of exceptions may quote cells."""
    import tempfile
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = "".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}\n" for frame in frames)
    with tempfile.NamedTemporaryFile(
        "w", prefix="consigne-erreur-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:  # 0600
        log.write(f"{type(error).__module__}.{type(error).__qualname__}\n{where}")
    say(
        f"Consigne s’est arrêté sur une erreur interne : ce n’est pas votre faute. Rien n’a été remplacé.\n"
        f"Le détail, sans aucune donnée, est dans {log.name} : joignez-le à votre signalement.",
        error=True,
    )
    return ExitCode.INTERNAL

"""What the command line says, and how it ends: every way to fail gets its exit code and a sentence in French."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import typer

from generator.language import french
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


def say(text: str, *, error: bool = False) -> None:
    """Writes a line for the user."""
    print(text, file=sys.stderr if error else sys.stdout, flush=True)


def say_problems(headline: str, problems: Iterable[str]) -> None:
    """Writes what is wrong, one problem a line."""
    say("\n".join([headline, *(f"  – {problem}" for problem in problems)]), error=True)


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
        say(_usage_in_french(error), error=True)
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        say(_INTERRUPTED, error=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away: nothing more to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FOUND_ERRORS
    except Exception as error:  # the last edge: a wrong program must not end in a traceback
        return _internal(error)


def _usage_in_french(error: typer.TyperException) -> str:
    """Typer's usage errors by kind, not by their English prose; their classes are not all public."""
    facts: Any = error
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return error.format_message()
        case "NoSuchOption":
            near = f" Vouliez-vous dire {facts.possibilities[0]} ?" if facts.possibilities else ""
            said = f"Option inconnue : {facts.option_name}.{near}"
        case "BadOptionUsage":
            said = f"L’option {facts.option_name} demande une valeur."
        case "MissingParameter":
            said = f"Il manque {facts.param.metavar or facts.param.name}."
        case "BadParameter":
            message = facts.message if error.__cause__ is None else _wanted(facts.param)
            stop = "" if message.endswith("?") else "."
            said = f"{facts.param_hint or '/'.join(facts.param.opts)} : {message}{stop}"
        case _:
            said = _unknown_command(facts) or "Commande ou argument inconnu."
    return f"{said} Voyez consigne --help."


def _unknown_command(facts: Any) -> str | None:
    """The command that is none, and the nearest that is one; None where it is an argument that is too many."""
    known = getattr(getattr(facts.ctx, "command", None), "commands", None)
    typed = next((word for word in reversed(sys.argv[1:]) if known and not word.startswith("-")), None)
    if not known or typed is None or typed in known:
        return None
    near = next(iter(get_close_matches(typed[:60], known, n=1)), None)
    hint = f" Vouliez-vous dire {near} ?" if near else f" Les commandes sont {', '.join(known)}."
    return f"Commande inconnue : {typed}.{hint}"


def _wanted(param: Any) -> str:
    """What typer wants of an option, which it says in English."""
    if param.type_descriptor.is_choice:
        return f"choisissez {', '.join(param.type_descriptor.choices)}"
    if param.type_descriptor.is_ranged:
        return f"un nombre de {param.min} à {param.max} est attendu"
    return "cette valeur ne convient pas"


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

"""What the command line says, and how it ends: every way to fail gets its exit code and a sentence in French."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import typer

from generator.refusal import BuildRefused, OutputRefused
from schemas.errors import CentreError

OK, FOUND_ERRORS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130


def say(text: str, *, error: bool = False) -> None:
    """Writes a line for the user."""
    print(text, file=sys.stderr if error else sys.stdout)


def say_problems(headline: str, problems: Iterable[str]) -> None:
    """Writes what is wrong, one problem a line."""
    say("\n".join([headline, *(f"  – {problem}" for problem in problems)]), error=True)


def exit_code(run: Callable[[], object]) -> int:
    """Runs a command and gives its exit code; nothing that it raises reaches the user as a traceback."""
    try:
        code = run()
        return code if isinstance(code, int) else OK
    except CentreError as error:
        say_problems("Le contenu du centre ne peut pas être lu :", error.problems)
        return USAGE
    except OutputRefused as error:
        say_problems("Rien n’a été écrit :", error.problems)
        return USAGE
    except BuildRefused as error:
        say_problems(error.headline, error.problems)
        return FOUND_ERRORS
    except typer.TyperException as error:
        say(_usage_in_french(error), error=True)
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("Interrompu : rien n’a été remplacé.", error=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away: nothing more to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND_ERRORS
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
            stop = "" if facts.message.endswith("?") else "."
            said = f"{facts.param_hint or '/'.join(facts.param.opts)} : {facts.message}{stop}"
        case _:
            said = "Commande ou argument inconnu."
    return f"{said} Voyez consigne --help."


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
    return INTERNAL

"""Typer's help and its usage errors, in French: both are told apart by their kind, never by their English prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

import typer

_IN_FRENCH = {
    "annoncer": "export announcement",
    "annonce": "export announcement",
    "calendrier": "export calendar",
    "construire": "build",
    "controler": "check",
    "creer": "init",
    "dossier": "bundle",
    "etat": "status",
    "expliquer": "explain",
    "exporter": "export",
    "initialiser": "init",
    "montrer": "serve",
    "nouveau": "init",
    "paquet": "pack",
    "paquets": "pack",
    "resultats": "results",
    "servir": "serve",
    "statut": "status",
    "verifier": "check",
}
"""What a French speaker tries, without accents, and the command that does it."""
_LONGEST = 60
"""Letters of what was typed that are compared."""
_ACCENTS = str.maketrans("éèêîôàç", "eeeioac")


def asks_for_help(command: Any, arguments: Sequence[str]) -> bool:
    """Whether these arguments end in a page of help: they ask for one, or name a group of commands and none of it."""
    if {"--help", "-h"} & set(arguments):
        return True
    for word in arguments:
        command = getattr(command, "commands", {}).get(word)
    return hasattr(command, "commands")


def speak_french(group: Any) -> None:
    """Makes the pages of help of all commands French. Only they need it: it loads Rich."""
    from typer import rich_utils

    rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
    rich_utils.RANGE_STRING = ""
    for command in _with_subcommands(group):
        context = command.context_class(command, help_option_names=["--help", "-h"])
        if hasattr(command, "commands"):
            command.subcommand_metavar = "COMMANDE [ARGUMENTS]..."
        command.get_usage = partial(_usage, command.get_usage)
        command.get_help_option(context).help = "Afficher cette aide."
        for parameter in command.get_params(context):
            if getattr(parameter, "is_flag", False):
                parameter.metavar = ""
            elif parameter.param_type_name == "argument":
                parameter.display_type_rich = _nothing


def usage_error(error: typer.TyperException, arguments: Sequence[str]) -> str:
    """What is wrong with the arguments, and where to read more."""
    facts: Any = error
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        return error.format_message()
    context = getattr(facts, "ctx", None)
    path = context.command_path if context is not None else "consigne"
    return f"{_said(name, facts, arguments)} Voyez {path} --help."


def _said(name: str, facts: Any, arguments: Sequence[str]) -> str:
    match name:
        case "NoSuchOption":
            # Typer compares with the dashes, which are alike in all.
            bare = [option.lstrip("-") for option in facts.possibilities or ()]
            near = get_close_matches(facts.option_name.lstrip("-"), bare)
            return f"Option inconnue : {facts.option_name}.{_perhaps([f'--{name}' for name in near])}"
        case "BadOptionUsage":
            given = any(word.startswith(f"{facts.option_name}=") for word in arguments)
            return f"L’option {facts.option_name} {'ne prend pas de valeur' if given else 'demande une valeur'}."
        case "MissingParameter":
            meaning = getattr(facts.param, "help", None)
            told = f" ({meaning[0].lower()}{meaning[1:].rstrip('.')})" if meaning else ""
            return f"Il manque {facts.param.metavar or '/'.join(facts.param.opts)}{told}."
        case "BadParameter":
            message = facts.message if facts.__cause__ is None else _wanted(facts.param)
            stop = "" if message.endswith("?") else "."
            return f"{facts.param_hint or '/'.join(facts.param.opts)} : {message}{stop}"
    commands = getattr(getattr(facts.ctx, "command", None), "commands", None) if getattr(facts, "ctx", None) else None
    if commands is not None:
        return _unknown_command(facts.ctx.command_path, commands, arguments)
    extra = re.search(r".*\((.*)\)$", facts.message)
    return f"Argument en trop : {extra[1]}." if extra else "Ces arguments ne vont pas ensemble."


def _unknown_command(path: str, commands: Sequence[str], arguments: Sequence[str]) -> str:
    words = [word for word in arguments if not word.startswith("-")]
    depth = path.count(" ")
    if len(words) <= depth:
        return "Il manque une commande."
    typed = words[depth]
    plain = typed.lower().translate(_ACCENTS)
    meant = [_IN_FRENCH[plain]] if plain in _IN_FRENCH else get_close_matches(plain[:_LONGEST], commands)
    return f"Commande inconnue : {typed}.{_perhaps(meant) or ' Les commandes sont ' + ', '.join(commands) + '.'}"


def _perhaps(near: Sequence[str]) -> str:
    return f" Vouliez-vous dire {' ou '.join(near)} ?" if near else ""


def _wanted(parameter: Any) -> str:
    """What typer wants of an option, which it says in English."""
    if parameter.type_descriptor.is_choice:
        return f"choisissez {', '.join(parameter.type_descriptor.choices)}"
    if parameter.type_descriptor.is_ranged:
        return f"un nombre de {parameter.min} à {parameter.max} est attendu"
    return "cette valeur ne convient pas"


def _usage(in_english: Any, context: Any) -> str:
    # What must be given stands bare, as in every manual; in brackets what may be.
    said: str = in_english(context)
    return re.sub(r"\{(\w+)\}", r"\1", said.replace("Usage:", "Usage :", 1))


def _nothing(ctx: object) -> None:
    """The type of an argument: its name says it."""


def _with_subcommands(command: Any) -> Iterator[Any]:
    yield command
    for inside in getattr(command, "commands", {}).values():
        yield from _with_subcommands(inside)

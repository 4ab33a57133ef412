"""The refusals: what the coordinator has written cannot be used, or what they asked for would lose a file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from schemas.errors import reason_in_french


class ExitCode(IntEnum):
    """How the program ends, for the scripts that call it."""

    OK = 0
    FOUND_ERRORS = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130


class Refused(Exception):
    """A command ends here. Its headline, its `problems` (what is wrong, where, what to do: one sentence a problem) and `advice` are said
    in French; then the program ends with `exit_code`.
    """

    headline = "Rien n’a été fait :"
    exit_code = ExitCode.FOUND_ERRORS

    def __init__(self, problems: Iterable[str] = (), *, headline: str | None = None, advice: str | None = None) -> None:
        self.problems = list(problems)
        self.headline = headline or type(self).headline
        self.advice = advice
        super().__init__(" ".join(self.problems))


class BuildRefused(Refused):
    """Nothing was built: what the coordinator has written cannot be published."""

    headline = "Rien n’a été construit :"


class ExportRefused(BuildRefused):
    """The same, of a file to send."""

    headline = "Rien n’a été écrit :"


class OutputRefused(Refused):
    """Nothing was written: the place asked for is not ours to replace, or the system refuses it."""

    headline = "Rien n’a été écrit :"
    exit_code = ExitCode.USAGE

    def __init__(self, problem: str) -> None:
        super().__init__([problem])


class WritingStopped(OutputRefused):
    """The system took no more: what is there is whole, and the rest is missing."""

    headline = "Tout n’a pas été écrit :"

    def __init__(self, place: Path, error: OSError) -> None:
        super().__init__(
            f"Impossible d’écrire dans {place} : {reason_in_french(error)}. Ce qui s’y trouve est entier. Recommencez ensuite."
        )

"""The refusals: what the coordinator has written cannot be published, or what they asked for would lose a file."""

from __future__ import annotations

from pathlib import Path

from schemas.errors import reason_in_french


class BuildRefused(Exception):
    """Nothing was built; `problems` says in French what is wrong, where, and what to do, one sentence a problem."""

    headline = "Rien n’a été construit :"

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class ExportRefused(BuildRefused):
    """The same, of a file to send."""

    headline = "Rien n’a été écrit :"


class OutputRefused(Exception):
    """Nothing was written: the place asked for is not ours to replace. `problems` says it in French."""

    headline = "Rien n’a été écrit :"

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problems = [problem]


class WritingStopped(OutputRefused):
    """The system took no more: what is there is whole, and the rest is missing."""

    headline = "Tout n’a pas été écrit :"

    def __init__(self, place: Path, error: OSError) -> None:
        super().__init__(
            f"Impossible d’écrire dans {place} : {reason_in_french(error)}. Ce qui s’y trouve est entier. Recommencez ensuite."
        )

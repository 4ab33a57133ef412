"""The refusals: what the coordinator has written cannot be published, or what they asked for would lose a file."""

from __future__ import annotations

import errno
from pathlib import Path


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


_CAUSES = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre espace sur ce disque est plein",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "vous n’avez pas le droit d’y écrire",
    errno.EPERM: "vous n’avez pas le droit d’y écrire",
    errno.ENAMETOOLONG: "ce nom est trop long",
    errno.ENOTDIR: "une partie de ce chemin est un fichier",
    errno.EBUSY: "un fichier y est ouvert dans un autre programme",
}


def cause_of(error: OSError) -> str:
    """Why the system did not write, in French where we know the cause."""
    return _CAUSES.get(error.errno or 0, error.strerror or type(error).__name__)


class WritingStopped(OutputRefused):
    """The system took no more: what is there is whole, and the rest is missing."""

    headline = "Tout n’a pas été écrit :"

    def __init__(self, place: Path, error: OSError) -> None:
        super().__init__(
            f"Impossible d’écrire dans {place} : {cause_of(error)}. Ce qui s’y trouve est entier. Recommencez ensuite."
        )

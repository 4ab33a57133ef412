"""The exception that ends a check before it starts, and what systems refuse, in French. Apart, so that the command line can name
them at no cost.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "ce dossier ou ce fichier n’existe pas",
    errno.EACCES: "vous n’y avez pas accès",
    errno.EPERM: "vous n’y avez pas accès",
    errno.ENOSPC: "le disque est plein",
    errno.EROFS: "ce disque ne s’écrit pas",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "un de ses dossiers est un fichier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENAMETOOLONG: "ce nom est trop long",
    errno.ELOOP: "ce lien tourne en rond",
}


def reason_in_french(error: OSError) -> str:
    """Why a file could not be read or written; systems say it in English."""
    return _REASONS.get(error.errno or 0, f"erreur {error.errno} du système")


class CentreError(Exception):
    """`centre.toml` or the content folder is missing or wrong; `problems` says in French what to put right, one entry a problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems

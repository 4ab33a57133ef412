"""Replaces whole folders, and the published site only where it is ours."""

from __future__ import annotations

from pathlib import Path

from generator.writing.refusal import OutputRefused
from schemas.errors import reason_in_french

MARKER = ".consigne-site"
"""A file that stands in every site we publish: without it, a folder is not ours to replace."""


def refuse_foreign_folder(site: Path, content: Path) -> None:
    """Makes sure that publishing into `site` loses nothing of anyone.

    Raises:
        OutputRefused: the folder holds something that we did not make, or the centre's own content, or cannot be looked at.
    """
    try:
        problem = _foreign(site, content)
    except OSError as error:
        problem = f"Le site ne peut pas être écrit dans {site} : {reason_in_french(error)}."
    if problem:
        raise OutputRefused(problem)


def _foreign(site: Path, content: Path) -> str | None:
    resolved, of_content = site.resolve(), content.resolve()
    if of_content.is_relative_to(resolved) or resolved.is_relative_to(of_content):
        return f"Le site ne peut pas être écrit dans {site} : ce dossier touche au contenu du centre ({content})."
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        return f"{site} existe et n’est pas un dossier. Choisissez un autre endroit avec --site."
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        return f"Le dossier {site} contient des fichiers que Consigne n’a pas faits. Videz-le, ou choisissez-en un autre avec --site."
    return None


def replace_folder(new: Path, target: Path, *, spare: Path) -> None:
    """Puts `new` in the place of `target`; the old one is kept in `spare` until the new one stands.

    An interruption at any moment leaves one whole folder at `target`.
    """
    (new / MARKER).write_text(
        "Fait par Consigne. Tout ce dossier est remplacé à chaque publication.\n", encoding="utf-8"
    )
    new.chmod(0o755)
    swap_folder(new, target, spare=spare)


def swap_folder(new: Path, target: Path, *, spare: Path) -> None:
    """Renames `new` to `target`; an old one is kept at `spare` until the new one stands."""
    if not target.exists():
        new.rename(target)
        return
    try:
        target.rename(spare)
        new.rename(target)
    except BaseException:
        if not target.exists():
            spare.rename(target)
        raise

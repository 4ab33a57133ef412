"""Finds the wording of the briefing: text in `content/briefing`, one Markdown file a block, in French; in a folder below it
for another language (`content/briefing/en`).

A coordinator may rewrite any block; the others keep the default text.
"""

from __future__ import annotations

from pathlib import Path

from generator.public.papers.block_reader import parsed_block, suggestion
from generator.public.papers.blocks import BLOCKS, Block, Wording
from generator.resources import default_briefing_dir
from generator.writing.refusal import BuildRefused
from schemas.errors import reason_in_french

__all__ = ["Wording", "read_wording", "wording_of"]

_IGNORED = frozenset({"lisez-moi.md", "readme.md"})
_MAX_BYTES = 100_000


def wording_of(content: Path, code: str) -> Wording:
    """The wording of a centre in a language.

    Raises:
        BuildRefused: with every problem of every file.
    """
    below = () if code == "fr" else (code,)
    return read_wording(content.joinpath("briefing", *below), default_briefing_dir().joinpath(*below), code)


def read_wording(own: Path | None, default: Path, code: str = "fr") -> Wording:
    """Reads the centre's blocks, and the default ones for those it has not written.

    Raises:
        BuildRefused: with every problem of every file.
    """
    problems: list[str] = []
    own_files = {} if own is None else _files(own, problems)
    blocks = []
    for name in BLOCKS:
        path = own_files.get(name, default / f"{name}.md")
        block = _read_block(name, path, own=name in own_files, code=code, problems=problems)
        if block is not None:
            blocks.append(block)
    if problems:
        raise BuildRefused(problems)
    return Wording(blocks=tuple(blocks))


def _files(folder: Path, problems: list[str]) -> dict[str, Path]:
    """The blocks found in a folder, by name; a Markdown file of another name is a problem."""
    found = {}
    for path in sorted(folder.glob("*.md")):
        if path.stem in BLOCKS:
            found[path.stem] = path
        elif path.name.lower() not in _IGNORED:
            known = ", ".join(f"{name}.md" for name in BLOCKS)
            problems.append(
                f"briefing/{path.name} n’est le nom d’aucun bloc de la feuille.{suggestion(path.stem, BLOCKS, '{}.md')}"
                f" Renommez ce fichier ou retirez-le du dossier (noms possibles : {known})."
            )
    return found


def _read_block(name: str, path: Path, *, own: bool, code: str, problems: list[str]) -> Block | None:
    try:
        if path.stat().st_size > _MAX_BYTES:
            problems.append(
                f"briefing/{path.name} dépasse {_MAX_BYTES // 1000} ko : ce n’est pas un bloc de la feuille."
            )
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(f"briefing/{path.name} n’est pas enregistré en UTF-8. Enregistrez-le avec cet encodage.")
        return None
    except OSError as error:
        problems.append(f"briefing/{path.name} ne peut pas être lu ({reason_in_french(error)}).")
        return None
    try:
        return parsed_block(name, text, own=own, code=code)
    except BuildRefused as refusal:
        problems.extend(refusal.problems)
        return None

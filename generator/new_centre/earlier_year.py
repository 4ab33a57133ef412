"""What a centre takes along into a new year: its settings and its wording, and nobody's name but those to call."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from generator.writing.refusal import Refused
from schemas.centre import CentreSettings, load_settings

_ACCEPTED = re.compile(r"\[\[\s*accepted\s*\]\]")
_ALLOWED = re.compile(r'^allowed_words\s*=\s*\[(?:[^\]"\']|"(?:[^"\\]|\\.)*"|\'[^\']*\')*\]', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierYear:
    """The text of `centre.toml`, the files of its wording by path, and a room of the centre, if it names one."""

    settings: str
    wording: dict[str, bytes]
    room: str | None


def earlier_year(content: Path) -> EarlierYear:
    """Reads a centre's folder of content.

    Accepted warnings are of files that stay behind, and words that the gate accepts may be somebody's name: neither comes along, but for the
    words of the centre's own name, town and rooms.

    Raises:
        schemas.errors.CentreError: its settings are wrong.
        Refused: its settings are written in a way that cannot be taken apart.
    """
    before = load_settings(content / "centre.toml")
    text = (content / "centre.toml").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    kept = _words_of_the_centre(before)
    text = _ALLOWED.sub(lambda _: f"allowed_words = [{', '.join(map(toml_text, kept))}]", _without_accepted(text))
    if not _is_without(text, kept):
        raise Refused(
            [f"Ôtez vous-même les blocs [[accepted]] et les mots de allowed_words de {content / 'centre.toml'}."],
            headline="Les réglages de l’an passé ne peuvent pas être repris tels quels :",
        )
    briefing = content / "briefing"
    return EarlierYear(
        settings=text,
        wording={
            f"content/{path.relative_to(content).as_posix()}": path.read_bytes()
            for path in sorted(briefing.rglob("*.md"))
            if path.is_file()
        },
        room=next(iter(before.rooms), None),
    )


def toml_text(text: str) -> str:
    """A line of text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_without(text: str, kept: list[str]) -> bool:
    """Whether the settings still hold, without what stays behind."""
    try:
        after = CentreSettings.model_validate(tomllib.loads(text))
    except ValueError:
        return False
    return not after.accepted and list(after.publication.allowed_words) == kept


def _words_of_the_centre(settings: CentreSettings) -> list[str]:
    own = " ".join((settings.name, settings.site, *settings.rooms)).casefold()
    return [word for word in settings.publication.allowed_words if word.casefold() in own]


def _without_accepted(text: str) -> str:
    """Blocks go from their title to the next one."""
    kept, is_accepted = [], False
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("["):
            is_accepted = _ACCEPTED.match(line.strip()) is not None
        if not is_accepted:
            kept.append(line)
    return "".join(kept)

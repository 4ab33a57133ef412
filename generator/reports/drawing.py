"""Rules as they are shown to people: their words, and their examples drawn as small spreadsheets.

What the terminal and the site have in common; each gives it its own look.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import PurePosixPath

from generator.language.french import NARROW, NO_BREAK
from schemas.cell import Cell
from schemas.finding import Severity
from schemas.reading.text import shown
from schemas.reading.worksheet import column_letters, from_a1
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT

SEVERITIES: Mapping[Severity, str] = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
CONSEQUENCES: Mapping[Severity, str] = {
    Severity.ERROR: f"erreur{NO_BREAK}: bloque la publication",
    Severity.WARNING: f"avertissement{NO_BREAK}: n’empêche pas de publier",
}
LEFT_OUT = "Dans sessions.xlsx, qui n’est pas montré, il y a la session S1."
_SHOWN_TEXT = 60
_LONGEST_TABLE, _FIRST_ROWS = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCell:
    """One cell: its text, whether it is the wrong one, and whether a spreadsheet program would align it right."""

    text: str
    wrong: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFile:
    """One file of an example: its cells; the lines of a text; or, where it is neither, what it is in words.

    `letters` are the names of the columns. `rows` are given with their numbers, from 1; those that are left out in the
    middle of a long table leave a gap, None. `wrong_cell` is the address of the wrong cell; `wrong` says
    that the file is at fault, in that cell or as a whole.
    """

    name: str
    letters: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[DrawnCell, ...]] | None, ...] = ()
    lines: tuple[str, ...] = ()
    words: str = ""
    wrong: bool = False
    wrong_cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnExample:
    """The files of an example that say something about its rule; `sessions_left_out` where S1's own is not among them."""

    files: tuple[DrawnFile, ...]
    sessions_left_out: bool


def severities(rule: Rule) -> tuple[Severity, ...]:
    """The severities that a rule can report, the worst first."""
    return tuple(sorted({fault.severity for fault in rule.faults}))


def messages(rule: Rule) -> tuple[tuple[Severity, str], ...]:
    """What a rule says, each sentence once, with "…" for the facts that each case fills in."""
    said = ((fault.severity, _without_facts(fault.message)) for fault in rule.faults)
    return tuple(dict.fromkeys(said))


def draw(rule: Rule, example: Example) -> DrawnExample:
    """An example of a rule, without the files that have nothing to do with it."""
    wrong_file, _, wrong_cell = (example.at or "").partition("!")
    names = _told(rule, example)
    settings = DrawnFile(name=_SETTINGS, lines=tuple(_toml(example.settings)), wrong=wrong_file == _SETTINGS)
    return DrawnExample(
        files=(
            *((settings,) if example.settings else ()),
            *(
                _drawn(name, example.files[name], wrong=name == wrong_file, wrong_cell=wrong_cell or None)
                for name in names
            ),
        ),
        sessions_left_out=bool(names) and _SESSIONS in example.files and _SESSIONS not in names,
    )


_SESSIONS, _SETTINGS = "sessions.xlsx", "centre.toml"


def _told(rule: Rule, example: Example) -> list[str]:
    """The files of an example that say something: of the centre with nothing wrong, the tables that the rule is about."""
    names = list(example.files)
    at_fault = {_file(wrong) for wrong in rule.invalid}
    if example == RIGHT:
        about = {_kind(name) for name in at_fault}
        return [name for name in names if _kind(name) in about] or names
    if example.files == RIGHT.files and _SETTINGS in at_fault:
        return []
    alike = len(names) > 1 and _SESSIONS not in at_fault and _only_session_s1(rule)
    return [name for name in names if not (alike and name == _SESSIONS)]


def _only_session_s1(rule: Rule) -> bool:
    """Whether all examples have the same table of sessions, with that session alone."""
    tables = [example.files.get(_SESSIONS) for example in (*rule.invalid, *rule.valid) if example != RIGHT]
    first = tables[0]
    return isinstance(first, tuple) and len(first) == 2 and all(table == first for table in tables)


def _file(example: Example) -> str:
    return (example.at or "").partition("!")[0]


def _kind(name: str) -> str:
    return name.partition("/")[0]


def _drawn(
    name: str, content: tuple[tuple[Cell, ...], ...] | bytes, *, wrong: bool, wrong_cell: str | None
) -> DrawnFile:
    cell = wrong_cell if wrong else None
    if isinstance(content, bytes):
        return DrawnFile(name=name, words=in_words(name, content), wrong=wrong, wrong_cell=cell)
    place = from_a1(cell) if cell else None
    width = max(map(len, content), default=0)
    return DrawnFile(
        name=name,
        letters=tuple(column_letters(column) for column in range(width)),
        rows=tuple(
            number
            if number is None
            else (
                number + 1,
                tuple(
                    _drawn_cell(cell, wrong=(number, column) == place)
                    for column, cell in enumerate(content[number] + (None,) * (width - len(content[number])))
                ),
            )
            for number in _shown_rows(len(content), place[0] if place else 0)
        ),
        wrong=wrong,
        wrong_cell=cell,
    )


def _shown_rows(count: int, wrong: int) -> Iterator[int | None]:
    """The numbers of the rows to draw, from 0: of a long table the first, the last and the wrong one."""
    before = -1
    for number in range(count):
        if count <= _LONGEST_TABLE or number < _FIRST_ROWS or number in (wrong, count - 1):
            if number > before + 1:
                yield None
            yield number
            before = number


def _drawn_cell(cell: Cell, *, wrong: bool) -> DrawnCell:
    # datetime is a date; a Boolean is centred, and counts as a number here.
    return DrawnCell(
        text=shown(cell).strip(), wrong=wrong, number=isinstance(cell, int | float | date | time | timedelta)
    )


def _toml(settings: Mapping[str, object], inside: str = "") -> Iterator[str]:
    """Settings as `centre.toml` writes them: values, then tables."""
    tables: list[tuple[str, Mapping[str, object]]] = []
    for name, value in settings.items():
        if isinstance(value, Mapping):
            tables.append((f"[{inside}{name}]", value))
        elif isinstance(value, tuple | list) and value and isinstance(value[0], Mapping):
            tables.extend((f"[[{inside}{name}]]", table) for table in value)
        else:
            yield f"{name} = {_toml_value(value)}"
    for header, table in tables:
        lines = list(_toml(table, f"{header.strip('[]')}."))
        yield from lines if lines[:1] and lines[0].startswith("[") else (header, *lines)


def _toml_value(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml_value, value))}]"
    return value.isoformat() if isinstance(value, date | time) else json.dumps(value, ensure_ascii=False)


def in_words(name: str, data: bytes) -> str:
    """What a file is, for a reader who cannot be shown its bytes: "un fichier .csv vide"."""
    suffix = PurePosixPath(name).suffix
    file = f"un fichier {suffix}" if suffix else "un fichier sans extension"
    if not data:
        return f"{file} vide"
    if data.lstrip()[:6].lower() in (b"<html>", b"<!doct"):
        return f"{file} qui est en vérité une page web"
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"{file} protégé par un mot de passe"
    of_size = f"{file} de {_size(len(data))}"
    first_line = data[:_SHOWN_TEXT].split(b"\n")[0].decode("utf-8", errors="replace").strip()
    if suffix != ".csv" or not first_line.isprintable() or "\ufffd" in first_line:
        return of_size
    return f"{of_size}, qui commence par «{NO_BREAK}{first_line}{NO_BREAK}»"


def _size(octets: int) -> str:
    if octets >= 1_000_000:
        return f"{octets // 1_000_000}{NARROW}Mo"
    return f"{octets // 1000}{NARROW}ko" if octets >= 1000 else f"{octets} octet{'s' if octets > 1 else ''}"


def _without_facts(message: str) -> str:
    """`{facts}` become "…", a sentence of its own where the fact may be one."""
    shortened = re.sub(r"\{\w+\}(?=\w)", "… ", re.sub(r"\{\w+\}\.?(?!\w)", "…", message))
    return shortened.strip()

"""Knows the product's own files, words and dates: what a published page may say whoever the candidates are."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path, PurePath

import generator
import schemas
from generator.public.privacy.dates import DAYS, MONTHS, written_dates
from generator.public.privacy.text import lines, printable, readings, without_tags, words
from generator.resources import default_briefing_dir, site_dir

_PROSE = {".html", ".xml", ".md", ".j2", ".jinja", ".toml", ".yml", ".yaml", ".json", ".webmanifest", ".py"}
"""Files whose words are the product's vocabulary. Licences (.txt) are not: they name people."""

_CODE = {".js", ".mjs", ".css", ".svg"}
"""Files published as they are, or whose lines stand unchanged in pages. Their words are no vocabulary: a library's
source holds its authors' names and thousands of short identifiers (`max`, `eva`), which would excuse real names."""

_CALENDAR_WORDS = frozenset(DAYS) | {name for names in MONTHS for name in names}
_JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_JINJA_BLOCK = re.compile(r"\{%.*?%\}", re.DOTALL)
_HASH_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_HASH_COMMENTED = {".toml", ".yml", ".yaml"}
_CONTEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Product:
    """What is known of the product: build it with `read_product`.

    `running_text` holds its words in their order, each between two spaces of its own, so that sequences that overlap can
    be counted.
    """

    vocabulary: frozenset[str]
    dates: frozenset[date]
    code_lines: frozenset[str]
    running_text: str
    shipped: frozenset[str]
    """Digests of whole files."""

    def ships(self, data: bytes) -> bool:
        """Whether a shipped file holds exactly these bytes."""
        return _digest(data) in self.shipped

    def writes(self, sequence: Sequence[str]) -> bool:
        """Whether these words follow one another in the product's own text."""
        return self.vocabulary.issuperset(sequence) and self._count(sequence) > 0

    def says(self, near: Sequence[str], start: int, end: int) -> bool:
        """Whether `near[start:end]` is the product's own sentence: it has those words there, next to the same neighbours.

        A first and last word that the product never writes apart are no sentence but a name that slipped into it.
        """
        before, after = near[max(0, start - _CONTEXT) : end], near[start : end + _CONTEXT]
        sentence = next((part for part in (before, after) if len(part) > end - start and self.writes(part)), None)
        if sentence is None:
            return False
        together = self._count(near[start:end])
        return end - start == 1 or all(self._count([word]) > together for word in (near[start], near[end - 1]))

    def _count(self, sequence: Sequence[str]) -> int:
        return self.running_text.count(_running(sequence))


def shipped_folders(content: Path | None = None) -> tuple[Path, ...]:
    """Where the product's own files are: theme, site, default wording, texts of columns, rules and generated pages.

    The default wording is left out when it is the very wording of the centre that is built (this repository's example):
    a coordinator writes there, and what slips in must not count as the product's.
    """
    theme = find_spec("material")
    folders = [Path(place, "templates") for place in (theme.submodule_search_locations if theme else None) or ()]
    rules, pages = Path(schemas.__file__).parent, Path(generator.__file__).parent
    folders += [site_dir(), rules / "rules", rules / "columns"]
    # All that may write a page: not the gate itself, which names what it looks for.
    folders += sorted(path for path in pages.rglob("*.py") if _writes_pages(path.relative_to(pages)))
    if content is None or content.resolve() not in default_briefing_dir().resolve().parents:
        folders.append(default_briefing_dir())
    return tuple(folders)


def _writes_pages(module: Path) -> bool:
    return module.parts[:2] != ("public", "privacy") and module.parts[0] != "_data"


def read_product(shipped: Iterable[Path]) -> Product:
    """Reads the product's folders (or single files)."""
    paths = dict.fromkeys(path for root in shipped for path in _files(root))
    return read_texts((path.name, path.read_bytes()) for path in paths)


def read_texts(files: Iterable[tuple[str, bytes]]) -> Product:
    """The same for files of which only the names and the bytes are given."""
    vocabulary = set(_CALENDAR_WORDS)
    dates: set[date] = set()
    code_lines: set[str] = set()
    running: list[str] = []
    shipped: set[str] = set()
    for name, data in files:
        shipped.add(_digest(data))
        suffix = PurePath(name).suffix.lower()
        text = printable(data) if suffix in _PROSE | _CODE else None
        if text is None:
            continue
        if suffix in _CODE:
            code_lines.update(lines(text), lines(without_tags(text)))
            continue
        for found in _own_words(_published_part(text, suffix)):
            vocabulary.update(found)
            dates.update(written.date for written in written_dates(found))
            running.append(_running(found))
    return Product(
        vocabulary=frozenset(vocabulary),
        dates=frozenset(dates),
        code_lines=frozenset(code_lines),
        running_text="\n".join(running),
        shipped=frozenset(shipped),
    )


def written(product: Product) -> bytes:
    """A product as bytes, from which `read_written` makes it again."""
    parts = {
        "vocabulary": sorted(product.vocabulary),
        "dates": sorted(day.isoformat() for day in product.dates),
        "code_lines": sorted(product.code_lines),
        "running_text": product.running_text,
        "shipped": sorted(product.shipped),
    }
    return json.dumps(parts, ensure_ascii=False).encode("utf-8", errors="surrogatepass")


def read_written(data: bytes) -> Product:
    """The product that `written` wrote."""
    parts = json.loads(data.decode("utf-8", errors="surrogatepass"))
    return Product(
        vocabulary=frozenset(parts["vocabulary"]),
        dates=frozenset(map(date.fromisoformat, parts["dates"])),
        code_lines=frozenset(parts["code_lines"]),
        running_text=parts["running_text"],
        shipped=frozenset(parts["shipped"]),
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _running(found: Sequence[str]) -> str:
    return f" {'  '.join(found)} "


def _published_part(text: str, suffix: str) -> str:
    """The text without what is never published: comments, which tell who wrote a file, and the code of Python."""
    if suffix == ".py":
        return "\n".join(_literals(ast.parse(text)))
    return _HASH_COMMENT.sub(" ", text) if suffix in _HASH_COMMENTED else _JINJA_COMMENT.sub(" ", text)


def _literals(tree: ast.Module) -> Iterator[str]:
    """The texts and dates that a module holds for its pages: rules show examples. Docstrings are for readers of the code."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(told)) if id(node) not in docstrings:
                yield told
            case ast.Call(
                func=ast.Name(id="date"),
                args=[
                    ast.Constant(value=int(year)),
                    ast.Constant(value=int(month)),
                    ast.Constant(value=int(day)),
                ],
            ):
                yield f"{day}/{month}/{year}"


def _own_words(text: str) -> Iterator[list[str]]:
    """The words of a shipped text: as it reads, as it stands with its tags, and without Jinja's blocks."""
    seen: set[str] = set()
    for version in dict.fromkeys((text, _JINJA_BLOCK.sub(" ", text))):
        for with_or_without_tags in dict.fromkeys((version, version.replace("<", " "))):
            for reading in readings(with_or_without_tags):
                if reading not in seen:
                    seen.add(reading)
                    yield words(reading)


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    for folder, subfolders, names in os.walk(root):
        # Hidden folders are never published; the theme keeps 14,000 icons in one.
        subfolders[:] = sorted(name for name in subfolders if not name.startswith(".") and name != "__pycache__")
        yield from (Path(folder, name) for name in sorted(names))

"""How wide a text is in the papers' font, and how many lines it takes: no browser exists when papers are built.

Widths are those of the bundled font (`site/papers/fonts/metrics.json`), kerning included, as a browser's text engine adds
them up. Lines break at spaces and after the hyphen of a compound, a word too long for a line breaks anywhere. A browser knows
a few more places (after a slash, for one), and so never needs more lines than are counted here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol

from generator.public.papers.environment import paper_file

# Browsers round lengths to 1/64 px; a line fuller than this is counted as two, to stay on the safe side.
_SLACK_PT = 0.05
# A sign that the font lacks comes from a font of the reader's machine: as wide as the widest usual ones.
_UNKNOWN_EM = 1.05
# Spaces, or what stands between two of them up to the hyphen of a compound.
_PIECES = re.compile(r" +|[^ -]*-+|[^ -]+")


class StyledText(Protocol):
    """A stretch of text in one weight."""

    @property
    def text(self) -> str:
        """The text."""
        ...

    @property
    def bold(self) -> bool:
        """Whether it is in bold."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """Widths in em: of each sign, and what each pair of neighbours adds or takes away."""

    advances: Mapping[str, float]
    kerning: Mapping[str, float]
    tabular_digit: float


@lru_cache(maxsize=65_536)
def width_em(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, for a size of 1."""
    face = _faces()[bold]
    total = 0.0
    for sign in text:
        total += face.advances.get(sign) or _unknown(sign)
    for left, right in pairwise(text):
        total += face.kerning.get(left + right, 0.0)
    return total


def tabular_width_em(text: str, *, bold: bool = False) -> float:
    """The width of a text in a table, where every digit is as wide as the others (kerning left out)."""
    face = _faces()[bold]
    return sum(
        face.tabular_digit if sign.isdecimal() and sign.isascii() else face.advances.get(sign) or _unknown(sign)
        for sign in text
    )


def line_count(phrase: Sequence[StyledText], width_pt: float, size_pt: float, *, bold: bool = False) -> int:
    """How many lines a phrase takes in a column; `bold` when all of it is, whatever its runs say."""
    return _line_count(tuple((run.text, run.bold or bold) for run in phrase), width_pt, size_pt)


def text_line_count(text: str, width_pt: float, size_pt: float, *, bold: bool = False) -> int:
    """How many lines a text in one weight takes in a column."""
    return _line_count(((text, bold),), width_pt, size_pt)


@lru_cache(maxsize=65_536)
def _line_count(phrase: tuple[tuple[str, bool], ...], width_pt: float, size_pt: float) -> int:
    room = (width_pt - _SLACK_PT) / size_pt
    lines, used = 1, 0.0
    for gap, word in _words(phrase):
        width = sum(width_em(text, bold=bold) for text, bold in word)
        if used and used + gap + width > room:
            lines, used, gap = lines + 1, 0.0, 0.0
        if not used and width > room:
            more, used = _broken_anywhere(word, room)
            lines += more
        else:
            used += gap + width
    return lines


def _words(phrase: tuple[tuple[str, bool], ...]) -> Iterator[tuple[float, list[tuple[str, bool]]]]:
    """The pieces between two places where a line may break, each with the width of what separates it from the last."""
    word: list[tuple[str, bool]] = []
    gap = 0.0
    for text, bold in phrase:
        for found in _PIECES.finditer(text):
            piece = found[0]
            is_space = piece[0] == " "
            if word and is_space:
                yield gap, word
                word, gap = [], 0.0
            elif word and _after_hyphen(text, found.start()):
                yield gap, word
                word, gap = [], _faces()[bold].kerning.get(f"-{piece[0]}", 0.0)
            if is_space:
                gap = gap or _space_em(text, found.start(), found.end(), bold)
            else:
                word.append((piece, bold))
    if word:
        yield gap, word


def _after_hyphen(text: str, at: int) -> bool:
    return at > 1 and text[at - 1] == "-" and text[at - 2].isalpha() and text[at].isalpha()


def _space_em(text: str, start: int, end: int, bold: bool) -> float:
    """The width of one space (several show as one), kerned with its neighbours."""
    face = _faces()[bold]
    before, after = text[start - 1 : start] + " ", " " + text[end : end + 1]
    return face.advances[" "] + face.kerning.get(before, 0.0) + face.kerning.get(after, 0.0)


def _broken_anywhere(word: list[tuple[str, bool]], room: float) -> tuple[int, float]:
    """Lines added, and width used on the last one, when a word is cut wherever the line ends."""
    lines, used = 0, 0.0
    for text, bold in word:
        for sign in text:
            width = width_em(sign, bold=bold)
            if used and used + width > room:
                lines, used = lines + 1, 0.0
            used += width
    return lines, used


def _unknown(sign: str) -> float:
    return 0.0 if unicodedata.combining(sign) else _UNKNOWN_EM


@lru_cache(maxsize=1)
def _faces() -> tuple[_Face, _Face]:
    data = json.loads(paper_file("fonts/metrics.json"))
    unit = data["units_per_em"]
    return _face(data["faces"]["regular"], unit), _face(data["faces"]["bold"], unit)


def _face(data: dict[str, Any], unit: int) -> _Face:
    return _Face(
        advances={sign: width / unit for sign, width in data["advances"].items()},
        kerning={
            left + right: int(moved) / unit
            for left, row in data["kerning"].items()
            for moved, rights in row.items()
            for right in rights
        },
        tabular_digit=data["tabular_digit"] / unit,
    )

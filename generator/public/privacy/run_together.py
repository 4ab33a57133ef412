"""Finds values written with other spaces than their own: glued to what stands beside them, in groups, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

MIN_SPACED = 6
"""A code this long is the same with spaces in it: "a 12" would be found in any sentence."""

_START = 3
_Found = TypeVar("_Found")

_GROUPS = re.compile(r"(?<![^\W_])(?<!\d[.,])[0-9]+(?:[^\w,;:()]{1,3}[0-9]+)+(?![^\W_])")
"""Figures in groups: what separates them is a space, a full stop, a dash, no more."""
_FIGURES = re.compile(r"[0-9]+")


@dataclass(slots=True, eq=False)
class Spellings(Generic[_Found]):
    """What values are told by their letters and figures alone, without any space."""

    values: dict[str, list[_Found]] = field(default_factory=dict)
    _starts: set[str] = field(default_factory=set)
    _lengths: set[int] = field(default_factory=set)

    def add(self, letters: str, value: _Found) -> None:
        """Adds a value under its letters."""
        same = self.values.setdefault(letters, [])
        if value not in same:
            same.append(value)
        self._starts.update(letters[:length] for length in range(1, _START + 1))
        self._lengths.add(len(letters))

    def runs(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Words that together are the letters of a value: where they start, where they end (excluded), the letters."""
        longest = max(self._lengths, default=0)
        for start, word in enumerate(words):
            if word[:_START] not in self._starts:
                continue
            run = ""
            for end in range(start, len(words)):
                run += words[end]
                if len(run) > longest:
                    break
                if run in self.values:
                    yield start, end + 1, run

    def within(self, word: str) -> Iterator[tuple[int, str]]:
        """The letters of values that stand inside a longer word, each with the place where it starts."""
        for length in self._lengths:
            for start in range(len(word) - length + 1) if length < len(word) else ():
                if (piece := word[start : start + length]) in self.values:
                    yield start, piece


def around(word: str, start: int, end: int) -> tuple[str, str]:
    """The letters, or the figures, that go on before and after `word[start:end]`: none where letters and figures meet."""
    before, after = word[:start], word[end:]
    left = re.search(r"\d+$" if word[start].isdecimal() else r"[^\d]+$", before)
    right = re.match(r"\d+" if word[end - 1].isdecimal() else r"[^\d]+", after)
    return left[0] if left else "", right[0] if right else ""


def whole_numbers(reading: str) -> set[str]:
    """The numbers of a reading that are no word by themselves: in groups ("1 234 567"), or glued to letters ("no1234567")."""
    grouped = {"".join(_FIGURES.findall(found)) for found in _GROUPS.findall(reading)}
    return grouped.union(_FIGURES.findall(reading))

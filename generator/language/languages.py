"""The languages of papers and pages: for each, one catalogue of phrases and the typography of dates, times and lists."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from types import MappingProxyType
from typing import Protocol

from generator.language import english, french
from generator.resources import site_dir


class Typography(Protocol):
    """How a language writes dates, times, numbers and lists: what `generator.language.french` documents."""

    def date_in_words(self, day: date) -> str: ...  # noqa: D102 - said once, in the French module
    def short_date(self, day: date) -> str: ...  # noqa: D102
    def clock(self, moment: time) -> str: ...  # noqa: D102
    def clock_range(self, start: time, end: time) -> str: ...  # noqa: D102
    def duration(self, minutes: int) -> str: ...  # noqa: D102
    def extra_time(self, percent: int) -> str: ...  # noqa: D102
    def counted(self, count: int, noun: str) -> str: ...  # noqa: D102
    def enumerated(self, names: Sequence[str]) -> str: ...  # noqa: D102
    def polished(self, text: str) -> str: ...  # noqa: D102


_TYPOGRAPHY: Mapping[str, Typography] = {"fr": french, "en": english}

Phrases = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its code, its typography (`typography.clock(...)`), its phrases by section and key.

    A phrase may hold `{name}` places, for `str.format`.
    """

    code: str
    typography: Typography
    phrases: Mapping[str, Phrases]


@cache
def language(code: str) -> Language:
    """The language of that code, one of `LANGUAGES`; its catalogue is `site/languages/CODE.toml`."""
    text = (site_dir() / "languages" / f"{code}.toml").read_text(encoding="utf-8")
    typography = _TYPOGRAPHY[code]
    sections = {
        section: MappingProxyType({key: typography.polished(phrase) for key, phrase in said.items()})
        for section, said in tomllib.loads(text).items()
    }
    return Language(code=code, typography=typography, phrases=MappingProxyType(sections))


LANGUAGES = tuple(_TYPOGRAPHY)
"""The codes of the languages that papers can be printed in."""

"""What the fonts of the packs can print; a sign they lack is replaced and named, never left out in silence."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache

from generator.resources import site_dir

REPLACEMENT = "?"


def fonts_dir() -> str:
    """The folder of the fonts that the packs are printed with."""
    return str(site_dir() / "packs" / "fonts")


def missing_signs(text: str) -> list[str]:
    """The signs of a text that no font of ours has, each once."""
    covered = _covered()
    return sorted({sign for sign in unicodedata.normalize("NFC", text) if sign not in covered})


def printable(text: str) -> str:
    """The text with each sign that cannot be printed replaced."""
    covered = _covered()
    return "".join(sign if sign in covered else REPLACEMENT for sign in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1)
def _covered() -> frozenset[str]:
    ranges = json.loads((site_dir() / "packs" / "fonts" / "characters.json").read_text(encoding="utf-8"))
    bounds = (bound.split("-") for bound in (*ranges["own"], *ranges["fallback"]))
    return frozenset(chr(code) for first, last in bounds for code in range(int(first, 16), int(last, 16) + 1))

"""The guides: written by hand in `site/docs`, given the spaces that French typography wants and nobody types."""

from __future__ import annotations

import re
from pathlib import Path

from generator.language.french import polished

_CODE = re.compile(r"(```.*?```|`[^`\n]*`|\]\([^)\n]*\)|\{[^}\n]*\})", re.DOTALL)
"""What is not prose: code, addresses of links, attributes."""


def polish_guides(docs: Path) -> None:
    """Rewrites the guides gathered in `docs`."""
    for path in sorted((docs / "guides").glob("*.md")):
        path.write_text(polished_markdown(path.read_text(encoding="utf-8")), encoding="utf-8")


def polished_markdown(text: str) -> str:
    """Markdown with French spaces and apostrophes in its prose; code and links stay as they are."""
    return "".join(part if number % 2 else polished(part) for number, part in enumerate(_CODE.split(text)))

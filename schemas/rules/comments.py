"""What the comments of a sheet say, in patterns that Polars and Python read alike: who was absent, what is suspected."""

from __future__ import annotations

import re

ABSENT = r"(?i)\babsente?\b"
FRAUD = r"(?i)\bC6\b|\bfraud|\btrich"
NO_FRAUD = r"(?i)\b(?:aucune?|pas|sans|ni)\b[\w ]{0,12}\b(?:fraud|trich)"
"""« Pas de fraude »: the word, and not the thing; the code C6 always counts."""


def code(name: str) -> str:
    """The pattern of a code such as C1, which is not that of C12."""
    return rf"(?i)\b{name}\b"


def suspects_fraud(comments: str | None) -> bool:
    """Whether comments report a fraud: by the code C6, or in words."""
    if not comments or not re.search(FRAUD, comments):
        return False
    return bool(re.search(code("C6"), comments)) or not re.search(NO_FRAUD, comments)

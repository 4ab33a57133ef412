"""Names of one person, and names one letter apart: the slip of a hand on the keyboard."""

from __future__ import annotations

from schemas.columns import fold
from schemas.people import TITLES


def person_key(name: str) -> str:
    """A name to compare people by, its words in order: Mme Camille TRUCMUCHE and Trucmuche Camille are one person."""
    return " ".join(sorted(word for word in fold(name).split() if word not in TITLES))


def one_letter_apart(left: str, right: str) -> bool:
    """Whether one insertion, deletion, replacement or exchange of neighbours turns one text into the other."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    rest_left, rest_right = left[start:], right[start:]
    if len(left) == len(right):
        swapped = rest_left[:2] == rest_right[1::-1] and rest_left[2:] == rest_right[2:]
        return rest_left[1:] == rest_right[1:] or swapped
    return rest_left[1:] == rest_right or rest_left == rest_right[1:]


def deletions(text: str) -> set[str]:
    """The text and what it becomes by leaving one letter out: two texts one edit apart have one of them in common."""
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}

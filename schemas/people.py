"""How people are called."""

from __future__ import annotations

TITLES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})
"""What stands before a name, in plain letters and without a full stop."""

TITLE = rf"(?i)^(m\.|{'|'.join(sorted(TITLES - {'m'}))}) "
"""A pattern, for Polars and Python alike: a name that begins with a title. A bare "M" may be an initial."""

PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "den", "da", "di", "do", "dos", "del", "el", "al", "ben", "bin"})  # fmt: skip
"""Small words inside a last name, in plain letters."""

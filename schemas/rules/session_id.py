"""What an identifier of a session may be: it becomes a folder and a web address, on any system."""

from __future__ import annotations

import re
import unicodedata

USABLE = r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$"
RESERVED = r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$"
"""What Windows keeps for itself."""


def suggested_id(id: str) -> str | None:
    """What a session should be called instead; None where its identifier is usable as it is."""
    is_reserved = re.search(RESERVED, id) is not None
    if re.search(USABLE, id) and not is_reserved:
        return None
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", id) if not unicodedata.combining(letter))
    slug = re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")[:40].strip("-") or "session-1"
    return f"{slug}-1" if is_reserved else slug

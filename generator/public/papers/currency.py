"""What a paper says when its QR code is scanned: up to date, or what changed since it was printed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.language.languages import language
from generator.public.papers.environment import json_block
from generator.public.versions.past_versions import Change

SCRIPT = "currency.js"
_SAID = ("current", "changed", "reprint", "unknown")


def currency_block(version: str, changes: Sequence[Change], code: str) -> Markup:
    """The data that `currency.js` reads: this version, and what changed since each earlier one."""
    said = language(code).phrases["currency"]
    return json_block(
        {
            "current": version,
            "past": {change.version: change.said for change in changes},
            "say": {key: said[key] for key in _SAID},
        }
    )

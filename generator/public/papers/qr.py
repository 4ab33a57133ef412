"""The QR code that leads from a paper back to its page."""

from __future__ import annotations

import re

import segno
from markupsafe import Markup

_DARK = re.compile(rb"\x01+")


def qr_svg(address: str, label: str) -> Markup:
    """A QR code as inline SVG, without a margin: the page leaves white around it.

    The lowest error correction keeps its squares large, for an address that is long and a paper that stays clean.
    The mask is fixed, not sought: readers accept any, and trying all eight takes five times as long.
    """
    matrix = segno.make_qr(address, error="l", boost_error=False, mask=2).matrix
    size = len(matrix)
    path = "".join(
        f"M{run.start()} {row}.5h{run.end() - run.start()}"
        for row, modules in enumerate(matrix)
        for run in _DARK.finditer(modules)
    )
    return Markup(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}"><path stroke="#000" d="{}"/></svg>'
    ).format(label, size, size, path)

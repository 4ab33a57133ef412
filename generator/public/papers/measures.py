"""The measures of a paper, read from its style sheets: one place says how long a millimetre of the page is used for what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.public.papers.environment import paper_file

POINTS_PER_MM = 72 / 25.4
_POINTS = {"pt": 1.0, "mm": POINTS_PER_MM, "": 1.0}
_MEASURE = re.compile(r"^  --([a-z-]+): (-?[0-9.]+)(mm|pt|);", re.MULTILINE)


@lru_cache(maxsize=8)
def measures(*stylesheets: str) -> Mapping[str, float]:
    """The custom properties at the head of these style sheets, lengths in points, by name without the dashes."""
    return {
        name: float(number) * _POINTS[unit]
        for stylesheet in stylesheets
        for name, number, unit in _MEASURE.findall(paper_file(stylesheet))
    }

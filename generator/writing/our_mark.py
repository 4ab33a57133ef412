"""How a workbook of ours is known again: by its properties, which tell who made it and whether somebody has saved it since."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

from defusedxml import DefusedXmlException, ElementTree

CREATOR = "Consigne"
WRITTEN = datetime(2000, 1, 1)
"""The hour of writing that our files give instead of the true one."""

CORE = "docProps/core.xml"
"""The file of a workbook that holds its properties."""


def keyword_and_hour(path: Path) -> tuple[str, str] | None:
    """The keyword of a workbook of ours and when it was last saved (ISO 8601); None for a file of anyone else."""
    try:
        with zipfile.ZipFile(path) as package, package.open(CORE) as core:
            properties = ElementTree.fromstring(core.read(100_000))
    except (
        OSError,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
        DefusedXmlException,
    ):
        return None
    texts = {element.tag.rpartition("}")[2]: element.text or "" for element in properties}
    return (texts.get("keywords", ""), texts.get("modified", "")) if texts.get("creator") == CREATOR else None


def is_untouched_of_ours(path: Path) -> bool:
    """Whether a file is a workbook of ours that nobody has saved again."""
    ours = keyword_and_hour(path)
    return ours is not None and ours[1].startswith(WRITTEN.isoformat())

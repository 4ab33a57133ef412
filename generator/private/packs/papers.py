"""The private papers as PDF, by typst: tagged (PDF/UA-1), with our own fonts only, always the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache

import typst

from generator.private.packs.contents import Data
from generator.private.packs.printable import fonts_dir
from generator.resources import site_dir

_NO_HOUR = datetime(2000, 1, 1, tzinfo=UTC)


def private_papers(content: Data) -> dict[str, bytes]:
    """The papers that this content calls for, by name, in the order in which a session uses them."""
    candidates = content["candidates"]
    wanted = {
        "attendance": True,
        "end_times": bool(content["notes"])
        or (isinstance(candidates, list) and any(each["extra"] for each in candidates)),
        "slips": True,
        "code": "code" in content,
        "convocations": True,
    }
    return {paper: compiled(paper, content) for paper, is_wanted in wanted.items() if is_wanted}


def compiled(paper: str, content: Data) -> bytes:
    """One template of `site/packs` with its data, as PDF."""
    data = json.dumps(content, ensure_ascii=False, sort_keys=True)
    pdf = _compiler().compile(
        input=str(site_dir() / "packs" / f"{paper}.typ"),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards="ua-1",
        timestamp=_NO_HOUR,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_dir()])
    return typst.Compiler(root=str(site_dir() / "packs"), font_paths=fonts)

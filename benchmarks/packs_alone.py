"""typst alone: compiles the private papers of a centre's sessions, and writes them; nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

templates, data, into = map(Path, sys.argv[1:])
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(templates / "fonts")])
compiler = typst.Compiler(root=str(templates), font_paths=fonts)
count = 0
for line in data.read_text(encoding="utf-8").splitlines():
    content = json.loads(line)
    for paper in content["papers"]:
        pdf = compiler.compile(
            input=str(templates / f"{paper}.typ"),
            format="pdf",
            sys_inputs={"data": content["data"]},
            pdf_standards="ua-1",
        )
        assert isinstance(pdf, bytes)  # noqa: S101 - one file is asked for
        (into / f"{count}.pdf").write_bytes(pdf)
        count += 1
print(f"{count} papers")  # noqa: T201

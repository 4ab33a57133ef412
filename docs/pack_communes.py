"""Packs the list of communes that comes with the program: `nox -s communes`, when a new one is out.

Reads `data/communes.json` of the package `@etalab/decoupage-administratif`; writes `schemas/reference/communes.csv.xz`.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path


def main(source: Path, target: Path) -> None:
    """One line a commune: INSEE code, name, postal codes; a delegated one has those of its main commune."""
    communes = json.loads(source.read_text(encoding="utf-8"))
    postal_codes = {commune["code"]: commune.get("codesPostaux", []) for commune in communes}
    lines = {
        f"{commune['code']};{commune['nom']};{' '.join(commune.get('codesPostaux') or postal_codes.get(commune.get('chefLieu'), []))}"
        for commune in communes
    }
    text = "".join(f"{line}\n" for line in sorted(lines))
    target.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Checks rosters of a centre with frictionless and a schema as close to ours as its constraints can be."""

from __future__ import annotations

import sys
from pathlib import Path

from frictionless import Resource, Schema

SCHEMA = {
    "fields": [
        {"name": "Nom", "type": "string", "constraints": {"required": True}},
        {"name": "Prénom", "type": "string", "constraints": {"required": True}},
        {
            "name": "Date de naissance",
            "type": "date",
            "format": "%d/%m/%Y",
            "constraints": {"required": True, "minimum": "01/01/1900", "maximum": "23/11/2026"},
        },
        {"name": "Lieu de naissance", "type": "string", "constraints": {"required": True}},
        {"name": "INE", "type": "string", "constraints": {"pattern": "[0-9]{9}[A-Z]{2}"}},
        {"name": "Classe", "type": "string"},
        {"name": "Temps majoré", "type": "string", "constraints": {"pattern": "[1-9][0-9]? ?%"}},
        {
            "name": "Compétences positionnées",
            "type": "integer",
            "constraints": {"minimum": 5, "maximum": 16},
        },
        {"name": "Compte vérifié", "type": "string", "constraints": {"enum": ["oui", "non"]}},
        {"name": "Sexe", "type": "string", "constraints": {"enum": ["M", "F"]}},
    ],
    "primaryKey": ["Nom", "Prénom", "Date de naissance"],
}


def main(content: Path, files: int) -> None:
    """Checks the first `files` rosters, one after the other."""
    schema = Schema.from_descriptor(SCHEMA)
    errors = 0
    for path in sorted((content / "rosters").iterdir())[:files]:
        resource = Resource(path=path.name, basepath=str(path.parent), schema=schema)
        errors += sum(task.stats.get("errors", 0) for task in resource.validate().tasks)
    sys.stdout.write(f"{errors} errors\n")


main(Path(sys.argv[1]), int(sys.argv[2]))

"""Which program runs, down to its bytes: what it made is kept only for itself."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

import generator
import schemas
from generator.resources import default_briefing_dir, site_dir
from generator.version import program_version

_DIGEST_BYTES = 16


def program_digest() -> str:
    """Names the program: the bytes of its modules, templates and default wording, and the versions of all it is installed with."""
    return _digest(program_version(), _roots())


@cache
def _digest(version: str, roots: tuple[Path, ...]) -> str:
    digest = blake2b(f"{version} {sys.version} {_installed()}".encode(), digest_size=_DIGEST_BYTES)
    for root in roots:
        for folder, subfolders, names in os.walk(root):
            subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
            for name in sorted(names):
                data = Path(folder, name).read_bytes()
                digest.update(f"{name} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _roots() -> tuple[Path, ...]:
    packages = (Path(package.__file__).parent for package in (generator, schemas) if package.__file__)
    return (*packages, site_dir(), default_briefing_dir())


def _installed() -> list[str]:
    """`mkdocs-1.6.1.dist-info`: all that is installed beside the program, with its version."""
    folders = (path for path in map(Path, sys.path) if path.name == "site-packages" and path.is_dir())
    return sorted(path.name for folder in folders for path in folder.iterdir() if path.suffix == ".dist-info")

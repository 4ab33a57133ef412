"""Runs a script line of a CI file, as a forge would."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run_ci_line(line: str, folder: Path, **environment: str) -> None:
    """Runs the line in this folder; a failure shows what it said."""
    # The environment of these tests must not leak into the one that the CI lines make.
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    proxies = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "UV_", "SSL_")) or "proxy" in name.lower()
    }
    bare["PATH"] = os.pathsep.join(
        part for part in bare["PATH"].split(os.pathsep) if "/.nox/" not in part and "/.venv/" not in part
    )
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env={**bare, **proxies, "CI": "true", **environment},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout + done.stderr

"""Programs of the system that some tests need: absent, the test is skipped and says so, or fails where CI requires them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def unavailable(reason: str) -> NoReturn:
    """Skips the test, or fails it where `CONSIGNE_REQUIRE_TOOLS` says that nothing may be skipped."""
    if os.environ.get("CONSIGNE_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def require(*programs: str) -> str:
    """The path of the first of these programs that is installed."""
    found = next((path for program in programs if (path := shutil.which(program))), None)
    return found or unavailable(f"{programs[0]} n’est pas installé : ce test ne peut pas se faire")


def python_with_uno() -> str:
    """A Python that has LibreOffice's bridge."""
    require("soffice")
    for python in ("/usr/bin/python3", "python3"):
        if Path(python).exists() and not subprocess.run([python, "-c", "import uno"], capture_output=True).returncode:
            return python
    unavailable("python3-uno n’est pas installé : ce test ne peut pas se faire")

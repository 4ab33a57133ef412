"""Prints a page with the system's own Firefox, over WebDriver BiDi: what Ctrl+P gives, without a driver to download."""

from __future__ import annotations

import base64
import itertools
import json
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_A4_CM = {"width": 21.0, "height": 29.7}
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_START_S = 60


class Firefox:
    """A running Firefox that opens pages and prints them."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self._call("session.new", {"capabilities": {}})
        self._tab = self._call("browsingContext.getTree", {})["contexts"][0]["context"]

    def pdf(self, address: str) -> bytes:
        """The page printed on A4, its own margins respected."""
        self._call("browsingContext.navigate", {"context": self._tab, "url": address, "wait": "complete"})
        margins = dict.fromkeys(("top", "bottom", "left", "right"), 0)
        asked = {
            "context": self._tab,
            "page": _A4_CM,
            "margin": margins,
            "shrinkToFit": False,
            "background": True,
        }
        return base64.b64decode(self._call("browsingContext.print", asked)["data"])

    def _call(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._connection.recv(timeout=60))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result


@contextmanager
def firefox(path: str) -> Iterator[Firefox]:
    """Starts Firefox with an empty profile, and ends it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text('user_pref("remote.active-protocols", 1);\n', encoding="utf-8")
        process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
            stderr=subprocess.PIPE,
            text=True,
        )
        # A Firefox that never answers is ended, which ends the reading below.
        too_long = threading.Timer(_START_S, process.kill)
        too_long.start()
        drained: threading.Thread | None = None
        try:
            assert process.stderr is not None
            found = next((m for line in process.stderr if (m := _LISTENS.search(line))), None)
            too_long.cancel()
            assert found, "Firefox did not start"
            drained = threading.Thread(target=process.stderr.read, daemon=True)
            drained.start()
            with connect(f"{found[1]}/session", max_size=None) as connection:
                yield Firefox(connection)
        finally:
            too_long.cancel()
            process.kill()
            process.wait()
            if drained is not None:
                drained.join()
            if process.stderr is not None:
                process.stderr.close()

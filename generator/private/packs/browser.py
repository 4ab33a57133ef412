"""Prints our HTML papers with the Chromium, Chrome or Edge of the machine, over its DevTools protocol, as Ctrl+P would.

The protocol, and not `--print-to-pdf`: one start for all papers of all sessions. The papers go through memory: nothing is
written where a browser in a sandbox could not read it.
"""

from __future__ import annotations

import base64
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
)
_START_S, _ANSWER_S = 60, 60


class BrowserFailed(Exception):
    """The browser did not start, or did not print."""


class Browser:
    """A running browser that prints papers."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._page: str | None = attached["sessionId"]
        self._frame = self._call("Page.getFrameTree", {}, page=True)["frameTree"]["frame"]["id"]

    def pdf(self, html: str) -> bytes:
        """The paper on the size of page that it asks for.

        Raises:
            BrowserFailed: the browser gave no PDF.
        """
        self._call("Page.setDocumentContent", {"frameId": self._frame, "html": html}, page=True)
        ready = {"expression": "document.fonts.ready.then(() => true)", "awaitPromise": True}
        self._call("Runtime.evaluate", ready, page=True)
        printed = self._call(
            "Page.printToPDF",
            {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True},
            page=True,
        )
        return base64.b64decode(printed["data"])

    def _call(self, method: str, parameters: dict[str, Any], *, page: bool = False) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if page:
            message["sessionId"] = self._page
        try:
            self._connection.send(json.dumps(message))
            while True:
                answer = json.loads(self._connection.recv(timeout=_ANSWER_S))
                if answer.get("id") == number:
                    break
        except (OSError, TimeoutError, WebSocketException) as error:
            raise BrowserFailed(type(error).__name__) from None
        if "error" in answer:
            raise BrowserFailed(method)
        result: dict[str, Any] = answer["result"]
        return result


def find_browser() -> str | None:
    """The program of a browser that can print, if the machine has one."""
    on_path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    elsewhere = (os.path.expandvars(path) for path in _ELSEWHERE)
    return on_path or next((path for path in elsewhere if Path(path).is_file()), None)


@contextmanager
def running(program: str) -> Iterator[Browser]:
    """Starts a browser with an empty profile, and ends it.

    Raises:
        BrowserFailed: it does not start.
    """
    with tempfile.TemporaryDirectory(prefix="consigne-", ignore_cleanup_errors=True) as profile:
        # A browser refuses its sandbox to root, who only runs it in a container of CI.
        as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        command = [
            program,
            "--headless=new",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            "--no-first-run",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-dev-shm-usage",
            *as_root,
            "about:blank",
        ]
        try:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        except OSError as error:
            raise BrowserFailed(type(error).__name__) from None
        try:
            # Between programs of one machine: never through a proxy.
            with connect(_address(process), max_size=None, proxy=None) as connection:
                yield Browser(connection)
        except (OSError, TimeoutError, WebSocketException) as error:
            raise BrowserFailed(type(error).__name__) from None
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[bytes]) -> str:
    """The address at which the browser listens, from what it says as it starts.

    Its profile holds it too, but a browser in a sandbox of the system (snap, flatpak) has a folder of temporary files of its own.
    """
    said: SimpleQueue[str | None] = SimpleQueue()

    def listen() -> None:  # to the end, so that the browser never waits for a reader
        with process.stderr or io.BytesIO() as lines:
            for line in lines:
                if found := re.search(rb"ws://\S+", line):
                    said.put(found.group().decode())
        said.put(None)

    Thread(target=listen, daemon=True).start()
    try:
        address = said.get(timeout=_START_S)
    except Empty:
        address = None
    if address is None:
        raise BrowserFailed("start")
    return address

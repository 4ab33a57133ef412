"""Shows a built site on this computer, with MkDocs' own server: open pages reload when the site was built again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

_HOST = "127.0.0.1"
"""This computer alone: the site is shown, not published."""


class LiveSite(LiveReloadServer):
    """A server of the folder `site`. `build` runs whenever a file in `watched` changes; `ready` hears the address, once."""

    def __init__(
        self, site: Path, *, watched: Path, port: int, build: Callable[[], None], ready: Callable[[str], None]
    ) -> None:
        super().__init__(build, _HOST, port, str(site))
        self.error_handler = lambda _code: (site / "404.html").read_bytes()
        self.watch(str(watched))
        self._ready = ready

    def server_activate(self) -> None:
        """Listens, and says so."""
        super().server_activate()
        self._ready(self.url)

    def run(self) -> None:
        """Serves until the program is interrupted.

        Raises:
            OSError: nobody may listen there, or somebody else does.
        """
        try:
            self.serve()  # type: ignore[no-untyped-call]
        finally:
            self.shutdown()

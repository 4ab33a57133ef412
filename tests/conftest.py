"""Fixtures of many tests: a real browser, a small public centre, and a site built from it."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.public.mkdocs import build_site
from generator.public.pages.columns_page import columns_page
from generator.public.pages.home import home_page
from generator.public.pages.quality_page import quality_page
from generator.public.pages.rules_pages import rules_pages
from generator.public.papers.catalogue import PUBLIC_PAPERS
from generator.public.quality import FindingCount, Quality
from generator.public.records import PublicCentre, PublicSession
from generator.resources import site_dir
from schemas.centre import TestSettings
from tests.support.tools import require

_STAND_IN = "<!doctype html><title>{{ page.title }}</title>"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Two warnings in one worksheet and one in a file without worksheets.
QUALITY = Quality(
    files=3,
    rows=40,
    accepted=1,
    counts=(
        FindingCount(code="F006", file="rosters/3B.csv", worksheet=None, count=1),
        FindingCount(code="R005", file="rosters/3A.xlsx", worksheet="Liste", count=2),
    ),
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's own Chromium: a check without it is skipped, or fails where tools are required."""
    return require("chromium", "chromium-browser")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def public_session() -> Callable[..., PublicSession]:
    """Makes a session, every fact given by default."""

    def make(session_id: str = "S1", **facts: Any) -> PublicSession:
        given: dict[str, Any] = {
            "date": date(2026, 3, 12),
            "start": time(9),
            "end": time(11, 30),
            "site": "Collège Gaston-Tartempion",
            "room": "B204",
            "invigilators": ("Mme Camille Trucmuche",),
            "candidate_count": 18,
            "seats": 20,
        } | facts
        return PublicSession(id=session_id, **given)

    return make


@pytest.fixture(scope="session")
def public_centre() -> Callable[..., PublicCentre]:
    """Makes a centre with these sessions."""

    def make(*sessions: PublicSession, name: str = "Collège Gaston-Tartempion") -> PublicCentre:
        return PublicCentre(
            name=name,
            uai=None,
            site="Collège Gaston-Tartempion",
            test=TestSettings(),
            contacts=(),
            extra_time_percents=(),
            site_url=None,
            sessions=sessions,
        )

    return make


@pytest.fixture(scope="session")
def gather_docs() -> Callable[[PublicCentre, Path], None]:
    """Lays out what MkDocs is given: the guides, the pages of the centre, a paper for each session."""

    def gather(centre: PublicCentre, docs: Path) -> None:
        shutil.copytree(site_dir() / "docs", docs)
        (docs / "index.md").write_text(home_page(centre).markdown, encoding="utf-8")
        (docs / "guides" / "colonnes.md").write_text(columns_page(), encoding="utf-8")
        for name, text in {**rules_pages(), "qualite/index.md": quality_page(QUALITY, centre).markdown}.items():
            (docs / name).parent.mkdir(exist_ok=True)
            (docs / name).write_text(text, encoding="utf-8")
        for name in ("notice.html", "calendrier.ics"):
            (docs / name).write_text(_STAND_IN, encoding="utf-8")
        for session in centre.sessions:
            folder = docs / "sessions" / session.id
            folder.mkdir(parents=True)
            for paper in PUBLIC_PAPERS:
                (folder / paper.file).write_text(_STAND_IN, encoding="utf-8")

    return gather


@pytest.fixture(scope="session")
def built_site(
    tmp_path_factory: pytest.TempPathFactory,
    public_session: Callable[..., PublicSession],
    public_centre: Callable[..., PublicCentre],
    gather_docs: Callable[[PublicCentre, Path], None],
) -> Path:
    """A site with two sessions on 12 March 2026 and one on the day before and on the day after."""
    folder = tmp_path_factory.mktemp("site")
    centre = public_centre(
        public_session("veille", date=date(2026, 3, 11)),
        public_session("matin"),
        public_session("soir", start=time(14), end=time(17)),
        public_session("lendemain", date=date(2026, 3, 13), room="CDI"),
    )
    gather_docs(centre, folder / "docs")
    build_site(
        folder / "docs",
        folder / "public",
        config=site_dir() / "mkdocs.yml",
        site_url=None,
        site_name=centre.name,
        log=logging.getLogger("consigne.test"),
    )
    return folder / "public"


class _SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: requests are looked at in the browser."""


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """The address of that site over HTTP, without the last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_SilentHandler, directory=str(built_site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()

"""Makes the pictures of the README from the example centre's built site: `python docs/pictures.py PUBLIC`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent / "images"
SHOWN_ON = "2026-11-30T07:00:00"  # a day with sessions in the example centre


def main() -> None:
    """Photographs the home page, prints a briefing and draws its first side."""
    public = Path(sys.argv[1]).resolve()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 1280})
        page.clock.set_fixed_time(SHOWN_ON)
        page.goto((public / "index.html").as_uri())
        page.screenshot(path=IMAGES / "site.png")
        page.goto((public / "sessions" / "3A-lundi" / "index.html").as_uri())
        pdf = Path(scratch) / "consigne.pdf"
        page.pdf(path=pdf, prefer_css_page_size=True)
        browser.close()
        draw = [
            "pdftoppm",
            "-r",
            "110",
            "-f",
            "1",
            "-l",
            "1",
            "-png",
            "-singlefile",
            str(pdf),
            str(IMAGES / "consigne"),
        ]
        subprocess.run(draw, check=True)


main()

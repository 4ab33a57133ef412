"""Makes the pictures of the README and of the guides from the example centre's built site: `python docs/pictures.py PUBLIC`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent / "images"
GUIDES = Path(__file__).parents[1] / "site" / "docs" / "guides" / "images"
_HOUR_MS = 3_600_000
SHOWN_ON = "2026-11-30T07:00:00"  # a day with sessions in the example centre


def main() -> None:
    """Photographs the home page, prints a briefing and draws its first side."""
    public = Path(sys.argv[1]).resolve()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 1280}, locale="fr-FR")
        page.clock.set_fixed_time(SHOWN_ON)
        page.goto((public / "index.html").as_uri())
        page.screenshot(path=IMAGES / "site.png")
        page.set_viewport_size({"width": 1000, "height": 620})
        page.screenshot(path=GUIDES / "accueil.png")
        page.goto((public / "sessions" / "3A-lundi" / "index.html").as_uri())
        pdf = Path(scratch) / "consigne.pdf"
        page.pdf(path=pdf, prefer_css_page_size=True)
        timer = browser.new_page(viewport={"width": 1200, "height": 700})
        timer.clock.install(time=SHOWN_ON)
        timer.goto((public / "sessions" / "3A-lundi" / "minuteur.html").as_uri())
        timer.get_by_role("button", name="Le code est donné").click()
        timer.clock.fast_forward(_HOUR_MS)
        timer.screenshot(path=GUIDES / "minuteur.png")
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
    for picture in (*IMAGES.glob("*.png"), *GUIDES.glob("*.png")):
        with Image.open(picture) as drawn:
            drawn.convert("RGB").quantize(64).save(picture, optimize=True)


main()

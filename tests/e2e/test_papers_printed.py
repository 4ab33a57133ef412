"""The papers of the example centre on paper: page counts in Chromium and in Firefox, and pictures that must not change unseen.

`CONSIGNE_RENEW_GOLDEN=1` writes the pictures again: look at them before you commit them.
"""

import io
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader

from generator.public.papers.briefing import briefing_page
from tests.support.centres import REPOSITORY
from tests.support.command import consigne
from tests.support.firefox import firefox
from tests.support.papers import LONGEST, SHORTEST, wording
from tests.support.tools import require

GOLDEN = Path(__file__).parent / "golden"
SESSION = "3A-lundi"
PROMISED = {
    f"sessions/{SESSION}/index.html": 2,
    f"sessions/{SESSION}/affiche.html": 1,
    f"sessions/{SESSION}/incident.html": 1,
    f"sessions/{SESSION}/fraude.html": 1,
    f"sessions/{SESSION}/porte.html": 1,
    "notice.html": 1,
    "jours/2026-11-30.html": 4,
}
DPI = 60
# Patches of 3.4 mm are compared by their mean grey, out of 255. A line that is missing or moved by its height changes one by 27 or
# more; letters drawn half a point aside change none by more than 24.
PATCH, MOST = 8, 26


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    done = consigne("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "public"


@pytest.fixture(scope="module")
def running_firefox():
    with firefox(require("firefox", "firefox-esr")) as running:
        yield running


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages]


def chromium_pdf(browser, path: Path) -> bytes:
    page = browser.new_page()
    page.goto(path.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    return pdf


@pytest.mark.parametrize(("name", "count"), PROMISED.items())
def test_chromium_prints_the_promised_number_of_a4_pages(name, count, site, browser):
    size = (842, 595) if name.endswith("affiche.html") else (595, 842)
    assert sizes(chromium_pdf(browser, site / name)) == [size] * count


@pytest.mark.parametrize(("name", "count"), PROMISED.items())
def test_firefox_prints_the_promised_number_of_pages(name, count, site, running_firefox):
    assert len(sizes(running_firefox.pdf((site / name).as_uri()))) == count


@pytest.mark.parametrize("given", [SHORTEST, LONGEST], ids=["shortest", "longest"])
def test_firefox_prints_a_briefing_on_two_pages_whatever_it_holds(given, tmp_path, running_firefox):
    path = tmp_path / "index.html"
    path.write_text(briefing_page(*given, wording(), content_date=date(2026, 3, 3)), encoding="utf-8")
    assert len(sizes(running_firefox.pdf(path.as_uri()))) == 2


def drawn(pdf: bytes, folder: Path) -> list[Image.Image]:
    (folder / "paper.pdf").write_bytes(pdf)
    draw = [require("pdftoppm"), "-r", str(DPI), "-gray", "-png", "paper.pdf", "side"]
    subprocess.run(draw, cwd=folder, check=True)
    return [Image.open(path).convert("L") for path in sorted(folder.glob("side*.png"))]


def alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    patches = [picture.filter(ImageFilter.GaussianBlur(1.5)).reduce(PATCH) for picture in (one, other)]
    _, most = ImageChops.difference(*patches).getextrema()
    return most <= MOST


@pytest.mark.parametrize("paper", ["index", "affiche"])
def test_a_paper_looks_as_it_did(paper, site, browser, tmp_path):
    sides = drawn(chromium_pdf(browser, site / "sessions" / SESSION / f"{paper}.html"), tmp_path)
    for number, side in enumerate(sides, 1):
        golden = GOLDEN / f"{paper}-{number}.png"
        if os.environ.get("CONSIGNE_RENEW_GOLDEN") == "1":
            golden.parent.mkdir(exist_ok=True)
            side.quantize(16).save(golden, optimize=True)
        with Image.open(golden) as kept:
            assert alike(kept.convert("L"), side), f"{golden.name} : voyez {tmp_path}"


# Boxes around a line to tick, one to write on, a code, the frame of the planned start; and on the poster a box, a line to read.
LINES = {
    "index": [(98, 621, 290, 634), (270, 416, 310, 440)],
    "index verso": [(24, 591, 250, 606), (250, 608, 480, 622), (20, 403, 245, 421)],
    "affiche": [(345, 300, 455, 400), (24, 400, 350, 416)],
}


@pytest.mark.parametrize(("side", "line"), [(side, line) for side, lines in LINES.items() for line in lines])
def test_a_paper_with_a_line_missing_or_moved_does_not_look_the_same(side, line, tmp_path):
    name, back = side.split(" ")[0], side.endswith("verso")
    with Image.open(GOLDEN / f"{name}-{2 if back else 1}.png") as kept:
        before = kept.convert("L")
    missing = before.copy()
    missing.paste(255, line)
    assert not alike(before, missing)
    moved = missing.copy()
    moved.paste(before.crop(line), (line[0], line[1] + 5))
    assert not alike(before, moved)


def test_a_paper_drawn_half_a_point_aside_still_looks_the_same():
    with Image.open(GOLDEN / "index-1.png") as kept:
        before = kept.convert("L")
    twice = before.resize((before.width * 2, before.height * 2), Image.Resampling.BICUBIC)
    aside = ImageChops.offset(twice, 1, 1).resize(before.size, Image.Resampling.BOX)
    assert alike(before, aside)

"""Ten faults put into a copy of the example centre by LibreOffice itself: each is reported at its cell."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from schemas.check import check_content
from tests.support.centres import REPOSITORY, TODAY
from tests.support.tools import python_with_uno

FAULTS = {
    "sessions.xlsx": [
        [None, "B3", "text", "30/02/2026"],  # S003
        [None, "F5", "text", ""],  # S008
        [None, "H2", "number", 4],  # S012: 18 candidates for 4 seats, said at the room
    ],
    "rosters/3A-lundi.ods": [
        ["3A-lundi", "A3", "text", ""],  # R001
        ["3A-lundi", "C4", "text", "03/25/2011"],  # R004
        ["3A-lundi", "G5", "number", 1.3],  # R008
        ["3A-lundi", "F6", "formula", "=1/0"],  # F011
    ],
    "rosters/3C-jeudi.xlsx": [
        ["3e C", "A4", "text", "3C-vendredi"],  # R015
        ["3e C", "H6", "number", 3],  # R010
    ],
    "rosters/S06.xlsx": [
        ["Feuil1", "C1", "text", "Couleur"],  # F005: birth place gone, and F006 at the unknown title
    ],
    "rosters/3B-lundi.csv": [
        [None, "D5", "text", "hier"],  # R004
    ],
}
EXPECTED = {
    ("sessions.xlsx", "B3", "S003"),
    ("sessions.xlsx", "F5", "S008"),
    ("sessions.xlsx", "F2", "S012"),
    ("rosters/3A-lundi.ods", "A3", "R001"),
    ("rosters/3A-lundi.ods", "C4", "R004"),
    ("rosters/3A-lundi.ods", "G5", "R008"),
    ("rosters/3A-lundi.ods", "F6", "F011"),
    ("rosters/3C-jeudi.xlsx", "A4", "R015"),
    ("rosters/3C-jeudi.xlsx", "H6", "R010"),
    ("rosters/S06.xlsx", None, "F005"),
    ("rosters/S06.xlsx", "C1", "F006"),
    ("rosters/3B-lundi.csv", "D5", "R004"),
}


@pytest.fixture
def edited(tmp_path):
    """Makes a copy of the example centre, changed and saved by LibreOffice."""
    python = python_with_uno()

    def edit(changes):
        content = tmp_path / "content"
        shutil.copytree(REPOSITORY / "content", content)
        edits = json.dumps({str(content / name): cells for name, cells in changes.items()})
        script = Path(__file__).parents[1] / "support" / "libreoffice_edit.py"
        subprocess.run([python, str(script), edits], check=True, timeout=180)
        return content

    return edit


def found(content):
    report = check_content(content, TODAY)
    # The example has candidates whose account is not verified: warnings of its own.
    return [(f.place.file, f.place.cell, f.code) for f in report.findings if f.code != "R012"]


def test_each_fault_is_reported_at_its_cell_and_nothing_else(edited):
    places = found(edited(FAULTS))
    assert len(places) == len(EXPECTED)
    assert set(places) == EXPECTED


def test_files_that_libreoffice_saves_again_unchanged_have_no_fault(edited):
    assert found(edited({name: [] for name in FAULTS})) == []

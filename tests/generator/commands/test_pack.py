"""`consigne pack`, as its users run it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from schemas.check import check_content
from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, TODAY, write_centre, xlsx
from tests.support.command import consigne
from tests.support.packs import squeezed
from tests.support.tools import require

DAY = ("--today", TODAY.isoformat())
PEOPLE = (
    {"last_name": "Salsifis", "extra_time_percent": 33},
    {"last_name": "Écureuil", "birth_date": "12/03/2011"},
    {"last_name": "Topinambour", "birth_date": "13/03/2011"},
)
TWO = (
    {"access_code": "BCDF23"},
    {"id": "S2", "room": "B205", "invigilators": "M. Dominique Machin", "start": "14 h", "end": "17 h"},
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    rosters = {"S1.xlsx": xlsx(*roster(*PEOPLE)), "S2.xlsx": xlsx(*roster({"last_name": "Rutabaga"}))}
    return write_centre(tmp_path, sessions(*TWO), rosters)


@pytest.fixture
def no_browser(tmp_path: Path) -> dict[str, str]:
    """An environment in which only Python is found."""
    return {"PATH": str(tmp_path / "nothing")}


def _pack(content: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    output = ("--output", str(content.parent / "packs")) if "--output" not in arguments else ()
    return consigne("pack", "--content", content, *DAY, *output, *arguments, **environment)


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_without_a_browser_the_private_papers_alone_and_it_says_so(content: Path, no_browser: dict[str, str]) -> None:
    done = _pack(content, **no_browser)
    assert done.returncode == 0
    assert "Ni Chromium, ni Chrome, ni Edge" in done.stderr
    packs = content.parent / "packs"
    assert sorted(path.name for path in (packs / "S1").iterdir()) == [
        ".consigne-pack.json",
        "S1-code.pdf",
        "S1-convocations.pdf",
        "S1-emargement.pdf",
        "S1-emargement.xlsx",
        "S1-etiquettes.pdf",
        "S1-fins-individuelles.pdf",
        "S1-tout.pdf",
    ]
    assert not (packs / "S2" / "S2-code.pdf").exists()
    for path in packs.rglob("*"):
        if path.is_file() and path.name not in {".gitignore", ".consigne-pack.json"}:
            assert path.stat().st_mode & 0o077 == 0, path
        assert not any(each["last_name"] in path.name for each in PEOPLE)


def test_with_a_browser_the_public_papers_are_in_the_whole(content: Path) -> None:
    require("chromium")
    done = _pack(content, "S1")
    assert (done.returncode, done.stderr) == (0, "")
    whole = PdfReader(content.parent / "packs" / "S1" / "S1-tout.pdf")
    texts = [page.extract_text() for page in whole.pages]
    # Door, briefing on both sides, poster, attendance, ends, slips, code, reports: each on a fresh sheet.
    starts = [number for number, text in enumerate(texts) if text.strip()]
    assert starts == [0, 2, 3, 4, 6, 8, 10, 12, 14, 16]
    assert len(texts) == 18
    for number, expected in (
        (2, "Lancement"),
        (4, "certifications"),
        (6, "Salsifis"),
        (12, "BCDF23"),
        (14, "incident"),
        (16, "fraude"),
    ):
        assert expected in texts[number]


def test_what_did_not_change_is_not_made_again(content: Path, no_browser: dict[str, str]) -> None:
    _pack(content, **no_browser)
    before = _bytes_of(content.parent / "packs")
    stamps = {path: path.stat().st_mtime_ns for path in (content.parent / "packs").rglob("*.pdf")}
    assert "2 déjà à jour" in _pack(content, **no_browser).stdout
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    (content / "rosters" / "S2.xlsx").write_bytes(xlsx(*roster({"last_name": "Potimarron"})))
    assert "1 paquet fait" in _pack(content, **no_browser).stdout
    after = _bytes_of(content.parent / "packs")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name.partition("/")[0] for name in changed} == {"S2", "_jours"}


def test_a_sheet_filled_in_inside_a_pack_is_never_lost(content: Path, no_browser: dict[str, str]) -> None:
    _pack(content, **no_browser)
    filled = content.parent / "packs" / "S1" / "S1-emargement.xlsx"
    filled.write_bytes(b"filled in by hand")
    (content / "rosters" / "S1.xlsx").write_bytes(xlsx(*roster({"last_name": "Potimarron"})))
    before = _bytes_of(content.parent / "packs" / "S1")
    done = _pack(content, **no_browser)
    assert done.returncode == 1
    assert "S1-emargement.xlsx" in done.stderr
    assert "content/sheets/" in done.stderr
    assert _bytes_of(content.parent / "packs" / "S1") == before


def test_the_digital_sheet_reads_back_without_a_finding(content: Path, no_browser: dict[str, str]) -> None:
    _pack(content, "S1", **no_browser)
    (content / "sheets").mkdir()
    sheet = content.parent / "packs" / "S1" / "S1-emargement.xlsx"
    (content / "sheets" / "S1.xlsx").write_bytes(sheet.read_bytes())
    codes = {finding.code for finding in check_content(content, TODAY).findings}
    assert codes <= {"S013", "S014"}
    worksheet = openpyxl.load_workbook(sheet).worksheets[0]
    names = [
        cell.value
        for row in worksheet.iter_rows()
        for cell in row
        if cell.value in {each["last_name"] for each in PEOPLE}
    ]
    assert names == ["Écureuil", "Salsifis", "Topinambour"]


def test_a_day_is_one_file_in_order(content: Path, no_browser: dict[str, str]) -> None:
    assert _pack(content, "--day", "2027-03-11", **no_browser).returncode == 0
    text = squeezed((content.parent / "packs" / "_jours" / "2027-03-11" / "2027-03-11-tout.pdf").read_bytes())
    assert text.index("Salsifis") < text.index("Rutabaga")


def test_the_file_of_a_day_never_lacks_one_of_its_sessions(content: Path, no_browser: dict[str, str]) -> None:
    day = content.parent / "packs" / "_jours" / "2027-03-11" / "2027-03-11-tout.pdf"
    _pack(content, "S1", **no_browser)
    assert not day.exists()
    assert "plus à jour" not in _pack(content, "S2", **no_browser).stderr
    assert all(name in squeezed(day.read_bytes()) for name in ("Salsifis", "Rutabaga"))
    (content / "rosters" / "S1.xlsx").write_bytes(xlsx(*roster({"last_name": "Potimarron"})))
    (content / "rosters" / "S2.xlsx").write_bytes(xlsx(*roster({"last_name": "Chicon"})))
    done = _pack(content, "S1", **no_browser)
    assert "consigne pack --day 2027-03-11" in done.stderr
    assert "Rutabaga" in squeezed(day.read_bytes())
    assert "1 paquet fait" in _pack(content, "--day", "2027-03-11", **no_browser).stdout
    assert all(name in squeezed(day.read_bytes()) for name in ("Potimarron", "Chicon"))


def test_what_was_protected_is_made_again_without_when_none_is_asked(content: Path, no_browser: dict[str, str]) -> None:
    _pack(content, "S1", "--password", **no_browser, CONSIGNE_PACK_PASSWORD="chou-fleur")
    assert "1 paquet fait" in _pack(content, "S1", **no_browser).stdout
    assert "Salsifis" in squeezed((content.parent / "packs" / "S1" / "S1-tout.pdf").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("S11",), "vouliez-vous dire S1"),
        (("--day", "2027-03-12"), "aucune session ce jour"),
        (("--encrypt-to", "navet"), "clé publique"),
        (("--password",), "CONSIGNE_PACK_PASSWORD"),
    ],
)
def test_what_cannot_be_is_said(
    content: Path, no_browser: dict[str, str], arguments: tuple[str, ...], expected: str
) -> None:
    done = _pack(content, *arguments, **no_browser)
    assert done.returncode == 2
    assert expected in done.stderr
    assert not (content.parent / "packs").exists()


def test_a_session_without_candidates_is_left_aside(tmp_path: Path, no_browser: dict[str, str]) -> None:
    content = write_centre(tmp_path, sessions(*TWO), {"S1.xlsx": xlsx(*roster(*PEOPLE))})
    done = _pack(content, **no_browser)
    assert done.returncode == 0
    assert "laissées de côté : S2" in done.stdout


def test_a_password_closes_every_file(content: Path, no_browser: dict[str, str]) -> None:
    done = _pack(content, "S1", "--password", **no_browser, CONSIGNE_PACK_PASSWORD="chou-fleur")
    assert done.returncode == 0
    for path in (content.parent / "packs").rglob("*.pdf"):
        assert PdfReader(io.BytesIO(path.read_bytes())).is_encrypted
    assert (content.parent / "packs" / "S1" / "S1-emargement.xlsx").read_bytes()[:4] == b"\xd0\xcf\x11\xe0"


@pytest.mark.parametrize("place", ["public/packs", "content/packs"])
def test_a_public_place_is_refused(content: Path, no_browser: dict[str, str], place: str) -> None:
    done = _pack(content, "--output", str(content.parent / place), **no_browser)
    assert done.returncode == 2
    assert not (content.parent / place).exists()


@pytest.mark.parametrize("interruption", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_an_interruption_leaves_no_file_behind(
    content: Path, no_browser: dict[str, str], interruption: signal.Signals
) -> None:
    packs = content.parent / "packs"
    run = "import sys; sys.argv[0] = 'consigne'; from generator.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", run, "pack", "--content", str(content), *DAY, "--output", str(packs)],
        cwd=REPOSITORY,
        env={**os.environ, **no_browser},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    for _ in range(15000):
        if packs.is_dir() and any(path.name.startswith(".consigne-") for path in packs.iterdir()):
            break
        time.sleep(0.002)
    process.send_signal(interruption)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert (interruption != signal.SIGINT) or "Interrompu" in said.decode("utf-8")
    assert not [path for path in packs.iterdir() if path.name.startswith(".consigne-")]
    assert all(
        (path / ".consigne-pack.json").is_file() for path in packs.iterdir() if path.is_dir() and path.name != "_jours"
    )


def test_one_fault_never_holds_the_papers_of_another_session(tmp_path: Path) -> None:
    rows = sessions({}, {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose"})
    lists = {"S1.xlsx": xlsx(*roster({})), "S2.xlsx": xlsx(*roster({"birth_date": "31/02/2011"}))}
    content = write_centre(tmp_path, rows, lists)
    right = consigne("pack", "S1", "--content", content, "--today", TODAY.isoformat(), cwd=tmp_path)
    assert (right.returncode, (tmp_path / "packs" / "S1").is_dir()) == (0, True)
    assert "Ailleurs, 1 erreur (rosters/S2.xlsx) : voyez consigne check." in right.stderr
    wrong = consigne("pack", "S2", "--content", content, "--today", TODAY.isoformat(), cwd=tmp_path)
    assert (wrong.returncode, (tmp_path / "packs" / "S2").exists()) == (1, False)
    assert "rosters/S2.xlsx" in wrong.stderr
    assert "Cette date ne se lit pas" in wrong.stderr


@pytest.mark.parametrize("data", [b"PK", None])
def test_a_list_that_cannot_be_read_holds_its_own_session(tmp_path: Path, data: bytes | None) -> None:
    lists = {"S1.xlsx": xlsx(*roster({}))} | ({"s2.xlsx": data} if data else {})
    content = write_centre(
        tmp_path, sessions({}, {"id": "S2", "room": "C1", "invigilators": "M. Alex Machinchose"}), lists
    )
    done = consigne("pack", "S1", "S2", "--content", content, "--today", TODAY.isoformat(), cwd=tmp_path)
    assert ("Session S2 : papiers en attente" in done.stderr) is bool(data)
    assert (tmp_path / "packs" / "S1").is_dir()

"""What a bundle gathers: what was written in the room reaches Pix, and only what is of this session."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from generator.private.bundle.make import Gathered, bundle, gather
from generator.private.bundle.manifest import changes, read_manifest
from generator.private.bundle.scans import NotAScan, read_scan
from schemas.cell import Cell
from schemas.check import check_content
from schemas.judging.standing import Standing
from schemas.rules.examples import HELD, roster, sessions, sheet
from tests.generator.private.progress.test_status import standing
from tests.support.centres import TODAY, write_centre, xlsx

PEOPLE: tuple[dict[str, Cell], ...] = (
    {"last_name": "Topinambour"},
    {"last_name": "Salsifis", "birth_date": date(2011, 3, 13)},
    {"last_name": "Quidam", "birth_date": date(2011, 3, 14)},
    {"last_name": "Lambda", "birth_date": date(2011, 3, 15)},
)
ROWS: tuple[dict[str, Cell], ...] = (
    # The name and the extra time as they were put right in the room.
    {"last_name": "Topinambours", "comments": "C1 : nom corrigé", "present": "oui"},
    {**PEOPLE[1], "certification_number": 100235, "extra_time_percent": "33 %", "comments": "C2 : accordé le matin"},
    # There, and without a number; not there, and not a word.
    {
        **PEOPLE[2],
        "certification_number": None,
        "end_screen_seen": None,
        "comments": "C7 : jamais démarré",
        "present": "oui",
    },
    {**PEOPLE[3], "certification_number": None, "end_screen_seen": None, "present": "non"},
)


def content_with(folder: Path, *rows: dict[str, Cell]) -> Path:
    days = ({"date": HELD}, {"id": "S2", "date": HELD, "room": "CDI", "invigilators": "M. Alix Bidule"})
    content = write_centre(folder, sessions(*days), {"S1.xlsx": xlsx(*roster(*PEOPLE))})
    (content / "sheets").mkdir()
    (content / "sheets" / "S1.xlsx").write_bytes(xlsx(*sheet(*(rows or ROWS))))
    return content


def scan(path: Path, pages: int = 1) -> Path:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(path)
    return path


def gathered(content: Path, *scans: Path) -> tuple[Standing, Gathered]:
    stands = standing(content)
    return stands, gather(stands.centre.sessions[0], stands, scans, content, show_values=False)


def bundled(content: Path, *scans: Path) -> bytes:
    stands, found = gathered(content, *scans)
    assert found.missing == []
    return bundle(stands.centre.sessions[0], stands.centre, found, draft=False)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_what_was_put_right_in_the_room_reaches_pix(tmp_path: Path, suffix: str) -> None:
    content = content_with(tmp_path)
    before = standing(content).centre.sheet_rows
    with zipfile.ZipFile(io.BytesIO(bundled(content, scan(tmp_path / "scan.pdf")))) as package:
        data = package.read(f"S1-emargement{suffix}")
    (content / "sheets" / "S1.xlsx").unlink()
    (content / "sheets" / f"S1{suffix}").write_bytes(data)
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert {row.last_name: row for row in report.centre.sheet_rows} == {row.last_name: row for row in before}
    assert [(row.last_name, row.extra_time_percent, row.present) for row in before] == [
        ("Topinambours", 0, True),
        ("Salsifis", 33, True),
        ("Quidam", 0, True),
        ("Lambda", 0, False),
    ]


def test_an_error_is_said_with_its_cell(tmp_path: Path) -> None:
    content = content_with(tmp_path, {**ROWS[0], "certification_number": "10O234"}, *ROWS[1:])
    assert (
        gathered(content, scan(tmp_path / "scan.pdf"))[1]
        .missing[0]
        .startswith(
            "sheets/S1.xlsx, feuille « Feuille1 », cellule E2, colonne « Numéro de certification » : Ce numéro de certification ne se lit pas"
        )
    )


def test_a_scan_under_the_name_of_another_session_is_refused_and_a_report_is_known_by_its_name(
    tmp_path: Path,
) -> None:
    content = content_with(tmp_path, {**ROWS[0], "comments": "C1 et C6 : téléphone"}, *ROWS[1:])
    _, found = gathered(content, scan(tmp_path / "S2-scan.pdf"), scan(tmp_path / "scan-2.pdf", 2))
    assert [text.removeprefix(f"{tmp_path}/") for text in found.missing] == [
        "S2-scan.pdf porte le nom de la session S2. Donnez le scan de S1.",
        "Un commentaire signale une fraude (C6) et le rapport manque : déposez son scan dans content/sheets/, sous le nom S1-fraude.pdf, "
        "ou donnez-le avec --scan sous ce nom.",
    ]
    _, found = gathered(content, scan(tmp_path / "a.pdf"), scan(tmp_path / "S1-fraude.pdf", 3))
    assert found.missing == []
    assert [(paper.name, paper.scan.pages) for paper in found.papers] == [
        ("S1-scan-1.pdf", 1),
        ("S1-fraude-1.pdf", 3),
    ]


def test_the_report_of_a_fraud_that_is_told_in_words_is_missed_too(tmp_path: Path) -> None:
    for comments, missing in (("C1, fraude avec un téléphone", 1), ("C1, aucune fraude", 0)):
        content = content_with(tmp_path / str(missing), {**ROWS[0], "comments": comments}, *ROWS[1:])
        assert len(gathered(content, scan(tmp_path / "scan.pdf"))[1].missing) == missing


def test_what_differs_in_two_bundles_is_named(tmp_path: Path) -> None:
    content = content_with(tmp_path)
    first, longer = scan(tmp_path / "a.pdf"), scan(tmp_path / "b.pdf", 2)
    before = read_manifest(io.BytesIO(bundled(content, first)))
    after = read_manifest(io.BytesIO(bundled(content, longer)))
    (content / "sheets" / "S1.xlsx").write_bytes(xlsx(*sheet({**ROWS[0], "certification_number": 100239}, *ROWS[1:])))
    corrected = read_manifest(io.BytesIO(bundled(content, first)))
    assert before is not None
    assert after is not None
    assert corrected is not None
    assert changes(before, before) == ()
    assert changes(before, after) == ("S1-scan-1.pdf",)
    assert changes(before, corrected) == ("la feuille d’émargement",)
    assert read_manifest(io.BytesIO(b"PK")) is None


def _why_not(path: Path) -> str:
    with pytest.raises(NotAScan) as refused:
        read_scan(path)
    return str(refused.value)


def test_what_is_no_file_is_no_scan_and_nobody_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    (tmp_path / "empty.pdf").touch()
    for name, expected in (
        ("folder", "n’est pas un fichier"),
        ("pipe", "n’est pas un fichier"),
        ("loop", "n’existe pas"),
        ("empty", "est vide"),
    ):
        assert _why_not(tmp_path / f"{name}.pdf").startswith(expected)


def test_a_scan_that_everybody_can_open_is_one(tmp_path: Path) -> None:
    """A copier's protection against changes, a link, a telephone's photograph with its preview, a TIFF of two pages."""
    writer = PdfWriter(clone_from=scan(tmp_path / "plain.pdf", 2))
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(tmp_path / "locked.pdf")
    (tmp_path / "link.pdf").symlink_to("plain.pdf")
    page = Image.new("L", (800, 1100), 255)
    page.save(tmp_path / "photo.jpg", "MPO", save_all=True, append_images=[page.resize((80, 110))])
    page.save(tmp_path / "two.tiff", save_all=True, append_images=[page])
    pages = {name: read_scan(tmp_path / name).pages for name in ("locked.pdf", "link.pdf", "photo.jpg", "two.tiff")}
    assert pages == {"locked.pdf": 2, "link.pdf": 2, "photo.jpg": 1, "two.tiff": 2}


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    assert _why_not(tmp_path / "bomb.png").startswith("est démesurée")

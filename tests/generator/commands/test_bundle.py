"""`consigne bundle`, `status` and `results`, as their users run them, from the day of the test to its results."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from schemas.check import check_content
from schemas.rules.examples import HELD, roster, sessions, sheet
from tests.support.centres import TODAY, write_centre, xlsx
from tests.support.command import consigne
from tests.support.packs import squeezed

DAY = ("--today", TODAY.isoformat())
PEOPLE = (
    {"last_name": "Topinambour"},
    {"last_name": "Salsifis", "birth_date": "12/03/2011"},
    {"last_name": "Quidam", "birth_date": "13/03/2011"},
)
ROWS = (
    {"last_name": "Topinambour", "certification_number": 100234},
    {
        "last_name": "Salsifis",
        "birth_date": "12/03/2011",
        "certification_number": 100235,
        "comments": "C8 : retard",
    },
    {
        "last_name": "Quidam",
        "birth_date": "13/03/2011",
        "certification_number": None,
        "end_screen_seen": None,
        "comments": "Absent",
    },
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A session that was held, its sheet entered."""
    session = {"date": HELD, "session_number": "4242", "access_code": "BCDF23"}
    folder = write_centre(tmp_path, sessions(session), {"S1.xlsx": xlsx(*roster(*PEOPLE))})
    (folder / "sheets").mkdir()
    (folder / "sheets" / "S1.xlsx").write_bytes(xlsx(*sheet(*ROWS)))
    return folder


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF of two pages."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(_pdf(2))
    return path


def _pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _picture(kind: str, size: tuple[int, int] = (800, 1100)) -> bytes:
    data = io.BytesIO()
    Image.new("L", size, 255).save(data, kind)
    return data.getvalue()


def _bundle(content: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return consigne(
        "bundle",
        "S1",
        "--content",
        content,
        *DAY,
        "--output",
        content.parent / "bundles",
        *arguments,
        **environment,
    )


def test_a_bundle_holds_everything_and_says_what(content: Path, scan: Path) -> None:
    (content / "sheets" / "S1-incident.jpg").write_bytes(_picture("JPEG"))
    done = _bundle(content, "--scan", scan)
    assert (done.returncode, done.stderr) == (0, "")
    path = content.parent / "bundles" / "S1.zip"
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        files = {name: package.read(name) for name in package.namelist()}
    assert list(files) == [
        "couverture.pdf",
        "S1-emargement.xlsx",
        "S1-emargement.ods",
        "S1-scan-1.pdf",
        "S1-incident-1.jpg",
        "manifest.json",
    ]
    manifest = json.loads(files["manifest.json"])
    assert (manifest["session_number"], manifest["draft"], manifest["missing"]) == ("4242", False, [])
    for member in manifest["files"]:
        assert member["sha256"] == hashlib.sha256(files[member["name"]]).hexdigest()
    assert [member["pages"] for member in manifest["files"]] == [None, None, None, 2, 1]
    cover = squeezed(files["couverture.pdf"])
    assert "3inscrits,1absent" in cover
    assert "BROUILLON" not in cover
    assert files["S1-scan-1.pdf"] == scan.read_bytes()
    assert len(PdfReader(io.BytesIO(files["couverture.pdf"])).pages) == 1


def test_the_sheets_of_a_bundle_say_what_was_entered(content: Path, scan: Path) -> None:
    _bundle(content, "--scan", scan)
    before = check_content(content, TODAY).centre
    with zipfile.ZipFile(content.parent / "bundles" / "S1.zip") as package:
        for suffix in (".xlsx", ".ods"):
            for path in (content / "sheets").iterdir():
                path.unlink()
            (content / "sheets" / f"S1{suffix}").write_bytes(package.read(f"S1-emargement{suffix}"))
            report = check_content(content, TODAY)
            assert report.findings == ()
            assert report.centre is not None
            assert before is not None
            by_name = {row.last_name: row for row in report.centre.sheet_rows}
            assert by_name == {row.last_name: row for row in before.sheet_rows}


def test_same_input_same_bytes_and_never_over_a_different_one(content: Path, scan: Path) -> None:
    path = content.parent / "bundles" / "S1.zip"
    _bundle(content, "--scan", scan)
    first = path.read_bytes()
    assert _bundle(content, "--scan", scan).returncode == 0
    assert path.read_bytes() == first
    (content / "sheets" / "S1.xlsx").write_bytes(
        xlsx(*sheet(*ROWS[:1], {**ROWS[1], "certification_number": 100239}, ROWS[2]))
    )
    done = _bundle(content, "--scan", scan)
    assert done.returncode == 2
    assert "A changé depuis : la feuille d’émargement. Il est gardé : renommez-le" in done.stderr
    assert path.read_bytes() == first


def test_everything_that_is_missing_is_said_at_once_and_a_draft_says_it_too(content: Path) -> None:
    (content / "sheets" / "S1.xlsx").write_bytes(
        xlsx(
            *sheet(
                ROWS[0],
                {**ROWS[1], "comments": "C6 : téléphone"},
                {**ROWS[2], "comments": None, "present": "oui"},
            )
        )
    )
    done = _bundle(content)
    assert done.returncode == 1
    for expected in ("sheets/S1.xlsx", "numéro", "--scan", "S1-fraude.pdf"):
        assert expected in done.stderr
    assert not (content.parent / "bundles").exists()
    drafted = _bundle(content, "--draft")
    assert drafted.returncode == 0
    with zipfile.ZipFile(content.parent / "bundles" / "S1-brouillon.zip") as package:
        assert "BROUILLON" in squeezed(package.read("couverture.pdf"))
        assert json.loads(package.read("manifest.json"))["draft"] is True


def test_in_ci_no_value_is_said(content: Path) -> None:
    (content / "sheets" / "S1.xlsx").write_bytes(xlsx(*sheet({"last_name": "Inconnudelaliste"}, *ROWS[1:])))
    done = _bundle(content, CI="true")
    assert done.returncode == 1
    assert "Inconnudelaliste" not in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"hello", "n’est pas un PDF"),
        ("b.pdf", _pdf(1)[:200], "abîmé"),
        ("c.docx", b"PK", "n’est pas un scan"),
        ("d.png", _picture("JPEG"), "JPEG sous un autre nom"),
        ("e.jpg", _picture("JPEG")[:300], "n’est pas une image lisible"),
        ("f.jpg", _picture("JPEG", (80, 110)), "trop petite"),
        ("g.pdf", _pdf(0), "aucune page"),
    ],
)
def test_a_scan_that_is_not_one_is_refused(
    content: Path, tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = _bundle(content, "--scan", tmp_path / name)
    assert done.returncode == 1
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_a_protected_scan_and_one_that_is_not_there_are_refused(content: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(_pdf(1)))
    writer.encrypt("chou-fleur", algorithm="AES-256")
    with (tmp_path / "p.pdf").open("wb") as file:
        writer.write(file)
    done = _bundle(content, "--scan", tmp_path / "p.pdf", "--scan", tmp_path / "nowhere.pdf")
    assert "mot de passe" in done.stderr
    assert "nowhere.pdf n’existe pas" in done.stderr


def test_two_sheets_for_one_session_are_refused(content: Path, scan: Path) -> None:
    (content / "sheets" / "S1-bis.csv").write_text(
        "Nom;Prénom;Date de naissance;Lieu de naissance;Numéro de certification;Écran de fin de test vu;Session\n"
        "Topinambour;Ada;04/03/2011;Pétaouchnok;100999;oui;S1\n",
        encoding="utf-8",
    )
    done = _bundle(content, "--scan", scan)
    assert done.returncode == 1
    assert (
        "sheets/S1.xlsx, feuille « Feuille1 » : Cette feuille d’émargement est de trop : la session S1 a déjà sheets/S1-bis.csv."
        in done.stderr
    )


def test_an_unknown_session_names_the_nearest(content: Path) -> None:
    done = consigne("bundle", "S11", "--content", content, *DAY)
    assert done.returncode == 2
    assert "vouliez-vous dire S1" in done.stderr


def test_a_session_whose_row_is_wrong_and_one_that_is_not_named_are_told_as_such(content: Path) -> None:
    (content / "sessions.xlsx").write_bytes(xlsx(*sessions({"date": "31/02/2026"})))
    done = _bundle(content)
    assert done.returncode == 1
    assert "Session S1 : sa ligne de sessions.xlsx est d’abord à corriger." in done.stderr
    assert "sessions.xlsx, feuille « Feuille1 », cellule B2, colonne « Date » : " in done.stderr
    done = consigne("bundle")
    assert (done.returncode, done.stderr) == (
        2,
        "Il manque SESSION (la session à remettre). Voyez consigne bundle --help.\n",
    )


def test_a_bundle_never_lands_in_the_content(content: Path, scan: Path) -> None:
    done = consigne("bundle", "S1", "--content", content, *DAY, "--scan", scan, "--output", content / "bundles")
    assert done.returncode == 2
    assert not (content / "bundles").exists()


def _status(content: Path, *arguments: str) -> dict[str, object]:
    done = consigne(
        "status",
        "--content",
        content,
        *(DAY if "--today" not in arguments else ()),
        "--format",
        "json",
        "--packs",
        content.parent / "packs",
        "--bundles",
        content.parent / "bundles",
        *arguments,
    )
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, object] = json.loads(done.stdout)["sessions"][0]
    return told


def test_the_state_follows_the_files(content: Path, scan: Path) -> None:
    before = _status(content, "--today", "2026-10-01")
    assert before["states"]["held"] is False  # type: ignore[index]
    told = _status(content)
    assert [name for name, reached in told["states"].items() if reached] == [  # type: ignore[attr-defined]
        "planned",
        "announced",
        "code_received",
        "roster_complete",
        "held",
        "sheet_complete",
    ]
    assert str(told["next"]).startswith("Remettre à Pix")
    _bundle(content, "--scan", scan)
    assert str(_status(content)["next"]).startswith("Attendre les résultats")
    (content / "sheets" / "S1.xlsx").write_bytes(
        xlsx(*sheet(*ROWS[:1], {**ROWS[1], "certification_number": 100239}, ROWS[2]))
    )
    assert str(_status(content)["next"]).startswith("La feuille a changé depuis")


def test_a_session_with_errors_has_a_state_all_the_same(content: Path) -> None:
    (content / "sheets" / "S1.xlsx").write_bytes(xlsx(*sheet({**ROWS[0], "certification_number": -3}, *ROWS[1:])))
    told = _status(content)
    assert told["errors"] == 1
    assert "sheet_complete" not in [name for name, reached in told["states"].items() if reached]  # type: ignore[attr-defined]
    assert str(told["next"]).startswith("Corriger 1 erreur")


def test_the_table_names_nobody_and_no_code(content: Path) -> None:
    done = consigne("status", "--content", content, *DAY)
    assert done.returncode == 0
    assert "S1" in done.stdout
    assert not any(word in done.stdout for word in ("BCDF23", "Topinambour", "Salsifis", "100234"))


RESULTS = (
    "Numéro de certification;Prénom;Nom;Date de naissance;Lieu de naissance;Identifiant Externe;Statut;Nombre de Pix;1.1;5.2;"
    "Commentaire jury pour l'organisation;Session;Date de passage de la certification"
)


def _result(number: int, last: str, day: str, session: str = "4242", held: str = f"{HELD:%d/%m/%Y}") -> str:
    return f"{number};Ada;{last};{day};Pétaouchnok;;Validée;345;3;2;;{session};{held}"


def _results(content: Path, *lines: str, name: str = "r.csv") -> subprocess.CompletedProcess[str]:
    (content / "results").mkdir(exist_ok=True)
    (content / "results" / name).write_text("\n".join((RESULTS, *lines)), encoding="utf-8-sig")
    return consigne("results", "--content", content, *DAY)


def _born(content: Path, last_name: str) -> str:
    centre = check_content(content, TODAY).centre
    assert centre is not None
    return next(f"{c.birth_date:%d/%m/%Y}" for c in centre.candidates if c.last_name == last_name)


def test_results_that_fit_are_received(content: Path) -> None:
    lines = [
        _result(100234, "TOPINAMBOUR", _born(content, "Topinambour")),
        _result(100235, "Salsifis", "12/03/2011"),
    ]
    centre = check_content(content, TODAY).centre
    assert centre is not None
    first = centre.candidates[0].first_name
    done = _results(content, *(line.replace(";Ada;", f";{first};") for line in lines))
    assert (done.returncode, done.stderr) == (0, "")
    assert "S1" in done.stdout
    assert _status(content)["next"] == "Terminé"


def test_each_difference_is_named(content: Path) -> None:
    centre = check_content(content, TODAY).centre
    assert centre is not None
    first = centre.candidates[0].first_name
    lines = (
        _result(100243, "Topinambour", _born(content, "Topinambour")).replace(";Ada;", f";{first};"),
        _result(555, "Inconnu", "01/01/2011"),
        _result(556, "Ailleurs", "01/01/2011", session="9"),
        _result(557, "Ancien", "01/01/2011", held="01/02/2025"),
    )
    done = _results(content, *lines)
    assert done.returncode == 1
    for expected in (
        "cellule A2 : le numéro n’est pas celui",
        "cellule A3 : ce candidat n’est pas",
        "la session 9 n’est pas dans sessions.xlsx",
        "d’une autre année",
        "sheets/S1.xlsx, feuille « Feuille1 », cellule E3 : aucun résultat de la session S1 pour ce candidat (Salsifis",
    ):
        assert expected in done.stderr
    hidden = consigne("results", "--content", content, *DAY, CI="true")
    assert "Salsifis" not in hidden.stderr
    assert "100243" not in hidden.stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [("r.csv", b"a;b\n1;2"), ("r.xlsx", b"PK\x03\x04"), ("r.csv", b"\xff\xfe\x00")],
)
def test_a_file_that_holds_no_results_is_said(content: Path, name: str, data: bytes) -> None:
    (content / "results").mkdir()
    (content / "results" / name).write_bytes(data)
    done = consigne("results", "--content", content, *DAY)
    assert done.returncode == 1
    assert f"results/{name}" in done.stderr
    assert "Traceback" not in done.stderr

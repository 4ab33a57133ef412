"""`consigne export`, as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, write_centre, xlsx
from tests.support.command import consigne

DAY = ("--today", TODAY.isoformat())
ACCEPTED = {"sex": "F", "birth_country": "FRANCE", "birth_postal_code": "29000"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster(ACCEPTED))})


def test_the_announcement_is_an_email_on_the_terminal(content: Path) -> None:
    done = consigne("export", "announcement", "--content", content, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "– jeudi 11\u00a0mars 2027, de 9\u202fh à 12\u202fh" in done.stdout


@pytest.mark.parametrize(
    ("command", "name", "start"),
    [
        ("announcement", "a.xlsx", b"PK"),
        ("announcement", "a.csv", b"\xef\xbb\xbfSession;"),
        ("announcement", "a.txt", b"Objet"),
        ("pix-csv", "p.csv", b'\xef\xbb\xbf"Num'),
        ("calendar", "c.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_each_file_is_written_for_its_owner_alone(
    content: Path, tmp_path: Path, command: str, name: str, start: bytes
) -> None:
    path = tmp_path / name
    done = consigne("export", command, "--content", content, *DAY, "--output", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().startswith(start)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", ["announcement", "pix-csv", "calendar"])
def test_while_the_content_has_errors_nothing_is_written(tmp_path: Path, command: str) -> None:
    content = write_centre(tmp_path, sessions({"room": None}), {})
    suffix = {"announcement": "txt", "pix-csv": "csv", "calendar": "ics"}[command]
    path = tmp_path / f"x.{suffix}"
    done = consigne("export", command, "--content", content, *DAY, "--output", path)
    assert done.returncode == 1
    # What is announced waits for its own session alone, and says so; the others are of the whole centre.
    assert ("La salle manque" in done.stderr) if command == "announcement" else ("S008" in done.stdout)
    assert not path.exists()


def test_a_session_is_announced_whatever_is_wrong_with_its_list_or_with_another_session(tmp_path: Path) -> None:
    rows = sessions({}, {"id": "S2", "room": None, "invigilators": "M. Alex Machinchose"})
    content = write_centre(tmp_path, rows, {"S1.xlsx": b"PK", "S2.xlsx": xlsx(*roster({}))})
    one = consigne("export", "announcement", "S1", "--content", content, *DAY)
    assert (one.returncode, "B204" in one.stdout) == (0, True)
    assert one.stderr == "Ailleurs, 2 erreurs (rosters/S1.xlsx, sessions.xlsx) : voyez consigne check.\n"
    other = consigne("export", "announcement", "S2", "--content", content, *DAY)
    assert other.returncode == 1
    assert "Session S2 : papiers en attente, 1 erreur à corriger." in other.stderr
    both = consigne("export", "announcement", "--content", content, *DAY)
    assert (both.returncode, "S2" in both.stderr, "B204" in both.stdout) == (0, True, True)


def test_what_the_platform_would_refuse_is_said_with_its_cells_and_nothing_is_written(tmp_path: Path) -> None:
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}, {"first_name": "Ada"}))})
    path = tmp_path / "p.csv"
    done = consigne("export", "pix-csv", "--content", content, *DAY, "--output", path)
    assert done.returncode == 1
    assert "rosters/S1.xlsx, feuille « Feuille1 », lignes 2 à 3 (colonne « Sexe » à ajouter)" in done.stderr
    assert "rosters/S1.xlsx, feuille « Feuille1 », lignes 2 à 3 (colonne « Code postal » à ajouter)" in done.stderr
    assert not path.exists()


@pytest.mark.parametrize(
    ("sco", "options", "code"),
    [
        ("true", (), 0),
        ("true", ("--billing", "Gratuite"), 2),
        ("false", (), 1),
        ("false", ("--billing", "Cadeau"), 2),
        ("false", ("--billing", "Gratuite"), 0),
        ("false", ("--billing", "Prépayée"), 2),
        ("false", ("--billing", "Prépayée", "--prepayment-code", "P-1"), 0),
        ("false", ("--billing", "Payante", "--prepayment-code", "P-1"), 2),
    ],
)
def test_billing_is_asked_of_centres_that_pix_bills_alone(
    content: Path, tmp_path: Path, sco: str, options: tuple[str, ...], code: int
) -> None:
    (content / "centre.toml").write_text(f'name = "Tartempion"\nsite = "Annexe"\nsco = {sco}\n', encoding="utf-8")
    path = tmp_path / "p.csv"
    done = consigne("export", "pix-csv", "--content", content, *DAY, "--output", path, *options)
    assert done.returncode == code
    assert path.exists() == (code == 0)


def test_the_sessions_that_are_named_go_alone(tmp_path: Path) -> None:
    """One list is ready for the platform, and the other is not."""
    rows = sessions({}, {"id": "S2", "room": "CDI", "invigilators": "M. Alix Bidule"})
    lists = {
        "S1.xlsx": xlsx(*roster(ACCEPTED)),
        "S2.xlsx": xlsx(*roster({"last_name": "Salsifis", "birth_date": "13/03/2011"})),
    }
    content = write_centre(tmp_path, rows, lists)
    path = tmp_path / "p.csv"
    done = consigne("export", "pix-csv", "S1", "--content", content, *DAY, "--output", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Topinambour" in path.read_text(encoding="utf-8-sig")
    assert "Salsifis" not in path.read_text(encoding="utf-8-sig")
    done = consigne("export", "announcement", "S3", "--content", content, *DAY)
    assert done.returncode == 2
    assert "aucune session S3" in done.stderr


def test_a_name_of_another_kind_is_refused(content: Path) -> None:
    for command, name in (("announcement", "x.pdf"), ("pix-csv", "x.xlsx"), ("calendar", "x.csv")):
        assert consigne("export", command, "--content", content, *DAY, "--output", name).returncode == 2

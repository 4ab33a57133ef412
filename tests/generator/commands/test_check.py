"""`consigne check`: its exit codes, its formats, and what it hides."""

import json
import os
import subprocess
import sys

import pytest

from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, write_centre, xlsx
from tests.support.command import consigne

SECRET = "Zzyzx-Invraisemblable"


@pytest.fixture
def wrong(tmp_path):
    """A centre with an error and a warning, in a row that holds a secret value."""
    rows = roster({"last_name": SECRET, "birth_date": f"31/02/{SECRET}", "division": "3A"})
    rows = (rows[0] + ("Couleur",), rows[1] + ("bleu",))
    return write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*rows, sheet="S1")})


@pytest.fixture
def right(tmp_path):
    return write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}))})


def test_a_right_centre_exits_0_and_says_so(right):
    done = consigne("check", "--content", right)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 fichiers, 2 lignes : rien à signaler.\n"


def test_a_wrong_centre_exits_1_and_says_where(wrong):
    done = consigne("check", "--content", wrong)
    assert done.returncode == 1
    assert "rosters/S1.xlsx" in done.stdout
    assert "Erreur R004 · feuille « S1 », cellule C2, colonne « Date de naissance »" in done.stdout
    assert f"Valeur : « 31/02/{SECRET} »" in done.stdout
    assert done.stdout.endswith("2 fichiers, 2 lignes : 1 erreur, 1 avertissement.\n")


def test_json_is_the_stable_format(wrong):
    report = json.loads(consigne("check", "--content", wrong, "--format", "json", "--today", "2026-11-30").stdout)
    assert list(report) == ["report", "today", "files", "rows", "errors", "warnings", "findings"]
    assert (report["report"], report["today"], report["files"], report["rows"]) == (1, "2026-11-30", 2, 2)
    assert (report["errors"], report["warnings"]) == (1, 1)
    assert report["findings"] == [
        {
            "code": "F006",
            "severity": "warning",
            "name": "column_unknown",
            "file": "rosters/S1.xlsx",
            "worksheet": "S1",
            "cell": "F1",
            "row": 1,
            "column": None,
            "message": report["findings"][0]["message"],
            "value": "Couleur",
        },
        {
            "code": "R004",
            "severity": "error",
            "name": "birth_date_unreadable",
            "file": "rosters/S1.xlsx",
            "worksheet": "S1",
            "cell": "C2",
            "row": 2,
            "column": "Date de naissance",
            "message": report["findings"][1]["message"],
            "value": f"31/02/{SECRET}",
        },
    ]


@pytest.mark.parametrize("format", ["text", "json"])
@pytest.mark.parametrize(("arguments", "environment"), [((), {"CI": "true"}), (("--hide-values",), {})])
def test_values_are_hidden_where_others_read(wrong, format, arguments, environment):
    done = consigne("check", "--content", wrong, "--format", format, *arguments, **environment)
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr
    assert '"value"' not in done.stdout


def test_values_can_be_shown_in_ci_on_demand(wrong):
    assert SECRET in consigne("check", "--content", wrong, "--show-values", CI="true").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--nope"), "Option inconnue : --nope."),
        (("check", "--format", "xml"), "--format : choisissez"),
        (("check", "--today", "hier"), "--today : une date est attendue"),
        (("check", "--content"), "L’option --content demande une valeur."),
        (("chek",), "Commande inconnue : chek. Vouliez-vous dire check ? Voyez consigne --help."),
        (("Vérifier",), "Commande inconnue : Vérifier. Vouliez-vous dire check ?"),
        (("export", "calender"), "Vouliez-vous dire calendar ? Voyez consigne export --help."),
        (("check", "--contnet", "x"), "Option inconnue : --contnet. Vouliez-vous dire --content ?"),
        (("check", "--understood=3"), "L’option --understood ne prend pas de valeur."),
        (("check", "content"), "Argument en trop : content."),
        (("explain",), "Il manque CODE (code de la règle, comme R004)."),
        (("check", "--content", "/nulle/part"), "centre.toml est introuvable"),
        (("serve", "--port", "0"), "--port : un nombre de 1 à 65535 est attendu."),
        (("serve", "--port", "x"), "--port : un nombre de 1 à 65535 est attendu."),
        (("status", "--format", "xml"), "--format : choisissez text, json."),
        (("export", "calendar", "--output", "a.txt"), "--output : terminez ce nom par .ics."),
        (("build", "--base-url", "college.example"), "--base-url : une adresse commence par https://"),
    ],
)
def test_wrong_usage_exits_2_in_french(arguments, said):
    done = consigne(*arguments)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_wrong_centre_toml_exits_2_and_names_every_setting(right):
    (right / "centre.toml").write_text('name = ""\nsite = "x"\ncouleur = 3\n', encoding="utf-8")
    done = consigne("check", "--content", right)
    assert done.returncode == 2
    assert "réglage « name » (le nom de l’établissement) : ce texte est vide." in done.stderr
    assert "réglage « couleur » : ce réglage n’existe pas ; vérifiez" in done.stderr


def test_an_internal_error_exits_3_and_names_a_log_without_values(right, tmp_path):
    broken = (
        "import sys; sys.argv = ['consigne', 'check', '--content', sys.argv[1]]\n"
        "import schemas.check\n"
        f"def boom(*a, **k): raise ValueError('{SECRET}')\n"
        "schemas.check.checked = boom\n"
        "from generator.cli import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", broken, str(right)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    (log,) = tmp_path.glob("consigne-erreur-*.log")
    assert (done.returncode, str(log) in done.stderr, "Traceback" in done.stderr) == (3, True, False)
    assert log.stat().st_mode & 0o077 == 0
    assert "ValueError" in log.read_text(encoding="utf-8")
    assert SECRET not in log.read_text(encoding="utf-8") + done.stderr + done.stdout


def test_a_report_is_written_whole_to_a_file(wrong, tmp_path):
    path = tmp_path / "rapports" / "rapport.json"
    done = consigne("check", "--content", wrong, "--format", "json", "--output", path)
    assert (done.returncode, json.loads(path.read_text(encoding="utf-8"))["errors"]) == (1, 1)
    assert [entry.name for entry in path.parent.iterdir()] == ["rapport.json"]


@pytest.mark.parametrize("name", ["content/rosters/S1.xlsx", "content/rapport.txt", "liste.ods"])
def test_a_report_never_replaces_a_file_of_the_coordinator(wrong, tmp_path, name):
    before = (wrong / "rosters" / "S1.xlsx").read_bytes()
    done = consigne("check", "--content", wrong, "--output", tmp_path / name)
    assert (done.returncode, "Rien n’a été écrit" in done.stderr) == (2, True)
    assert (wrong / "rosters" / "S1.xlsx").read_bytes() == before


def test_checking_changes_no_file_of_the_centre(wrong):
    before = {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()}
    consigne("check", "--content", wrong)
    assert {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()} == before


def test_help_is_french_and_imports_nothing_heavy():
    done = consigne("--help")
    assert done.returncode == 0
    assert "Vérifier tous les tableurs du centre." in done.stdout
    heavy = "import sys, generator.cli; print(sorted({'polars', 'pandera', 'mkdocs', 'pydantic'} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    assert subprocess.check_output([sys.executable, "-c", heavy], env=environment, text=True) == "[]\n"


def test_terminal_escapes_in_values_reach_no_terminal(tmp_path):
    rows = roster({"birth_date": "\x1b[31mrouge"})
    data = "\n".join(";".join(str(cell) for cell in row) for row in rows).encode()
    content = write_centre(tmp_path, sessions(), {"S1.csv": data})
    assert "\x1b" not in consigne("check", "--content", content).stdout


def test_annotated_copies_are_written_beside_the_untouched_originals(wrong, tmp_path):
    before = {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()}
    done = consigne("check", "--content", wrong, "--annotate", tmp_path / "copies")
    assert (done.returncode, "Copies annotées dans" in done.stderr) == (1, True)
    assert (tmp_path / "copies" / "rosters" / "S1.xlsx").stat().st_mode & 0o077 == 0
    assert {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()} == before


def test_what_was_understood_is_shown_on_request_only(tmp_path):
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({"birth_date": "12-3-11"}), sheet="S1")})
    assert "understood" not in json.loads(consigne("check", "--content", content, "--format", "json").stdout)
    asked = json.loads(consigne("check", "--content", content, "--format", "json", "--understood").stdout)
    assert asked["understood"] == [
        {
            "file": "rosters/S1.xlsx",
            "worksheet": "S1",
            "cell": "C2",
            "row": 2,
            "column": "Date de naissance",
            "text": "12-3-11",
            "meaning": "12/03/2011",
        },
    ]
    text = consigne("check", "--content", content, "--understood").stdout
    assert "rosters/S1.xlsx « S1 » C2 : « 12-3-11 » → 12/03/2011" in text
    assert "12-3-11" not in consigne("check", "--content", content, "--understood", "--hide-values").stdout


def test_the_row_of_an_error_is_drawn_with_its_cell_marked(wrong):
    shown = consigne("check", "--content", wrong).stdout
    assert "│ ► 31/02/Zzyzx" in shown
    assert "►" not in consigne("check", "--content", wrong, "--hide-values").stdout


def test_explain_says_the_rule_and_its_examples():
    done = consigne("explain", "r004")
    assert done.returncode == 0
    assert done.stdout.startswith("R004 · Date de naissance absente ou illisible")
    assert "► " in done.stdout or "✗ " in done.stdout


def test_explaining_an_unknown_rule_names_the_nearest():
    done = consigne("explain", "R0040")
    assert (done.returncode, "Vouliez-vous dire R004" in done.stderr) == (2, True)


def test_github_gets_annotations_and_the_whole_report_in_the_summary_of_the_step(tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("## Avant\n", encoding="utf-8")
    done = consigne("check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary), CI="true")
    assert done.stdout.startswith("::warning file=content/rosters/")
    assert summary.read_text(encoding="utf-8").startswith("## Avant\n## Consigne\n")
    assert "| Avertissement | R012 |" in summary.read_text(encoding="utf-8")


def test_a_report_is_whole_where_the_system_writes_in_an_old_encoding(wrong):
    """As Windows does when a report is sent to a file: its letters have neither arrow nor frame."""
    done = consigne("check", "--content", wrong, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (1, "")
    assert "│ ► 31/02/Zzyzx" in done.stdout


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_a_file_whose_name_is_no_text_is_reported_in_every_format(tmp_path, format):
    content = write_centre(tmp_path, sessions(), {})
    (content / "rosters" / os.fsdecode(b"S\xff.csv")).write_bytes(b"")
    done = consigne("check", "--content", content, "--format", format)
    assert done.returncode == 1
    assert "S\N{REPLACEMENT CHARACTER}.csv" in done.stdout or "S%EF%BF%BD.csv" in done.stdout

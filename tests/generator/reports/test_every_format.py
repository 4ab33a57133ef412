"""What every format promises: nothing hidden is said, nothing hostile breaks out, the same report gives the same bytes."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from generator.reports.github_report import step_summary
from generator.reports.render import Format, render
from schemas.check import check_content
from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, TODAY, write_centre, xlsx
from tests.support.reports import HOSTILE_REPORT, SECRET, USUAL

FOR_FORGES = [format for format in Format if format not in {Format.TEXT, Format.JSON}]


def rendered(report, format, *, show_values):
    told = report if show_values else report.redacted()
    if format == "summary":
        return step_summary(told, content="content").replace("\\", "")
    return render(told, Format(format), content="content")


EVERY = [*Format, "summary"]


def test_every_format_of_the_command_line_is_here():
    assert list(Format) == ["text", "json", "github", "gitlab", "sarif", "junit", "html"]


@pytest.mark.parametrize("format", EVERY)
def test_a_value_is_said_only_where_values_are_shown(format):
    assert SECRET in rendered(USUAL, format, show_values=True)
    hidden = rendered(USUAL, format, show_values=False)
    assert SECRET not in hidden
    assert "Valeur" not in hidden
    assert "Couleur" not in hidden


@pytest.mark.parametrize("format", EVERY)
def test_no_cell_of_a_wrong_row_is_said_where_values_are_hidden(tmp_path, format):
    wrong = {"last_name": SECRET, "first_name": f"{SECRET} 2", "birth_date": f"31/02/{SECRET}", "ine": SECRET}
    rows = roster({**wrong, "birth_place": SECRET, "session": SECRET}, wrong)
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*rows, sheet="S1")})
    report = check_content(content, TODAY)
    assert {"R004", "R015"} <= {finding.code for finding in report.findings}
    assert SECRET not in rendered(report, format, show_values=False)


def test_another_process_gives_the_same_bytes_whatever_the_order_of_its_sets():
    script = (
        "from generator.reports.render import Format, render\n"
        "from tests.support.reports import USUAL\n"
        "import sys\n"
        "for format in Format:\n"
        "    text = render(USUAL, format, content='content')\n"
        "    sys.stdout.buffer.write(text.encode())\n"
    )
    outputs = {
        subprocess.check_output(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert SECRET.encode() in outputs.pop()


@pytest.mark.parametrize("format", [*FOR_FORGES, "text", "summary"])
def test_hostile_text_is_valid_utf_8_without_control_characters(format):
    text = rendered(HOSTILE_REPORT, format, show_values=True)
    assert text.encode().decode() == text
    assert [c for c in text if c < " " and c != "\n"] == []
    assert not {"\x9b", "\u202e", "\u2028"} & set(text)


@pytest.mark.parametrize("format", [*FOR_FORGES, "text", "summary"])
def test_findings_lead_to_the_pages_of_their_rules_where_the_site_has_an_address(format):
    pages = "https://exemple.example/centre/regles/"
    linked = rendered(replace(USUAL, site_url="https://exemple.example/centre"), format, show_values=False)
    assert f"{pages}{'index' if format == 'text' else 'R004'}.html" in linked
    assert pages not in rendered(USUAL, format, show_values=False)


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit", "summary"])
@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("content", "content/rosters/3A.xlsx"),
        ("./centres/nord/", "centres/nord/rosters/3A.xlsx"),
        (".", "rosters/3A.xlsx"),
    ],
)
def test_files_are_named_from_the_root_of_the_repository(format, content, path):
    if format == "summary":
        text = step_summary(USUAL.redacted(), content=content).replace("\\", "")
        assert f"| {path} |" in text
    else:
        text = render(USUAL.redacted(), Format(format), content=content)
        assert f'"{path}"' in text or f"file={path}," in text

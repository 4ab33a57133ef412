"""GitLab's Code Quality report, against the fields that GitLab documents and needs."""

import json

import jsonschema
import pytest

from generator.reports.gitlab_report import gitlab_report
from tests.support.reports import (
    EMPTY,
    HOSTILE_REPORT,
    LONG,
    SECRET,
    USUAL,
    finding,
    report_of,
    warning,
    whole_file,
)

# GitLab publishes no schema: this is its page "Code Quality report format", and nothing more is allowed.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": r"^[^\n\r]+$"},
            "check_name": {"type": "string", "pattern": "^[A-Z][0-9]{3} [a-z_]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\.?/)[^\n\r]+$"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def issues(report, show_values=False):
    read = json.loads(gitlab_report(report if show_values else report.redacted(), content="content"))
    jsonschema.validate(read, CODE_QUALITY, cls=jsonschema.Draft202012Validator)
    return read


@pytest.mark.parametrize("report", [USUAL, EMPTY, LONG, HOSTILE_REPORT], ids=["usual", "empty", "long", "hostile"])
def test_every_finding_is_an_issue_of_the_format(report):
    assert len(issues(report, show_values=True)) == len(report.findings)


def test_an_issue_names_the_cell_and_stands_at_its_row():
    (issue,) = issues(report_of(finding(cell="C14")))
    assert issue.pop("fingerprint")
    assert issue == {
        "description": "R004 · feuille « S1 », cellule C14, colonne « Date de naissance » · "
        "Cette date ne se lit pas : il n’y a pas de 31 février.",
        "check_name": "R004 birth_date_unreadable",
        "severity": "blocker",
        "location": {"path": "content/rosters/3A.xlsx", "lines": {"begin": 14}},
    }


def test_a_warning_is_minor_and_a_whole_file_stands_at_its_first_line():
    shown, file = issues(report_of(warning(), whole_file()))
    assert (shown["severity"], file["severity"]) == ("minor", "blocker")
    assert file["location"] == {"path": "content/rosters/liste.pdf", "lines": {"begin": 1}}


def fingerprints(*findings, show_values=False):
    return [issue["fingerprint"] for issue in issues(report_of(*findings), show_values)]


def test_fingerprints_differ_even_for_two_faults_in_one_cell():
    marks = fingerprints(
        *LONG.findings,
        *USUAL.findings[:2],
        finding(message="Autre."),
        finding(worksheet="S2"),
        finding("R005"),
    )
    assert len(marks) == len(set(marks)) == 305


def test_a_fingerprint_stays_when_other_cells_or_the_wording_or_the_value_change():
    alone = fingerprints(finding(value=SECRET))
    assert fingerprints(finding(value="autre"), show_values=True) == alone
    assert fingerprints(finding(message="Mieux dit.")) == alone
    assert fingerprints(finding("R001", "A2"), finding(cell="C1"), finding())[-1:] == alone
    assert alone == ["7b89eb7e6cf534610530e6d9a6896da5"]

"""SARIF 2.1.0: valid by the schema of the standard, read by the models of another project, with all that GitHub needs."""

import json
from dataclasses import replace

import jsonschema
import pytest
from pydantic import BaseModel
from sarif_pydantic import Sarif

from generator.reports.sarif_report import sarif_report
from schemas.rules.registry import RULES
from tests.support.centres import REPOSITORY
from tests.support.reports import (
    EMPTY,
    HOSTILE_REPORT,
    LONG,
    SECRET,
    USUAL,
    finding,
    report_of,
    whole_file,
)

SCHEMA = json.loads((REPOSITORY / "tests/data/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
STANDARD = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

# In the standard (3.14.17, 3.14.23), but not in those models.
BEYOND_THE_MODELS = {"columnKind", "language"}


def unknown(part):
    """Every property that the models do not know, anywhere in a log."""
    if isinstance(part, BaseModel):
        inside = [getattr(part, name) for name in type(part).model_fields]
        return set(part.model_extra or ()).union(*map(unknown, inside))
    if isinstance(part, list):
        return set().union(*map(unknown, part))
    return set()


def run_of(report, show_values=False, site_url=None):
    told = report if show_values else report.redacted()
    text = sarif_report(replace(told, site_url=site_url), content="content")
    log = Sarif.model_validate_json(text)
    assert unknown(log) <= BEYOND_THE_MODELS
    read = json.loads(text)
    STANDARD.validate(read)
    assert (read["version"], read["$schema"].rsplit("/", 1)[1]) == ("2.1.0", "sarif-schema-2.1.0.json")
    (run,) = read["runs"]
    return run


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"version": "2.0.0"}, "version"), ({"runs": [{}]}, "tool"), ({"colour": 1}, "colour")],
)
def test_the_schema_refuses_what_sarif_does_not_have(wrong, said):
    right = json.loads(sarif_report(EMPTY, content="content"))
    with pytest.raises(jsonschema.ValidationError, match=said):
        STANDARD.validate({**right, **wrong})


def test_the_models_refuse_what_sarif_does_not_have():
    wrong = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "colour": 1}}}]}
    assert unknown(Sarif.model_validate(wrong)) == {"colour"}


@pytest.mark.parametrize("report", [USUAL, EMPTY, LONG, HOSTILE_REPORT], ids=["usual", "empty", "long", "hostile"])
def test_every_finding_is_a_result_with_all_that_github_needs(report):
    run = run_of(report, show_values=True)
    assert len(run["results"]) == len(report.findings)
    marks = set()
    for result in run["results"]:
        assert result["message"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert set(place["region"]) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert min(place["region"].values()) >= 1
        assert place["artifactLocation"]["uri"].isascii()
        marks.add(result["partialFingerprints"]["primaryLocationLineHash"])
    assert len(marks) == len(report.findings)


def test_a_result_is_at_its_row_and_column_and_names_its_cell():
    (result,) = run_of(report_of(finding(cell="AB14", file="rosters/3A été.xlsx")))["results"]
    del result["partialFingerprints"], result["ruleIndex"]
    assert result == {
        "ruleId": "R004",
        "level": "error",
        "message": {
            "text": "Cette date ne se lit pas : il n’y a pas de 31 février."
            " (feuille « S1 », cellule AB14, colonne « Date de naissance »)"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "content/rosters/3A%20%C3%A9t%C3%A9.xlsx",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 14, "startColumn": 28, "endLine": 14, "endColumn": 29},
                },
                "logicalLocations": [{"name": "AB14", "fullyQualifiedName": "S1!AB14", "kind": "cell"}],
            }
        ],
    }


def test_a_whole_file_has_no_cell():
    (result,) = run_of(report_of(whole_file()))["results"]
    assert list(result["locations"][0]) == ["physicalLocation"]
    assert result["message"]["text"] == "Ce type de fichier (.pdf) n’est pas pris en charge."


def test_every_rule_is_explained_and_all_codes_are_sorted():
    rules = run_of(EMPTY)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.code for rule in RULES)
    assert len(rules) > 20
    for rule in rules:
        assert set(rule) == {
            "id",
            "name",
            "shortDescription",
            "fullDescription",
            "help",
            "defaultConfiguration",
        }
        assert "{" not in rule["help"]["text"]
        assert len(rule["fullDescription"]["text"]) <= 1024
    (duplicate,) = [rule for rule in rules if rule["id"] == "R013"]
    assert "Ce candidat est déjà inscrit à cette session, à …." in duplicate["help"]["text"]


def test_rules_link_to_the_site_where_it_has_an_address():
    rules = run_of(EMPTY, site_url="https://exemple.example/centre/")["tool"]["driver"]["rules"]
    assert rules[0]["helpUri"] == "https://exemple.example/centre/regles/F001.html"


def test_braces_and_links_in_cells_are_only_text():
    shown = report_of(finding(value="{0} [ici](https://exemple.example/)"))
    (result,) = run_of(shown, show_values=True)["results"]
    assert "« {{0}} [ici] (https://exemple.example/) »" in result["message"]["text"]


def test_the_value_is_in_the_message_where_values_are_shown():
    assert f"Valeur : « 31/02/{SECRET} »" in run_of(USUAL, show_values=True)["results"][1]["message"]["text"]

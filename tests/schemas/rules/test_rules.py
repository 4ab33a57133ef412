"""The rules against their own examples: every invalid one gives exactly its code at its cell."""

import ast
import re
from collections import Counter

import pytest

from schemas.columns import TABLES
from schemas.finding import Severity
from schemas.rule import RowFault
from schemas.rules import files, structure
from schemas.rules.examples import with_sessions
from schemas.rules.registry import RULES
from tests.support.centres import REPOSITORY, at, check_example

PROMISED = {
    f"{letter}{number:03}"
    for letter, last in {"F": 16, "S": 18, "R": 22, "T": 16}.items()
    for number in range(1, last + 1)
}
# Faults that no content of a file can show: an example holds neither a password nor a file that cannot be read.
OUTSIDE_OF_EXAMPLES = {
    files.UNREADABLE,
    files.WRONG_PASSWORD,
    files.PROTECTED_ODS,
    structure.HIDDEN_ROWS,
    files.STRAY_CELL,
    structure.STRUCK_ROW,
}

VALID = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.valid)]
INVALID = [
    pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.invalid)
]


def test_every_promised_rule_is_there():
    assert {rule.code for rule in RULES} == PROMISED


def test_every_rule_that_is_written_down_is_run():
    """Whatever file it stands in, and even where two definitions share a name."""
    written = [
        next(keyword.value.value for keyword in call.keywords if keyword.arg == "code")
        for path in sorted((REPOSITORY / "schemas").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", None) == "Rule"
    ]
    assert sorted(written) == sorted(rule.code for rule in RULES)


def test_codes_and_names_are_used_once():
    assert max(Counter(rule.code for rule in RULES).values()) == 1
    assert max(Counter(rule.name for rule in RULES).values()) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_all_that_a_definition_must_say(rule):
    assert re.fullmatch(r"[FSRT]\d{3}", rule.code)
    assert all((rule.title, rule.why, rule.source, rule.faults, rule.valid, rule.invalid))
    assert all(fault.message.endswith((".", "?", "{detail}")) for fault in rule.faults)


@pytest.mark.parametrize(("rule", "example"), VALID)
def test_a_valid_example_gives_no_finding(rule, example, tmp_path):
    assert check_example(example, tmp_path).findings == ()


@pytest.mark.parametrize(("rule", "example"), INVALID)
def test_an_invalid_example_gives_exactly_its_code_at_its_cell(rule, example, tmp_path):
    findings = check_example(example, tmp_path).findings
    assert [(finding.code, at(finding)) for finding in findings] == [(rule.code, example.at)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_fault_of_a_rule_is_shown_by_an_example(rule, tmp_path):
    """Warnings and errors alike: a fault that no example reaches would never have been seen at work."""
    seen = {finding.message for example in rule.invalid for finding in check_example(example, tmp_path).findings}
    patterns = {
        re.sub(r"\\\{\w+\\\}", ".*", re.escape(fault.message))
        for fault in rule.faults
        if fault not in OUTSIDE_OF_EXAMPLES
    }
    assert [one for one in patterns if not any(re.fullmatch(one, text, re.DOTALL) for text in seen)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_messages_take_no_fact_but_detail_from_a_row(rule):
    for fault in rule.faults:
        if isinstance(fault, RowFault):
            assert set(re.findall(r"\{(\w+)\}", fault.message)) <= {"detail"}
            assert fault.column is None or fault.column in {column.id for column in TABLES[fault.table]}


def test_an_error_is_worse_than_a_warning():
    age = next(rule for rule in RULES if rule.code == "R005")
    assert age.severity is Severity.ERROR


def test_a_public_holiday_has_its_french_name_on_any_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGE", "en_US")
    example = with_sessions({"date": "11/11/2027"}, at="sessions.xlsx!B2")
    [finding] = check_example(example, tmp_path).findings
    assert finding.code == "S004"
    assert "Armistice" in finding.message
    assert "Day" not in finding.message

"""Warnings that are right in a centre: accepted, counted, not shown. Errors never."""

from datetime import date

from schemas.check import check_content
from schemas.rules.examples import sessions
from tests.support.centres import TODAY, TOML, write_centre

SUNDAY = sessions({"date": date(2027, 3, 14)})


def accepting(**keys: str) -> str:
    lines = "".join(f'{key} = "{value}"\n' for key, value in {**keys, "reason": "Voulu."}.items())
    return f"{TOML}[[accepted]]\n{lines}"


def judged(tmp_path, rows, toml):
    report = check_content(write_centre(tmp_path, rows, {}, toml), TODAY)
    return [finding.code for finding in report.findings], report.accepted


def test_an_accepted_warning_is_counted_and_not_shown(tmp_path):
    assert judged(tmp_path, SUNDAY, accepting(rule="S004", file="sessions.xlsx")) == ([], 1)


def test_it_may_be_accepted_for_one_cell(tmp_path):
    assert judged(tmp_path, SUNDAY, accepting(rule="S004", file="sessions.xlsx", cell="B2")) == ([], 1)


def test_elsewhere_it_accepts_nothing_and_is_itself_reported(tmp_path):
    assert judged(tmp_path, SUNDAY, accepting(rule="S004", file="sessions.xlsx", cell="B3")) == (
        ["F013", "S004"],
        0,
    )


def test_an_error_is_never_accepted(tmp_path):
    rows = sessions({"room": None})
    assert judged(tmp_path, rows, accepting(rule="S008", file="sessions.xlsx")) == (["F013", "S008"], 0)

"""The password of workbooks is asked for once, before the check, and only of somebody who can answer."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest

from generator.commands.running import _asked_password, password_of
from generator.terminal import asked_secretly
from schemas.rules.examples import roster, sessions
from schemas.rules.files import F003
from tests.support.centres import write_centre, xlsx


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody at a terminal was asked."""
    questions: list[str] = []

    def answer(question: str, _: object) -> str:
        questions.append(question)
        return "secret"

    _asked_password.cache_clear()
    monkeypatch.delenv("CONSIGNE_PASSWORD", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", answer)
    return questions


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    data = F003.invalid[0].files["rosters/S1.xlsx"]
    assert isinstance(data, bytes)
    return write_centre(tmp_path, sessions(), {"S1.xlsx": data})


def test_it_is_asked_for_once(protected: Path, asked: list[str]) -> None:
    assert [password_of(protected), password_of(protected)] == ["secret", "secret"]
    assert asked == ["Mot de passe des classeurs protégés : "]


def test_nobody_is_asked_where_nothing_is_protected(tmp_path: Path, asked: list[str]) -> None:
    assert password_of(write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}))})) is None
    assert asked == []


def test_the_variable_answers_first_and_an_empty_one_is_none(
    protected: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSIGNE_PASSWORD", "other")
    assert (password_of(protected), asked) == ("other", [])
    monkeypatch.setenv("CONSIGNE_PASSWORD", "")
    assert (password_of(protected), len(asked)) == ("secret", 1)


def test_without_a_terminal_nobody_is_asked(protected: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert (password_of(protected), asked) == (None, [])


def test_a_password_that_protects_is_typed_twice(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["", "un", "deux", "trois", "trois"])
    monkeypatch.setattr(getpass, "getpass", lambda *_: next(typed))
    assert asked_secretly("Mot de passe", twice=True) == "trois"

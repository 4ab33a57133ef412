"""A pack is made again when anything that it shows changed, and only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from generator.private.packs import wanted
from generator.private.packs.wanted import wanted_packs
from generator.public.wording import wording_of
from schemas.records import Centre
from tests.support.centres import REPOSITORY, SETTINGS
from tests.support.packs import SESSION, candidate

WORDING = wording_of(REPOSITORY / "content", "fr")
CENTRE = Centre(settings=SETTINGS, sessions=(SESSION,), candidates=(candidate(ine="000000000AB", external_id="17"),))


def _digest(centre: Centre, *, day: date | None = None, is_printed: bool = True) -> str:
    return wanted_packs(centre, centre.sessions, WORDING, day, is_printed=is_printed)[0].digest


def _with_session(**changes: object) -> Centre:
    return replace(CENTRE, sessions=(replace(SESSION, **changes),))  # type: ignore[arg-type]


def _with_candidate(**changes: object) -> Centre:
    return replace(CENTRE, candidates=(replace(CENTRE.candidates[0], **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        _with_session(start=time(9, 5)),
        _with_session(room="B205"),
        _with_session(access_code="BCDF24"),
        _with_session(invigilators=("M. Dominique Machin",)),
        _with_session(session_number="4242"),
        _with_candidate(first_name="Zoé"),
        _with_candidate(birth_date=date(2011, 3, 5)),
        _with_candidate(external_id="18"),  # only the digital sheet has both identifiers
        replace(CENTRE, settings=SETTINGS.model_copy(update={"name": "Collège Tartempion"})),
    ],
)
def test_what_it_shows_makes_it_again(changed: Centre) -> None:
    assert _digest(changed, is_printed=False) != _digest(CENTRE, is_printed=False)


@pytest.mark.parametrize(
    "same",
    [
        _with_candidate(positioned_competences=5),
        _with_candidate(convocation_email="a@college.example"),
        replace(CENTRE, sessions=(SESSION, replace(SESSION, id="S2"))),
    ],
)
def test_what_it_does_not_show_leaves_it(same: Centre) -> None:
    assert _digest(same) == _digest(CENTRE)


def test_the_date_of_the_last_commit_is_printed_but_makes_nothing_again() -> None:
    assert _digest(CENTRE, day=date(2026, 11, 24)) == _digest(CENTRE, day=date(2026, 11, 25))
    made = wanted_packs(CENTRE, CENTRE.sessions, WORDING, date(2026, 11, 25), is_printed=True)[0]
    assert made.public is not None
    assert "25\u00a0novembre 2026" in made.public()["briefing"]


def test_the_wording_makes_it_again_where_it_is_printed(tmp_path: Path) -> None:
    (tmp_path / "briefing").mkdir()
    own = (REPOSITORY / "content" / "briefing" / "7-fin.md").read_text(encoding="utf-8")
    (tmp_path / "briefing" / "7-fin.md").write_text(own.replace("écran", "bel écran"), encoding="utf-8")
    other = wording_of(tmp_path, "fr")
    assert wanted_packs(CENTRE, CENTRE.sessions, other, None, is_printed=True)[0].digest != _digest(CENTRE)


def test_another_version_of_the_program_makes_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _digest(CENTRE, is_printed=False)
    version: Callable[[str], str] = lambda name: "99"  # noqa: E731
    monkeypatch.setattr(wanted, "version", version)
    wanted._program_digest.cache_clear()
    assert _digest(CENTRE, is_printed=False) != before
    wanted._program_digest.cache_clear()

"""The version of a paper changes with what it says, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.public.papers.version import paper_version
from generator.public.wording import read_wording
from generator.resources import default_briefing_dir
from schemas.centre import Contact, TestSettings
from tests.support.papers import centre, session, wording


def test_the_same_content_has_the_same_eight_digits() -> None:
    versions = {paper_version(session(), centre(), wording()) for _ in range(2)}
    assert len(versions) == 1
    assert all(len(version) == 8 and int(version, 16) >= 0 for version in versions)


def test_each_fact_of_the_session_or_centre_changes_it() -> None:
    versions = {
        paper_version(*given, wording())
        for given in (
            (session(), centre()),
            (session(room="B205"), centre()),
            (session(invigilators=("Camille Exemple",)), centre()),
            (session(), centre(contacts=(Contact(role="Référent"),))),
            (session(), centre(test=TestSettings(duration_min=90))),
            (session(), centre(extra_time_percents=(33, 50))),
        )
    }
    assert len(versions) == 6


def test_another_session_does_not_change_it() -> None:
    alone, among = centre(), centre(sessions=(session(id="AUTRE"),))
    assert paper_version(session(), alone, wording()) == paper_version(session(), among, wording())


def test_the_address_of_the_site_does_not_change_it() -> None:
    assert paper_version(session(), centre(site_url=None), wording()) == paper_version(session(), centre(), wording())


def test_wording_changes_it_by_what_it_says_not_by_where_it_is(tmp_path: Path) -> None:
    default = default_briefing_dir()
    text = (default / "7-fin.md").read_text(encoding="utf-8")
    (tmp_path / "7-fin.md").write_text(f"<!-- copie -->\n\n{text}", encoding="utf-8")
    copied = read_wording(tmp_path, default)
    assert copied.blocks[6].own
    assert paper_version(session(), centre(), copied) == paper_version(session(), centre(), wording())
    (tmp_path / "7-fin.md").write_text(text.replace("Cocher", "Marquer"), encoding="utf-8")
    changed = read_wording(tmp_path, default)
    assert paper_version(session(), centre(), changed) != paper_version(session(), centre(), wording())


def test_the_order_of_facts_in_memory_does_not_change_it() -> None:
    assert paper_version(replace(session()), centre(), wording()) == paper_version(session(), centre(), wording())


def test_the_version_of_a_printed_paper_outlives_an_error_that_held_it_for_a_day() -> None:
    right = session()
    assert paper_version(replace(right, errors=2), centre(), wording()) == paper_version(right, centre(), wording())

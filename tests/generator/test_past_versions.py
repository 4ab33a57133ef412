"""Is my paper current? Versions that follow each other, what changed between them, and what a scanned code opens."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.earlier import earlier_versions
from generator.papers.briefing import briefing_page
from generator.past_versions import Change, changes, followed, read, reprints, versions_of, written
from schemas.centre import load_settings
from schemas.rules.examples import roster, sessions
from tests.generator.papers.examples import centre, session, wording
from tests.support.centres import TODAY, write_centre, xlsx
from tests.support.command import consigne
from tests.support.tools import require

DAY = date(2026, 3, 3)
OLD = session(id="S1", room="B204", start=time(9))
NEW = session(id="S1", room="B205", start=time(9, 30))


def versions(*states, since=(DAY, date(2026, 3, 10))):
    whole = {}
    for state, day in zip(states, since, strict=False):
        whole = followed(whole, versions_of(centre(sessions=(state,)), wording(), day))
    return whole


def test_what_changed_is_said_in_words():
    [change] = changes(versions(OLD, NEW)["S1"], "fr")
    assert change.said == ("début 9\u202fh → 9\u202fh\u202f30", "salle B204 → B205")


def test_a_change_of_wording_or_settings_is_said_without_detail():
    before = versions_of(centre(sessions=(OLD,), name="Ancien nom"), wording(), DAY)
    after = followed(before, versions_of(centre(sessions=(OLD,)), wording(), DAY))
    assert changes(after["S1"], "fr")[0].said == ("texte de la consigne ou réglages du centre",)


def test_invigilators_are_never_named_in_the_history():
    replaced = replace(OLD, invigilators=("Nadège Remplaçante",))
    history = versions(OLD, replaced)
    assert changes(history["S1"], "fr")[0].said == ("surveillants",)
    assert "Nadège" not in written(history)
    assert "Exemple" not in written(history)


def test_the_same_version_twice_is_one_version():
    assert len(versions(OLD, OLD)["S1"]) == 1


def test_what_is_written_is_read_again():
    history = versions(OLD, NEW)
    assert read(written(history).encode("utf-8")) == history


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"history": 2, "sessions": {}}', b"\xff\xfe", b" " * 5_000_001]
)
def test_a_history_that_we_did_not_write_is_not_believed(data):
    assert read(data) == {}


def test_the_home_page_asks_for_a_new_print_only_when_one_may_have_been_made():
    near = versions(OLD, NEW, since=(DAY, date(2026, 3, 10)))
    far = versions(OLD, NEW, since=(DAY, date(2026, 2, 1)))
    assert "10\u00a0mars 2026" in reprints(near, "fr")["S1"]
    assert "salle B204 → B205" in reprints(near, "fr")["S1"]
    assert reprints(far, "fr") == {}
    assert reprints(versions(OLD), "fr") == {}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("CURRENT", "Votre feuille est à jour."),
        ("0123abcd", "salle B204 → B205. Réimprimez-la."),
        ("ffffffff", "Cette version n’est pas connue"),
        ("<img src=x onerror=alert(1)>", "Cette version n’est pas connue"),
        ("toString", "Cette version n’est pas connue"),
        (None, ""),
    ],
)
def test_a_scanned_code_opens_the_page_that_says_whether_the_paper_is_current(
    asked, said, browser: Browser, tmp_path: Path
):
    change = Change(version="0123abcd", said=("salle B204 → B205",))
    html = briefing_page(OLD, centre(), wording(), content_date=DAY, changes=(change,))
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto((tmp_path / "index.html").as_uri())
    current = json.loads(page.locator("#versions").text_content() or "")["current"]
    if asked is not None:
        query = current if asked == "CURRENT" else asked
        page.goto(
            (tmp_path / "index.html").as_uri()
            + "?"
            + page.evaluate("v => new URLSearchParams({v}).toString()", query)
        )
    assert page.locator("#actualite").is_visible() == bool(said)
    assert said in page.locator("#actualite").inner_text()


def commit(folder: Path, day: str) -> None:
    identity = ["-c", "user.name=Essai", "-c", "user.email=essai@exemple.example"]
    environment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00"}
    for command in (["add", "-A"], [*identity, "commit", "-qm", day]):
        subprocess.run(
            ["git", *command], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", **environment}
        )


@pytest.fixture
def repository(tmp_path):
    """A centre whose room changed, with an erroneous state between the two."""
    require("git")
    write_centre(tmp_path, sessions({"room": "B204"}), {"S1.xlsx": xlsx(*roster({}))})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    commit(tmp_path, "2026-11-01")
    path = tmp_path / "content" / "sessions.xlsx"
    path.write_bytes(xlsx(*sessions({"room": None})))
    commit(tmp_path, "2026-11-02")
    path.write_bytes(xlsx(*sessions({"room": "B205"})))
    commit(tmp_path, "2026-11-03")
    return tmp_path


def test_git_tells_the_versions_that_were_published_and_no_other(repository):
    content = repository / "content"
    settings = load_settings(content / "centre.toml")
    found = earlier_versions(content, repository / "public", settings, today=TODAY, password=None)
    assert [(str(v.since), v.room) for v in found["S1"]] == [("2026-11-01", "B204"), ("2026-11-03", "B205")]


def test_without_git_the_site_that_stands_tells_them(tmp_path):
    write_centre(tmp_path, sessions({"room": "B204"}), {"S1.xlsx": xlsx(*roster({}))})
    assert consigne("build", cwd=tmp_path).returncode == 0
    (tmp_path / "content" / "sessions.xlsx").write_bytes(xlsx(*sessions({"room": "B205"})))
    assert consigne("build", cwd=tmp_path).returncode == 0
    page = (tmp_path / "public" / "sessions" / "S1" / "index.html").read_text(encoding="utf-8")
    assert "salle B204 → B205" in page
    history = json.loads((tmp_path / "public" / "historique.json").read_text(encoding="utf-8"))
    assert [version["room"] for version in history["sessions"]["S1"]] == ["B204", "B205"]

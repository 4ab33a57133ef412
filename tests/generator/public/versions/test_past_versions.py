"""Is my paper current? Versions that follow each other, what changed between them, and what a scanned code opens."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.public.papers.briefing import briefing_page
from generator.public.papers.catalogue import PUBLIC_PAPERS
from generator.public.privacy.door import Gate, public_centre
from generator.public.privacy.product import read_product
from generator.public.versions.earlier import earlier_versions
from generator.public.versions.git_history import content_date
from generator.public.versions.past_versions import (
    Change,
    Versions,
    changes,
    followed,
    read,
    reprints,
    versions_of,
    written,
)
from schemas.centre import TestSettings
from schemas.check import check_content
from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, write_centre, xlsx
from tests.support.command import consigne
from tests.support.papers import centre, session, wording
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


@pytest.mark.parametrize(
    ("past", "said"),
    [
        ({"name": "Ancien nom"}, "réglages du centre"),
        ({"contacts": ()}, "personnes à appeler"),
        ({"test": TestSettings(duration_min=90)}, "durée, rappel ou adresses du test"),
        (
            {"extra_time_percents": (33,)},
            "taux de temps majoré du centre +\u202f33\u202f% → +\u202f25\u202f% et +\u202f33\u202f%",
        ),
    ],
)
def test_a_change_of_settings_is_named(past, said):
    now = centre(sessions=(OLD,), extra_time_percents=(25, 33) if "extra_time_percents" in past else (33,))
    before = versions_of(replace(now, **past), wording(), DAY)
    [change] = changes(followed(before, versions_of(now, wording(), DAY))["S1"], "fr")
    assert change.said == (said,)


def test_a_change_of_wording_alone_is_named():
    block, *others = wording().blocks
    rewritten = replace(wording(), blocks=(replace(block, title="Autre titre"), *others))
    before = versions_of(centre(sessions=(OLD,)), rewritten, DAY)
    [change] = changes(followed(before, versions_of(centre(sessions=(OLD,)), wording(), DAY))["S1"], "fr")
    assert change.said == ("texte de la consigne",)


def test_a_room_that_says_that_it_is_one_is_not_called_so_twice():
    [change] = changes(versions(replace(OLD, room="Salle 1"), replace(OLD, room="Salle 2"))["S1"], "fr")
    assert change.said == ("Salle 1 → Salle 2",)


def test_seats_that_change_are_counted():
    [change] = changes(versions(OLD, replace(OLD, seats=None))["S1"], "fr")
    assert change.said == (f"postes {OLD.seats} → ?",)


def test_invigilators_are_never_named_in_the_history():
    replaced = replace(OLD, invigilators=("Nadège Remplaçante",))
    history = versions(OLD, replaced)
    assert changes(history["S1"], "fr")[0].said == ("surveillants",)
    assert "Nadège" not in written(history, "name")
    assert "Exemple" not in written(history, "name")


def test_the_same_version_twice_is_one_version():
    assert len(versions(OLD, OLD)["S1"]) == 1


def test_what_is_written_is_read_again():
    history = versions(OLD, NEW)
    assert read(written(history, "name").encode("utf-8"), "name") == history


def test_a_centre_that_stops_naming_invigilators_forgets_their_digests():
    assert read(written(versions(OLD, NEW), "name").encode("utf-8"), "none") == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'{"history": 3, "invigilators": "name", "sessions": {}}',
        b"\xff\xfe",
        b" " * 5_000_001,
        written(versions(replace(OLD, id="../../ailleurs")), "name").encode("utf-8"),
    ],
)
def test_a_history_that_we_did_not_write_is_not_believed(data):
    assert read(data, "name") == {}


def test_the_home_page_asks_for_a_new_print_only_when_one_may_have_been_made():
    near = versions(OLD, NEW, since=(DAY, date(2026, 3, 10)))
    far = versions(OLD, NEW, since=(DAY, date(2026, 2, 1)))
    assert "10\u00a0mars 2026" in reprints(near, "fr")["S1"]
    assert "salle B204 → B205" in reprints(near, "fr")["S1"]
    assert reprints(far, "fr") == {}
    undated = versions(OLD, NEW, since=(None, None))
    assert reprints(undated, "fr")["S1"].startswith("Modifiée, réimprimez si vous l’aviez déjà fait")
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
            (tmp_path / "index.html").as_uri() + "?" + page.evaluate("v => new URLSearchParams({v}).toString()", query)
        )
    assert page.locator("#actualite").is_visible() == bool(said)
    assert said in page.locator("#actualite").inner_text()


def commit(folder: Path, day: str) -> None:
    identity = ["-c", "user.name=Essai", "-c", "user.email=essai@exemple.example"]
    environment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00"}
    for command in (["add", "-A"], [*identity, "commit", "-qm", day]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", **environment})


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


def earlier(folder: Path, site: str = "public") -> Versions:
    content = folder / "content"
    checked = check_content(content, TODAY).centre
    assert checked is not None
    gate = Gate(centre=checked, public=public_centre(checked), product=read_product(()))
    return earlier_versions(content, folder / site, gate, today=TODAY, password=None)


def rooms(found: Versions, session_id: str = "S1") -> list[tuple[str, str]]:
    return [(str(version.since), version.room) for version in found.get(session_id, ())]


def test_git_tells_the_versions_that_were_published_and_no_other(repository):
    assert rooms(earlier(repository)) == [("2026-11-01", "B204"), ("2026-11-03", "B205")]


def test_a_shallow_clone_knows_no_date_for_its_oldest_commit(repository):
    clone = repository / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", repository.as_uri(), str(clone)], check=True)
    assert rooms(earlier(clone)) == [("None", "B205")]
    assert content_date(clone / "content") is None
    assert content_date(repository / "content") == date(2026, 11, 3)


def test_many_commits_of_one_day_do_not_hide_the_day_before(repository):
    path = repository / "content" / "sessions.xlsx"
    for number in range(12):
        path.write_bytes(xlsx(*sessions({"room": f"C{number}"})))
        commit(repository, "2026-11-04")
    assert ("2026-11-03", "B205") in rooms(earlier(repository))


def test_after_a_rewritten_history_the_site_that_stands_still_knows_a_paper(repository):
    assert consigne("build", cwd=repository).returncode == 0
    shutil.rmtree(repository / ".git")
    (repository / "content" / "sessions.xlsx").write_bytes(xlsx(*sessions({"room": "B206"})))
    subprocess.run(["git", "init", "-q"], cwd=repository, check=True)
    commit(repository, "2026-11-05")
    assert [room for _, room in rooms(earlier(repository))] == ["B204", "B205", "B206"]


def test_a_session_that_is_no_more_keeps_a_page_that_says_so_and_leads_to_the_one_in_its_place(repository):
    row = {"id": "S1-bis", "room": "B205"}
    (repository / "content" / "sessions.xlsx").write_bytes(xlsx(*sessions(row)))
    (repository / "content" / "rosters" / "S1.xlsx").rename(repository / "content" / "rosters" / "S1-bis.xlsx")
    commit(repository, "2026-11-06")
    done = consigne("build", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr
    for file in (paper.file for paper in PUBLIC_PAPERS):
        page = (repository / "public" / "sessions" / "S1" / file).read_text(encoding="utf-8")
        assert "Ne vous servez plus de cette feuille." in page
        assert 'href="../S1-bis/index.html"' in page
    assert "sessions/S1/" not in (repository / "public" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("still_here", [True, False], ids=["still a candidate", "no candidate any more"])
def test_a_name_that_the_gate_once_refused_does_not_come_back_as_a_change(repository, still_here):
    content = repository / "content"
    named = {"last_name": "Tartempionneau", "first_name": "Zélie"}
    (content / "sessions.xlsx").write_bytes(xlsx(*sessions({"room": "B204 (Tartempionneau)"})))
    (content / "rosters" / "S1.xlsx").write_bytes(xlsx(*roster(named)))
    commit(repository, "2026-11-07")
    assert "Publication refusée" in consigne("build", cwd=repository).stderr
    (content / "sessions.xlsx").write_bytes(xlsx(*sessions({"room": "B204"})))
    (content / "rosters" / "S1.xlsx").write_bytes(xlsx(*roster(named if still_here else {})))
    commit(repository, "2026-11-08")
    done = consigne("build", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert "tartempionneau" not in "".join(
        path.read_text(encoding="utf-8").casefold()
        for path in (repository / "public").rglob("*.[hj]*")
        if path.suffix in (".html", ".json")
    )


def test_without_git_the_site_that_stands_tells_them(tmp_path):
    write_centre(tmp_path, sessions({"room": "B204"}), {"S1.xlsx": xlsx(*roster({}))})
    assert consigne("build", cwd=tmp_path).returncode == 0
    (tmp_path / "content" / "sessions.xlsx").write_bytes(xlsx(*sessions({"room": "B205"})))
    assert consigne("build", cwd=tmp_path).returncode == 0
    page = (tmp_path / "public" / "sessions" / "S1" / "index.html").read_text(encoding="utf-8")
    assert "salle B204 → B205" in page
    history = json.loads((tmp_path / "public" / "historique.json").read_text(encoding="utf-8"))
    assert [version["room"] for version in history["sessions"]["S1"]] == ["B204", "B205"]

"""`consigne build`: all or nothing, nothing private, the same bytes each time."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from schemas.check import check_content
from schemas.rules.examples import roster, sessions
from schemas.rules.registry import RULES
from tests.support.centres import REPOSITORY, TODAY, write_centre, xlsx
from tests.support.command import consigne

EXAMPLE = REPOSITORY / "content"


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A copy of the example centre and its published site."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, folder / "content")
    done = consigne("build", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def centre(built, tmp_path):
    """The same, to be damaged."""
    shutil.copytree(built, tmp_path / "centre")
    return tmp_path / "centre"


def test_the_example_centre_has_a_page_at_each_promised_address(built):
    centre = check_content(EXAMPLE, TODAY).centre
    assert centre is not None
    pages = {f"sessions/{session.id}/index.html" for session in centre.sessions}
    assert {
        "index.html",
        "guides/preparer.html",
        "guides/surveiller.html",
        "guides/colonnes.html",
        "qualite/index.html",
        "regles/index.html",
        *(f"regles/{rule.code}.html" for rule in RULES),
        *pages,
    } <= set(digest(built / "public"))


def test_nothing_is_left_beside_the_site(built):
    assert sorted(path.name for path in built.iterdir()) == [".consigne", "content", "public"]


def test_the_same_content_gives_the_same_bytes(built, tmp_path):
    shutil.copytree(built / "content", tmp_path / "content")
    consigne("build", cwd=tmp_path)
    assert digest(tmp_path / "public") == digest(built / "public")


def test_another_day_changes_only_the_counts_of_what_depends_on_the_day(built, tmp_path):
    """A date can become past, or an age unusual: the page of data quality counts it, and no other page knows of it."""
    shutil.copytree(built / "content", tmp_path / "content")
    consigne("build", "--today", "2031-01-01", cwd=tmp_path)
    now, then = digest(built / "public"), digest(tmp_path / "public")
    changed = {name for name in now.keys() | then.keys() if now.get(name) != then.get(name)}
    assert changed <= {"qualite/index.html"}


def test_the_people_of_the_rules_own_examples_may_be_candidates(tmp_path):
    """A centre may have a candidate born on a day that an example shows, or tries the product with our own names."""
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}, {"last_name": "Salsifis"}))})
    done = consigne("build", "--content", content, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_building_changes_no_file_of_the_centre(centre):
    before = digest(centre / "content")
    assert consigne("build", cwd=centre).returncode == 0
    assert digest(centre / "content") == before


def test_an_error_that_concerns_all_leaves_the_old_site_whole(centre):
    before = digest(centre / "public")
    (centre / "content" / "sessions.xlsx").write_bytes(b"PK")
    done = consigne("build", cwd=centre)
    assert (done.returncode, "F001" in done.stdout) == (1, True)
    assert "Rien n’a été construit" in done.stderr
    assert digest(centre / "public") == before
    assert sorted(path.name for path in centre.iterdir()) == [".consigne", "content", "public"]


def test_a_faulty_list_holds_the_papers_of_its_session_alone(centre):
    right = centre / "public" / "sessions" / "3A-lundi" / "index.html"
    before = right.read_bytes()
    (centre / "content" / "rosters" / "S06.xlsx").write_bytes(b"PK")
    done = consigne("build", cwd=centre)
    assert (done.returncode, "F001" in done.stdout) == (0, True)
    assert done.stderr == "Papiers en attente : S06 (1 erreur). Corrigez, puis recommencez.\n"
    assert right.read_bytes() == before
    for paper in (centre / "public" / "sessions" / "S06").iterdir():
        page = paper.read_text(encoding="utf-8")
        assert "papiers en attente" in page
        assert "Salle" not in page.partition("<main>")[0]
        assert "vendredi 11 décembre 2026" in page.replace("\u00a0", " ")
    home = (centre / "public" / "index.html").read_text(encoding="utf-8")
    assert "Papiers en attente" in home
    assert 'href="sessions/S06/' not in home
    assert not list((centre / "public" / "jours").glob("2026-12-11*"))


@pytest.mark.parametrize("faulty", ["sessions.xlsx", "rosters/S1.xlsx"])
def test_what_stands_in_a_faulty_row_reaches_the_site_no_more_than_in_a_right_one(tmp_path, faulty):
    """The gate knows it too: here the name, or the access code, that was typed into another session's room."""
    named = {"last_name": "Zénobie-Quetzal", "birth_date": "31/02/2011"} if faulty == "rosters/S1.xlsx" else {}
    coded = {"access_code": "KPWX38", "date": "31/02/2027"} if faulty == "sessions.xlsx" else {}
    room = "KPWX38" if coded else "Zénobie-Quetzal"
    rows = sessions(coded, {"id": "S2", "room": f"Salle {room}", "invigilators": "M. Alex Machinchose"})
    content = write_centre(tmp_path, rows, {"S1.xlsx": xlsx(*roster(named))})
    done = consigne("build", "--content", content, cwd=tmp_path)
    assert (done.returncode, (tmp_path / "public").exists()) == (1, False)
    assert "Publication refusée" in done.stderr


@pytest.mark.parametrize("id", ["../../S9", "CON", "a b"])
def test_an_identifier_that_is_no_address_makes_no_folder(tmp_path, id):
    rows = sessions({}, {"id": id, "room": "C1", "invigilators": "M. Alex Machinchose"})
    content = write_centre(tmp_path, rows, {"S1.xlsx": xlsx(*roster({}))})
    done = consigne("build", "--content", content, cwd=tmp_path)
    assert (done.returncode, id in done.stderr) == (0, True)
    assert [path.name for path in (tmp_path / "public" / "sessions").iterdir()] == ["S1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".consigne", "content", "public"]


def test_a_plain_search_apart_from_the_gate_finds_nobody_on_the_site(built):
    """Not even by chance: no example of a rule shares a date or a name with a candidate of the example centre."""
    centre = check_content(EXAMPLE, TODAY).centre
    assert centre is not None
    private = {s.access_code for s in centre.sessions} | {s.notes for s in centre.sessions}
    for person in centre.candidates:
        private |= {person.ine, person.external_id, person.convocation_email, f"{person.birth_date:%d/%m/%Y}"}
        private |= {f"{person.last_name} {person.first_name}", f"{person.first_name} {person.last_name}"}
    values = {value.lower().encode() for value in private if value}
    assert len(values) > 500
    pages = {path: path.read_bytes().lower() for path in (built / "public").rglob("*") if path.is_file()}
    assert [str(path) for path, page in pages.items() if any(value in page for value in values)] == []


def _private_values():
    centre = check_content(EXAMPLE, TODAY).centre
    assert centre is not None
    candidate = next(c for c in centre.candidates if c.ine)
    code = next(s.access_code for s in centre.sessions if s.access_code)
    return {
        "name": f"{candidate.first_name} {candidate.last_name}",
        "last-name": candidate.last_name,
        "ine": candidate.ine,
        "birth-date": f"{candidate.birth_date:%d/%m/%Y}",
        "access-code": code,
    }


PRIVATE = _private_values()


@pytest.mark.parametrize(("kind", "file"), [*((kind, "1-avant.md") for kind in PRIVATE), ("name", "incidents.md")])
def test_a_private_value_in_the_wording_is_refused_and_the_old_site_stays(centre, kind, file):
    before = digest(centre / "public")
    wording = centre / "content" / "briefing" / file
    text = wording.read_text(encoding="utf-8")
    last_item = next(line for line in reversed(text.splitlines()) if line.strip())
    wording.write_text(text.replace(last_item, f"{last_item.rstrip('.')} {PRIVATE[kind]}."), encoding="utf-8")
    done = consigne("build", cwd=centre, CI="true")
    assert (done.returncode, "Publication refusée" in done.stderr) == (1, True)
    assert PRIVATE[kind] not in done.stdout + done.stderr
    assert digest(centre / "public") == before
    assert sorted(path.name for path in centre.iterdir()) == [".consigne", "content", "public"]


def test_the_refusal_names_the_value_on_a_terminal(centre):
    wording = centre / "content" / "briefing" / "1-avant.md"
    wording.write_text(wording.read_text(encoding="utf-8") + f"- **Garder** {PRIVATE['ine']}.\n", encoding="utf-8")
    done = consigne("build", cwd=centre)
    assert done.returncode == 1
    assert f"«\u00a0{PRIVATE['ine'].lower()}\u00a0»" in done.stderr.lower()


def test_a_contact_named_like_a_candidate_is_published_once_the_line_of_the_message_is_pasted(centre):
    settings = centre / "content" / "centre.toml"
    text = settings.read_text(encoding="utf-8") + f'\n[[contacts]]\nrole = "Infirmerie"\nname = "{PRIVATE["name"]}"\n'
    settings.write_text(text, encoding="utf-8")
    refused = consigne("build", cwd=centre)
    (line,) = re.findall("^allowed_words = .*", refused.stderr, re.MULTILINE)
    settings.write_text(re.sub("(?m)^allowed_words = .*", line, text), encoding="utf-8")
    assert (refused.returncode, consigne("build", cwd=centre).returncode) == (1, 0)


def test_a_folder_of_someone_else_is_never_replaced(centre):
    other = centre / "photos"
    other.mkdir()
    (other / "vacances.txt").write_text("à garder", encoding="utf-8")
    done = consigne("build", "--site", "photos", cwd=centre)
    assert (done.returncode, "que Consigne n’a pas faits" in done.stderr) == (2, True)
    assert digest(other) == {"vacances.txt": hashlib.sha256("à garder".encode()).hexdigest()}


@pytest.mark.parametrize("site", [".", "content", "content/site", "content/.."])
def test_the_content_is_never_inside_what_is_replaced(centre, site):
    before = digest(centre / "content")
    assert consigne("build", "--site", site, cwd=centre).returncode == 2
    assert digest(centre / "content") == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after_seconds", [0.0, 0.8])
def test_an_interruption_leaves_a_whole_site_and_no_rest(centre, number, after_seconds):
    """Counted from the moment when the build has begun to write beside the site."""
    before = digest(centre / "public")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    run = "from generator.cli import main; main()"
    command = [sys.executable, "-c", run, "build", "--today", TODAY.isoformat()]
    process = subprocess.Popen(command, cwd=centre, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and not any(centre.glob(".consigne-*")):
        time.sleep(0.02)
    time.sleep(after_seconds)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in {0, 130, -number}  # the last: the site stood, and Python was on its way out
    assert b"Traceback" not in errors
    assert digest(centre / "public") == before
    assert sorted(path.name for path in centre.iterdir()) == [".consigne", "content", "public"]


def test_a_qr_code_needs_the_address_of_the_site(centre):
    page = centre / "public" / "sessions" / "3A-lundi" / "index.html"
    without = page.read_text(encoding="utf-8")
    assert consigne("build", "--base-url", "https://college.example/pix", cwd=centre).returncode == 0
    with_address = page.read_text(encoding="utf-8")
    assert with_address.count("<svg") > without.count("<svg")


def test_values_too_long_for_the_paper_are_refused_with_the_reason(tmp_path):
    toml = f'name = "{"Collège très long " * 10}"\nsite = "Ici"\n'
    content = write_centre(tmp_path, sessions({"room": "Salle " * 300}), {"S1.xlsx": xlsx(*roster({}))}, toml)
    done = consigne("build", "--content", content, cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "S1" in done.stderr
    assert not (tmp_path / "public").exists()


class _Links(HTMLParser):
    """What a page points at, and the places in it that can be pointed at."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = {""}
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.places |= {said.get("id") or "", said.get("name") or ""}
        self.links += [value for name in ("href", "src") if (value := said.get(name))]


def test_every_link_of_the_site_leads_somewhere(built):
    root = (built / "public").resolve()
    pages = {path: _Links(path) for path in root.rglob("*.html") if path.name != "404.html"}
    assert len(pages) > 100
    followed = 0
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                assert parts.scheme in {"tel", "data"}, (path, link)
                continue
            target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            assert target.is_relative_to(root), (path, link)
            assert target.is_file(), (path, link)
            if target in pages and not parts.fragment.startswith("__"):
                assert unquote(parts.fragment) in pages[target].places, (path, link)
            followed += 1
    assert followed > 2000

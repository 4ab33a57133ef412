"""MkDocs as the site's assembler: quiet, strict, the same bytes twice, hostile names as text."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.public.mkdocs import SiteError, build_site
from generator.public.records import PublicCentre, PublicSession
from generator.resources import site_dir
from schemas.rules.registry import RULES

Gather = Callable[[PublicCentre, Path], None]
CONFIG = site_dir() / "mkdocs.yml"
LOG = logging.getLogger("consigne.test")
NAME = 'Lycée <b>Gras</b> {{ 7*7 }} & "Cie" </title><script>alert(1)</script>'


@pytest.fixture
def docs(
    tmp_path: Path,
    public_session: Callable[..., PublicSession],
    public_centre: Callable[..., PublicCentre],
    gather_docs: Gather,
) -> Path:
    gather_docs(public_centre(public_session("S1"), public_session("S2", date=date(2026, 5, 1))), tmp_path / "docs")
    return tmp_path / "docs"


def _build(docs: Path, staged: Path, *, name: str = "Collège", url: str | None = None) -> dict[str, bytes]:
    build_site(docs, staged, config=CONFIG, site_url=url, site_name=name, log=LOG)
    return {str(path.relative_to(staged)): path.read_bytes() for path in staged.rglob("*") if path.is_file()}


class _Tags(HTMLParser):
    """The tags of a page with the names, not the values, of their attributes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def test_the_same_pages_give_the_same_bytes_on_another_day(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _build(docs, tmp_path / "a", url="https://exemple.example/centre/")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    second = _build(docs, tmp_path / "b", url="https://exemple.example/centre/")
    assert {
        "index.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "search/search_index.json",
        "404.html",
    } <= first.keys()
    assert first == second
    assert os.environ["SOURCE_DATE_EPOCH"] == "1000000000"


def test_no_date_of_the_day_is_written(docs: Path, tmp_path: Path) -> None:
    site = _build(docs, tmp_path / "out", url="https://exemple.example/centre/")
    today = date.today().isoformat().encode()
    assert [name for name, content in site.items() if today in content or b"1970-01-01" in content] == []
    assert b"<loc>https://exemple.example/centre/index.html</loc>" in site["sitemap.xml"]


def test_a_site_without_address_has_no_sitemap(docs: Path, tmp_path: Path) -> None:
    assert "sitemap.xml" not in _build(docs, tmp_path / "out")


def test_nothing_is_written_outside_the_staging_folder(docs: Path, tmp_path: Path) -> None:
    shutil.copytree(site_dir() / "overrides", tmp_path / "project" / "overrides")
    config = shutil.copy(CONFIG, tmp_path / "project")
    before = set(tmp_path.rglob("*"))
    build_site(docs, tmp_path / "out", config=config, site_url=None, site_name="Collège", log=LOG)
    added = {path.relative_to(tmp_path).parts[0] for path in set(tmp_path.rglob("*")) - before}
    assert added == {"out"}


def test_papers_are_copied_as_they_are(docs: Path, tmp_path: Path) -> None:
    site = _build(docs, tmp_path / "out")
    assert site["sessions/S1/index.html"] == b"<!doctype html><title>{{ page.title }}</title>"


@pytest.mark.parametrize("url", [None, "https://exemple.example/"])
def test_a_hostile_name_is_text_on_every_page(docs: Path, tmp_path: Path, url: str | None) -> None:
    sober, hostile = _build(docs, tmp_path / "a", url=url), _build(docs, tmp_path / "b", name=NAME, url=url)
    pages = [name for name in sober if name.endswith(".html")]
    assert len(pages) == 22 + len(RULES)
    assert {page: _Tags(hostile[page]).found for page in pages} == {page: _Tags(sober[page]).found for page in pages}
    title = re.search(rb"<title>(.*?)</title>", hostile["index.html"])
    assert title is not None
    assert title[1].decode() == (
        "Lycée &lt;b&gt;Gras&lt;/b&gt; {{ 7*7 }} &amp; &#34;Cie&#34; &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    )
    assert [name for name, content in hostile.items() if b"&amp;amp;" in content or b"&amp;lt;" in content] == []
    assert [name for name, content in hostile.items() if b"<b>Gras" in content] == []


def test_a_value_is_text_in_the_search_index(
    tmp_path: Path,
    public_session: Callable[..., PublicSession],
    public_centre: Callable[..., PublicCentre],
    gather_docs: Gather,
) -> None:
    gather_docs(public_centre(public_session("S1", room="<img src=x onerror=alert(1)>")), tmp_path / "docs")
    index = json.loads(_build(tmp_path / "docs", tmp_path / "out")["search/search_index.json"])
    found = [entry["text"] for entry in index["docs"] if entry["location"] == "index.html#session-S1"]
    assert len(found) == 1
    assert "&lt;img src=x" in found[0]
    assert "<img" not in found[0]


def test_no_page_takes_anything_from_outside(docs: Path, tmp_path: Path) -> None:
    site = _build(docs, tmp_path / "out")
    loads = re.compile(rb"""(?:src|<link[^>]*href|url\(|@import)\s*=?\s*["'(]*(?:https?:)?//[^\s"')]*""")
    found = {name: loads.findall(content) for name, content in site.items() if name.endswith((".html", ".css"))}
    assert {name: urls for name, urls in found.items() if urls} == {}
    assert "assets/vendor/iframe-worker/LICENSE.txt" in site


def test_a_broken_link_is_reported_and_nothing_is_printed(
    docs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (docs / "guides" / "preparer.md").write_text("# Titre\n\n[ici](nulle-part.md)\n", encoding="utf-8")
    with pytest.raises(SiteError) as error:
        _build(docs, tmp_path / "out")
    assert len(error.value.problems) == 1
    assert "nulle-part.md" in error.value.problems[0]
    assert capfd.readouterr() == ("", "")


def test_a_site_that_cannot_be_assembled_ends_in_french_with_what_mkdocs_said(docs: Path, tmp_path: Path) -> None:
    (docs / "guides" / "preparer.md").write_text("# Titre\n\n[ici](nulle-part.md)\n", encoding="utf-8")
    # A process of its own: pytest gives every logger a handler, which hides what Python shows without one.
    code = (
        "import sys; from pathlib import Path; from generator.public import themed_pages; from generator.terminal import exit_code\n"
        "docs, out, config = map(Path, sys.argv[1:])\n"
        "sys.exit(exit_code(lambda: themed_pages.build_site("
        "docs, out, config=config, site_url=None, site_name='C', log=themed_pages._log)))"
    )
    command = [sys.executable, "-c", code, str(docs), str(tmp_path / "out"), str(CONFIG)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    said = done.stderr.splitlines()
    assert said[0].startswith("Rien n’a été construit : les pages du site")
    assert [line for line in said if "nulle-part.md" in line] == [said[1]]
    assert len(said) == 3


def test_a_success_prints_nothing_and_is_told_to_the_log(
    docs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="consigne.test"):
        _build(docs, tmp_path / "out")
    told = [record for record in caplog.records if "Building documentation" in record.getMessage()]
    assert len(told) == 1
    assert capfd.readouterr() == ("", "")


def test_a_wrong_configuration_is_reported(docs: Path, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\ntheme: absent\n", encoding="utf-8")
    with pytest.raises(SiteError, match="absent"):
        build_site(docs, tmp_path / "out", config=config, site_url=None, site_name="x", log=LOG)


def test_mkdocs_is_imported_only_when_a_site_is_built() -> None:
    code = "import sys, generator.public.mkdocs; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
